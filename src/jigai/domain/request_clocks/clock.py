"""The clock itself: spans in which it ran, a limit, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.office_time import (
    BEIJING,
    NO_TIME,
    OfficeTime,
    days_between,
    local,
)
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import ONE_DAY

FAR = datetime(9999, 1, 1, tzinfo=BEIJING)
A_MINUTE = timedelta(minutes=1)


class ClockDisordered(Refusal):
    code = "requests.clock_disordered"
    message = Sentence(
        "时钟的各段必须先后相接，只有最后一段可以未结束。",
        "The spans of a clock follow each other, and only the last may be open.",
    )


class Unit(StrEnum):
    OFFICE_MINUTE = "office_minute"
    WORK_DAY = "work_day"


@dataclass(frozen=True, slots=True)
class Limit:
    """How much time a standard grants, and which standard says so."""

    amount: int
    unit: Unit
    source: Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in which the clock ran; ``ends`` ``None`` while it still does."""

    begins: datetime
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Spans in their order.

    Raises:
        ClockDisordered: they overlap, run backwards, or one but the last is open.
    """

    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        before = None
        for span in self.spans:
            if before is not None and (before.ends is None or span.begins < before.ends):
                raise ClockDisordered
            if span.ends is not None and span.ends < span.begins:
                raise ClockDisordered
            before = span

    @property
    def is_running(self) -> bool:
        return bool(self.spans) and self.spans[-1].ends is None

    def until(self, at: datetime) -> Clock:
        """The clock as it stood at a moment, stopped there."""
        cut = [
            Span(span.begins, min(span.ends or at, at)) for span in self.spans if span.begins <= at
        ]
        return Clock(tuple(cut))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a clock stands at a moment.

    Attributes:
        used, left: in the unit of the limit, whole; ``left`` is negative when it is exceeded.
        due_at: when the limit is used up, if the clock runs on; ``None`` while it stands still
            with something left.
        is_published: whether the published calendar reaches as far; beyond it every Monday to
            Friday counts.
    """

    limit: Limit
    used: int
    left: int
    due_at: datetime | None
    is_running: bool
    is_overdue: bool
    is_published: bool


def standing(clock: Clock, limit: Limit, office: OfficeTime, *, at: datetime) -> Standing:
    """What of a limit is used at a moment, and when it is due."""
    spent = used(clock, limit.unit, office, at=at)
    due_at = due(clock, limit, office)
    last = local(due_at).date() if due_at else local(at).date()
    return Standing(
        limit=limit,
        used=spent,
        left=limit.amount - spent,
        due_at=due_at,
        is_running=clock.is_running,
        is_overdue=due_at is not None and at > due_at,
        is_published=office.calendar.covers(last),
    )


def used(clock: Clock, unit: Unit, office: OfficeTime, *, at: datetime) -> int:
    """Whole office minutes or work-days that the clock has run by a moment."""
    ran = clock.until(at)
    if unit is Unit.OFFICE_MINUTE:
        spans = [office.elapsed(span.begins, span.ends or at) for span in ran.spans]
        return sum(spans, NO_TIME) // A_MINUTE
    return sum(
        office.calendar.is_workday(day)
        for span in ran.spans
        for day in _begun(span.begins, span.ends or at)
    )


def due(clock: Clock, limit: Limit, office: OfficeTime) -> datetime | None:
    """The first moment at which the clock runs with nothing left.

    A clock that is stopped at that very moment has kept its limit.
    """
    if limit.unit is Unit.OFFICE_MINUTE:
        return _due_in_minutes(clock, limit.amount * A_MINUTE, office)
    return _due_in_days(clock, limit.amount, office)


def _due_in_minutes(clock: Clock, left: timedelta, office: OfficeTime) -> datetime | None:
    for span in clock.spans:
        if span.ends is None:
            return office.after(span.begins, left)
        ran = office.elapsed(span.begins, span.ends)
        if ran >= left:
            moment = office.after(span.begins, left)
            if moment < span.ends:
                return moment
        left = max(NO_TIME, left - ran)
    return None


def _due_in_days(clock: Clock, count: int, office: OfficeTime) -> datetime | None:
    counted = 0
    for span in clock.spans:
        ends = span.ends or FAR
        for day in _from(local(span.begins).date()):
            if _midnight(day) >= ends:
                break
            if not office.calendar.is_workday(day):
                continue
            counted += span.begins < _midnight(day)
            closing = office.closing(day)
            if counted >= count and span.begins <= closing < ends:
                return closing
    return None


def _begun(begins: datetime, ends: datetime) -> Iterator[date]:
    """Days that began strictly inside a span."""
    for day in days_between(local(begins).date(), local(ends).date()):
        if begins < _midnight(day) < ends:
            yield day


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE_DAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)
