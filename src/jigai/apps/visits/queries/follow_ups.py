"""What was promised to enterprises and waits to be kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.models import FollowUp
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchFollowUp(NotFound):
    code = "visits.follow_up_not_found"
    message = Sentence("没有编号为{pk}的跟进事项。", "There is no follow-up {pk}.")


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """``owner`` is an officer's name, else that of the department."""

    id: int
    enterprise_id: int
    enterprise: str
    interaction_id: int
    text: str
    owner: str
    agency: str
    due_on: date
    done_on: date | None
    done_by: str
    note: str


def follow_up_rows() -> QuerySet[FollowUp]:
    """Follow-ups with the names that a list shows; not those of withdrawn contacts."""
    return FollowUp.objects.filter(interaction__withdrawn_on=None).annotate(
        enterprise_key=F("interaction__enterprise_id"),
        enterprise_name=F("interaction__enterprise__name"),
        enterprise_sort=F("interaction__enterprise__name_sort"),
        owner_name=F("owner__display_name"),
        agency_name=F("agency__name"),
        agency_name_en=F("agency__name_en"),
    )


def visible_follow_up_rows(viewer: Viewer) -> QuerySet[FollowUp]:
    """One's own; for who serves or leads, those of every enterprise they see."""
    allowed = Q(owner_id=viewer.user_id) if viewer.user_id else Q(pk__in=[])
    if may(viewer, Deed.READ_CHECKS):
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        allowed |= Q(interaction__enterprise__in=seen)
    return follow_up_rows().filter(allowed)


def waits_for(viewer: Viewer) -> Q:
    """Open ones that are this person's to keep: their own, and the department's without owner."""
    mine = Q(owner_id=viewer.user_id) | Q(owner=None, agency__in=viewer.agency_ids)
    return Q(done_on=None) & mine


def seen_follow_up(viewer: Viewer, pk: int) -> FollowUp:
    """Raises: NoSuchFollowUp: it is absent, or out of the viewer's reach."""
    found = visible_follow_up_rows(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchFollowUp(pk=pk)
    return found


def may_finish(viewer: Viewer, follow_up: FollowUp) -> bool:
    """Its owner, somebody of its department, or who keeps the registers."""
    is_own = follow_up.owner_id == viewer.user_id or follow_up.agency_id in viewer.agency_ids
    return is_own or may(viewer, Deed.KEEP_REGISTERS)


def follow_up_for(viewer: Viewer, pk: int) -> FollowUp:
    """The follow-up, to finish it.

    Raises:
        NoSuchFollowUp: it is absent, out of reach, or somebody else's to keep.
    """
    found = seen_follow_up(viewer, pk)
    if not may_finish(viewer, found):
        raise NoSuchFollowUp(pk=pk)
    return found


def follow_ups(
    viewer: Viewer, *, is_open: bool = True, is_mine: bool = False, enterprise_id: int | None = None
) -> list[FollowUpRow]:
    """Follow-ups by their day."""
    found: Any = visible_follow_up_rows(viewer)
    if is_open:
        found = found.filter(done_on=None)
    if is_mine:
        found = found.filter(waits_for(viewer))
    if enterprise_id is not None:
        found = found.filter(interaction__enterprise_id=enterprise_id)
    return [follow_up_row(one) for one in found.order_by("due_on", "enterprise_sort", "pk")]


def follow_up_row(one: Any) -> FollowUpRow:
    """A row of ``follow_up_rows`` in plain values."""
    return FollowUpRow(
        id=one.pk,
        enterprise_id=one.enterprise_key,
        enterprise=one.enterprise_name,
        interaction_id=one.interaction_id,
        text=one.text,
        owner=one.owner_name or one.agency_name,
        agency=one.agency_name,
        due_on=one.due_on,
        done_on=one.done_on,
        done_by=one.done_by,
        note=one.note,
    )


def open_of_officers(former: Collection[tuple[int, int]]) -> list[FollowUp]:
    """Open follow-ups of given officers with given enterprises; one query."""
    wanted = set(former)
    found = FollowUp.objects.filter(
        done_on=None,
        owner__in={officer for _enterprise, officer in wanted},
        interaction__enterprise__in={enterprise for enterprise, _officer in wanted},
    ).select_related("interaction")
    return [
        one
        for one in found.order_by("pk")
        if (one.interaction.enterprise_id, one.owner_id) in wanted
    ]
