"""When something is said: on which days, on which occasion, and how often it is tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jigai.domain.workdays import WorkCalendar

SOON_WORK_DAYS = 5
ESCALATE_AFTER_WORK_DAYS = 5
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440))
"""How long a message waits after each failure; after the last it is a dead letter."""


class Occasion(StrEnum):
    """Why a thing is said today; each is said once to each receiver."""

    NEW = "new"
    SOON = "soon"
    LAST_DAY = "last_day"
    OVERDUE = "overdue"
    ESCALATED = "escalated"

    @property
    def label(self) -> Sentence:
        return LABELS[self]


LABELS = {
    Occasion.NEW: Sentence("新列入", "new"),
    Occasion.SOON: Sentence("临近期限", "soon due"),
    Occasion.LAST_DAY: Sentence("最后期限", "last day"),
    Occasion.OVERDUE: Sentence("已逾期", "overdue"),
    Occasion.ESCALATED: Sentence("逾期未办，上报", "overdue, escalated"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both counted."""

    first_on: date
    last_on: date

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def occasion_of(due_on: date | None, *, on: date, calendar: WorkCalendar) -> Occasion:
    """The occasion of a day; without a day to keep a thing is only ever new.

    The last day begins on the last work-day before or on it, so that a Sunday is told on Friday.

    >>> from jigai.domain.workdays import WorkCalendar
    >>> occasion_of(date(2026, 11, 22), on=date(2026, 11, 20), calendar=WorkCalendar()).value
    'last_day'
    """
    if due_on is None:
        return Occasion.NEW
    if on > due_on:
        return Occasion.OVERDUE
    if on >= calendar.on_or_before(due_on):
        return Occasion.LAST_DAY
    if calendar.between(on, due_on) <= SOON_WORK_DAYS:
        return Occasion.SOON
    return Occasion.NEW


def is_escalated(due_on: date | None, *, on: date, calendar: WorkCalendar) -> bool:
    """Whether five work-days have gone by since the day."""
    return (
        due_on is not None
        and on > due_on
        and calendar.between(due_on, on) >= ESCALATE_AFTER_WORK_DAYS
    )


def is_sending_day(
    on: date, *, calendar: WorkCalendar, quiet: Iterable[Span], work_days_only: bool
) -> bool:
    """Whether messages go out on a day: a work-day of the published calendar, and not quiet."""
    if any(span.holds(on) for span in quiet):
        return False
    return calendar.is_workday(on) or not work_days_only


def next_try_at(attempts: int, at: datetime) -> datetime | None:
    """When a message that failed for the ``attempts``-th time is tried again; ``None``: never.

    >>> next_try_at(1, datetime(2026, 11, 16, 8)).isoformat()
    '2026-11-16T08:05:00'
    >>> next_try_at(7, datetime(2026, 11, 16, 8)) is None
    True
    """
    return at + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
