"""Office hours over the published work calendar: how much of a stretch of time was office time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import ONE_DAY, WorkCalendar

BEIJING = ZoneInfo("Asia/Shanghai")
NO_TIME = timedelta(0)


class HoursDisordered(Refusal):
    code = "requests.hours_disordered"
    message = Sentence(
        "办公时间应依次为上班、午休开始、午休结束、下班。",
        "Office hours must run in the order opening, noon break, end of the break, closing.",
    )


class NoOfficeHours(Refusal):
    code = "requests.no_office_hours"
    message = Sentence("{day} 没有设定办公时间。", "No office hours are set for {day}.")
    remedy = Sentence("请先设定自该日起的办公时间。", "Set office hours from that day on first.")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Morning and afternoon from a day on.

    Raises:
        HoursDisordered: they do not follow each other.
    """

    valid_from: date
    opens: time
    break_from: time
    break_to: time
    closes: time
    source: Sentence

    def __post_init__(self) -> None:
        if not self.opens < self.break_from <= self.break_to < self.closes:
            raise HoursDisordered


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """Work-days with their office hours, all in Beijing time.

    Args:
        hours: editions, the earliest first; each is in force until the next.
    """

    calendar: WorkCalendar
    hours: tuple[OfficeHours, ...]

    def hours_on(self, day: date) -> OfficeHours:
        """Raises: NoOfficeHours: the day is before the first edition."""
        found = [one for one in self.hours if one.valid_from <= day]
        if not found:
            raise NoOfficeHours(day=day)
        return found[-1]

    def sessions(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches of office time of a day; none on a day off."""
        if not self.calendar.is_workday(day):
            return ()
        hours = self.hours_on(day)
        return (
            (_at(day, hours.opens), _at(day, hours.break_from)),
            (_at(day, hours.break_to), _at(day, hours.closes)),
        )

    def closing(self, day: date) -> datetime:
        """When the office closes on a work-day."""
        return _at(day, self.hours_on(day).closes)

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Office time between two moments."""
        found = NO_TIME
        for day in days_between(local(start).date(), local(end).date()):
            for begins, ends in self.sessions(day):
                found += max(NO_TIME, min(ends, end) - max(begins, start))
        return found

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The first moment by which so much office time has passed.

        A noon break or an evening is not waited for: what ends with the morning is due at noon.
        """
        if not span:
            return start
        day, left = local(start).date(), span
        while True:
            for begins, ends in self.sessions(day):
                have = max(NO_TIME, ends - max(begins, start))
                if have >= left:
                    return max(begins, start) + left
                left -= have
            day += ONE_DAY


def local(moment: datetime) -> datetime:
    """A moment in Beijing time."""
    return moment.astimezone(BEIJING)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first through the last."""
    for number in range((last - first).days + 1):
        yield first + ONE_DAY * number


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, BEIJING)
