"""When results are asked for again: 12, 24 and 36 months after completion."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from jigai.domain.results.states import FollowUpState

AFTER_MONTHS = (12, 24, 36)
GRACE = timedelta(days=60)
"""So long after its day an unanswered follow-up may be closed as missing, and no earlier."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    months: int
    due_on: date


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last of a month where it has no such day.

    >>> months_later(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    serial = day.year * 12 + day.month - 1 + months
    year, month = serial // 12, serial % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def schedule(completed_on: date) -> tuple[Scheduled, ...]:
    """The follow-ups of a project that was completed on a day.

    >>> [one.due_on.isoformat() for one in schedule(date(2026, 5, 31))]
    ['2027-05-31', '2028-05-31', '2029-05-31']
    """
    return tuple(Scheduled(months, months_later(completed_on, months)) for months in AFTER_MONTHS)


def is_overdue(state: str, due_on: date, *, on: date) -> bool:
    return state == FollowUpState.OPEN and due_on < on


def may_close(due_on: date, *, on: date) -> bool:
    """Whether silence may be recorded as no answer."""
    return on > due_on + GRACE
