"""How a demand and an offer are named to a viewer; a confidential demand stays masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.entries import split_keywords
from jigai.apps.cooperation.models import Achievement, Demand, Expert, Institution
from jigai.apps.cooperation.queries.open_demands import shown_text
from jigai.apps.matches.queries.access import own_enterprises
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

HIDDEN = Sentence("保密需求单位", "confidential demander")


@dataclass(frozen=True, slots=True)
class Names:
    """Which confidential demands a viewer reads by name here: their own alone.

    Who else may know opens the clear text on the demand's own page, where the look is logged.
    """

    enterprises: frozenset[int]
    key: str

    def demand(self, one: Demand) -> str:
        """What a demand is called."""
        return one.name if self.is_open(one) else shown_text(one, "name")

    def demander(self, one: Demand) -> Sentence:
        """Whose it is, or that this is confidential."""
        name = one.enterprise.name
        return Sentence(name, name) if self.is_open(one) else HIDDEN

    def is_open(self, one: Demand) -> bool:
        is_own = one.enterprise_id in self.enterprises or one.owner_key == self.key
        return not one.is_confidential or is_own


def names_for(viewer: Viewer) -> Names:
    """One statement, whatever is named."""
    return Names(frozenset(own_enterprises(viewer)), viewer.key)


def holder_of(offer: Achievement | Expert | None) -> str:
    """Who holds an achievement, or where an expert works."""
    if offer is None:
        return ""
    if offer.institution is not None:
        return str(offer.institution.name)
    enterprise = offer.enterprise if isinstance(offer, Achievement) else None
    return enterprise.name if enterprise else ""


class InstitutionUnknown(Refusal):
    code = "matches.institution_unknown"
    message = Sentence("院校名录里没有“{name}”。", "The register has no institution “{name}”.")
    remedy = Sentence("请写全称。", "Write its whole name.")


def institutions_named(text: str) -> list[Institution]:
    """Institutions by their whole names, with 顿号 or commas between.

    Raises:
        InstitutionUnknown: the first that is not registered.
    """
    found = []
    for name in split_keywords(text):
        one = Institution.objects.filter(name=name).first()
        if one is None:
            raise InstitutionUnknown(name=name)
        found.append(one)
    return found


def institutions_by_id(ids: Iterable[int]) -> list[str]:
    """Their names, by number."""
    return list(
        Institution.objects.filter(pk__in=ids).order_by("pk").values_list("name", flat=True)
    )
