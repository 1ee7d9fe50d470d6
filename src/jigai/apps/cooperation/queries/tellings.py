"""The words that would tell whose a confidential demand is."""

from __future__ import annotations

from collections.abc import Iterator

from jigai.apps.cooperation.entries import split_keywords
from jigai.apps.cooperation.masking import Sign, Telling, short_names
from jigai.apps.reference.models import Division, DivisionLevel
from jigai.apps.registry.models import Contact, ContactKey, Enterprise, EnterpriseName
from jigai.apps.registry.queries.contacts import opened

ENDINGS = ("街道办事处", "街道", "经济开发区", "开发区", "镇", "乡", "县", "市", "省", "区")
SHORTEST = 2


def tellings_of(enterprise: Enterprise, *, also: str = "") -> list[Telling]:
    """Names present and past, short names, township, contacts, code, and ``also`` (one a word)."""
    found = [
        *_firm(enterprise),
        *_place(enterprise.division),
        *_persons(enterprise),
        *(Telling(word, Sign.OTHER) for word in split_keywords(also) if len(word) >= SHORTEST),
    ]
    return list(dict.fromkeys(found))


def _firm(enterprise: Enterprise) -> Iterator[Telling]:
    regions = list(_regions(enterprise.division))
    names = EnterpriseName.objects.filter(enterprise=enterprise).values_list("name", flat=True)
    for name in [enterprise.name, *names]:
        yield from (Telling(one, Sign.FIRM) for one in short_names(name, regions=regions))
    yield Telling(enterprise.credit_code, Sign.NUMBER)


def _regions(place: Division | None) -> Iterator[str]:
    """The names of an area and of those around it, whole and bare."""
    while place is not None:
        yield place.name
        yield _bare(place.name)
        place = place.parent


def _place(place: Division | None) -> Iterator[Telling]:
    """The township or park; the county is everybody's and tells nothing."""
    if place is None or place.level != DivisionLevel.TOWNSHIP:
        return
    yield Telling(place.name, Sign.PLACE)
    if len(_bare(place.name)) >= SHORTEST:
        yield Telling(_bare(place.name), Sign.PLACE)


def _bare(name: str) -> str:
    ending = next((one for one in ENDINGS if name.endswith(one)), "")
    return name.removesuffix(ending)


def _persons(enterprise: Enterprise) -> Iterator[Telling]:
    keyed = ContactKey.objects.filter(contact__enterprise=enterprise).values("contact")
    for contact in Contact.objects.filter(pk__in=keyed):
        name = opened(contact).name.strip()
        if len(name) >= SHORTEST:
            yield Telling(name, Sign.PERSON)
