"""What proves that an enterprise stands on a rung, on a day: certificates and library places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Certificate, Enterprise, LibraryMembership
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

LIBRARY = "library"


class NoSuchCertificate(NotFound):
    code = "certificate.not_found"
    message = Sentence("没有编号为{pk}的资格。", "There is no recognition {pk}.")


@dataclass(frozen=True, slots=True)
class Recognition:
    """One certificate, or one place in the library (``proof`` is then ``library``).

    ``state`` on the day asked for: current, coming, ended or revoked.
    """

    id: int
    enterprise_id: int
    proof: str
    number: str
    valid_from: date | None
    valid_to: date | None
    issued_by: str
    document: str
    revoked_on: date | None
    revoked_because: str
    state: str

    @property
    def ends_on(self) -> date | None:
        """The day from which it no longer counts."""
        return self.revoked_on or self.valid_to


def certificate_for(viewer: Viewer, pk: int) -> Certificate:
    """The certificate, if the viewer may see its enterprise.

    Raises:
        NoSuchCertificate: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer).values("pk")
    found = Certificate.objects.filter(pk=pk, enterprise__in=seen).first()
    if found is None:
        raise NoSuchCertificate(pk=pk)
    return found


def counts_on(day: date) -> Q:
    """Certificates that hold on a day: begun, neither ended nor revoked.

    One without a start counts as begun, one without an end as not ended.
    """
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    lasts = Q(valid_to=None) | Q(valid_to__gte=day)
    return begun & lasts & (Q(revoked_on=None) | Q(revoked_on__gt=day))


def member_on(day: date) -> Q:
    """Places in the library that hold on a day; their end is the first day of the next year."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def recognitions(*, enterprise_ids: Collection[int], on: date) -> dict[int, list[Recognition]]:
    """Every recognition of these enterprises, the latest first; two queries."""
    found: dict[int, list[Recognition]] = defaultdict(list)
    for one in Certificate.objects.filter(enterprise__in=enterprise_ids).order_by("pk"):
        found[one.enterprise_id].append(_certificate(one, on))
    for place in LibraryMembership.objects.filter(enterprise__in=enterprise_ids).order_by("pk"):
        found[place.enterprise_id].append(_place(place, on))
    for rows in found.values():
        rows.sort(key=lambda row: row.valid_from or date.min, reverse=True)
    return found


def ending_certificates(*, first: date, last: date) -> QuerySet[Certificate]:
    """Certificates of enterprises in their own right that end between two days, both counted."""
    return Certificate.objects.filter(
        valid_to__gte=first,
        valid_to__lte=last,
        revoked_on=None,
        enterprise__merged_into=None,
        enterprise__is_active=True,
    ).select_related("enterprise")


def _certificate(one: Certificate, on: date) -> Recognition:
    return Recognition(
        id=one.pk,
        enterprise_id=one.enterprise_id,
        proof=one.kind,
        number=one.number,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        issued_by=one.issued_by,
        document=one.document,
        revoked_on=one.revoked_on,
        revoked_because=one.revoked_because,
        state=_state(one.valid_from, one.valid_to, one.revoked_on, on),
    )


def _place(place: LibraryMembership, on: date) -> Recognition:
    last = place.valid_to
    over = last is not None and last <= on
    return Recognition(
        id=place.pk,
        enterprise_id=place.enterprise_id,
        proof=LIBRARY,
        number=place.registration_number,
        valid_from=place.valid_from,
        valid_to=last,
        issued_by="",
        document="",
        revoked_on=None,
        revoked_because="",
        state="ended" if over else _state(place.valid_from, None, None, on),
    )


def _state(start: date | None, end: date | None, revoked: date | None, on: date) -> str:
    if revoked is not None and revoked <= on:
        return "revoked"
    if end is not None and end < on:
        return "ended"
    return "coming" if start is not None and start > on else "current"
