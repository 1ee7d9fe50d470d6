"""Contacts with enterprises, as the log and the history of one enterprise read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.visits.models import Interaction
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchInteraction(NotFound):
    code = "visits.not_found"
    message = Sentence("没有编号为{pk}的联系记录。", "There is no contact {pk}.")


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One contact; ``officers`` names our side, the one who held it first."""

    id: int
    enterprise_id: int
    enterprise: str
    credit_code: str
    kind: str
    held_on: date
    agency: str
    agency_en: str
    officers: str
    purpose: str
    consent: str
    met: str
    said: str
    beyond_cap: str
    logged_by: str
    withdrawn_on: date | None
    withdrawn_because: str

    @property
    def officers_en(self) -> str:
        """The names with a comma between them, for an English page."""
        return self.officers.replace("、", ", ")


def interaction_rows() -> QuerySet[Interaction]:
    """All contacts with the names that a list shows."""
    return Interaction.objects.annotate(
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        credit_code=F("enterprise__credit_code"),
        agency_name=F("agency__name"),
        agency_name_en=Coalesce(NullIf("agency__name_en", Value("")), "agency__name"),
        officer_name=F("officer__display_name"),
    )


def visible_interaction_rows(viewer: Viewer) -> QuerySet[Interaction]:
    """Those with enterprises that the viewer sees."""
    seen = Interaction.objects.visible_to(viewer).order_by().values("pk")
    return interaction_rows().filter(pk__in=seen)


def interaction_for(viewer: Viewer, pk: int) -> Interaction:
    """The contact with the names of a list.

    Raises:
        NoSuchInteraction: it is absent, or out of the viewer's reach.
    """
    found = visible_interaction_rows(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchInteraction(pk=pk)
    return found


def interactions(
    viewer: Viewer, *, enterprise_id: int | None = None, since: date | None = None
) -> list[InteractionRow]:
    """Contacts, the latest first."""
    found: Any = visible_interaction_rows(viewer)
    if enterprise_id is not None:
        found = found.filter(enterprise_id=enterprise_id)
    if since is not None:
        found = found.filter(held_on__gte=since)
    return [interaction_row(one) for one in found.order_by("-held_on", "-pk")]


def interactions_named(keys: Sequence[int]) -> list[InteractionRow]:
    """The contacts of these ids, the latest first; the caller has seen to it that they may be."""
    found: Any = interaction_rows().filter(pk__in=keys)
    return [interaction_row(one) for one in found.order_by("-held_on", "-pk")]


def interaction_row(one: Any) -> InteractionRow:
    """A row of ``interaction_rows`` in plain values."""
    return InteractionRow(
        id=one.pk,
        enterprise_id=one.enterprise_id,
        enterprise=one.enterprise_name,
        credit_code=one.credit_code,
        kind=one.kind,
        held_on=one.held_on,
        agency=one.agency_name,
        agency_en=one.agency_name_en,
        officers="、".join(part for part in (one.officer_name, one.others) if part),
        purpose=one.purpose,
        consent=one.consent,
        met=one.met,
        said=one.said,
        beyond_cap=one.beyond_cap,
        logged_by=one.logged_by,
        withdrawn_on=one.withdrawn_on,
        withdrawn_because=one.withdrawn_because,
    )


def of_own_department(viewer: Viewer) -> Q:
    """Contacts that the viewer's own departments made."""
    return Q(agency__in=viewer.agency_ids)


def may_withdraw(viewer: Viewer, interaction: Interaction) -> bool:
    """Somebody of the department that logged it, or who keeps the registers."""
    is_own = interaction.agency_id in viewer.agency_ids and may(viewer, Deed.SERVE)
    return is_own or may(viewer, Deed.KEEP_REGISTERS)


def own_interaction_for(viewer: Viewer, pk: int) -> Interaction:
    """The contact, to take it back.

    Raises:
        NoSuchInteraction: it is absent, out of reach, or another department's.
    """
    found = interaction_for(viewer, pk)
    if not may_withdraw(viewer, found):
        raise NoSuchInteraction(pk=pk)
    return found
