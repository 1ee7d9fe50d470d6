"""What of the portal waits for whom: forms for units, corrections and requests for the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.portal.models import Decision
from jigai.apps.portal.queries.access import (
    visible_corrections,
    visible_data_requests,
    visible_proposals,
)


@dataclass(frozen=True, slots=True)
class PortalWaiting:
    """How many wait for the viewer; ``due_on`` is the first day by which one is answered."""

    forms: int
    questions: int
    due_on: date | None


def portal_waiting(viewer: Viewer, *, on: date) -> PortalWaiting:
    """Forms for the responsible unit alone; questions for the office; own ones never."""
    forms = 0
    if may(viewer, Deed.HAND_IN) and not viewer.may_edit:
        waiting = visible_proposals(viewer).filter(state=Decision.WAITING)
        forms = waiting.exclude(asked_by_key=viewer.key).count()
    days: list[date] = []
    if may(viewer, Deed.ANSWER):
        for found in (visible_corrections(viewer, on=on), visible_data_requests(viewer)):
            open_ones = found.filter(state=Decision.WAITING).exclude(asked_by_key=viewer.key)
            days += open_ones.values_list("due_on", flat=True)
    return PortalWaiting(forms, len(days), min(days, default=None))
