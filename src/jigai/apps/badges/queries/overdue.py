"""Follow-ups by whose turn it is, and those whose day has passed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from jigai.apps.badges.follow_ups import FollowUpKind, Turn
from jigai.apps.badges.models import FollowUp

MEETING = Q(kind=FollowUpKind.SPECIAL_MEETING.value)
PLANNED = Q(planned_on__isnull=False)


def open_follow_ups(turn: Turn | None = None) -> QuerySet[FollowUp]:
    """Not done; each with ``turn`` and ``turn_due_on`` (who must act next, and by when)."""
    found = FollowUp.objects.filter(done_on=None).annotate(
        turn=Case(
            When(MEETING | PLANNED, then=Value(Turn.OFFICE.value)),
            default=Value(Turn.UNIT.value),
            output_field=CharField(),
        ),
        turn_due_on=Case(
            When(~MEETING & PLANNED, then=Coalesce(F("recheck_on"), F("due_on"))),
            default=F("due_on"),
            output_field=DateField(),
        ),
    )
    return found.filter(turn=turn.value) if turn else found


def turn_days(follow_ups: QuerySet[FollowUp]) -> list[date]:
    """Of open follow-ups, the days by which somebody must act; one query."""
    rows: Any = follow_ups
    return sorted(rows.values_list("turn_due_on", flat=True))


def unanswered_follow_ups(*, on: date) -> QuerySet[FollowUp]:
    """Reminders and letters that no unit had answered when their day came, as of a day.

    What the office has yet to check counts against nobody's project.
    """
    return FollowUp.objects.filter(
        ~MEETING,
        Q(planned_on=None) | Q(planned_on__gt=on),
        Q(done_on=None) | Q(done_on__gt=on),
        due_on__lte=on,
    )
