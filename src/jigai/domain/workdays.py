"""Work-day arithmetic from published exceptions: days off and make-up days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class CalendarContradicts(Refusal):
    code = "workdays.contradiction"
    message = Sentence(
        "{day} 既列为放假又列为调休上班。",
        "{day} is listed both as a day off and as a make-up day.",
    )


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday, corrected by a published list.

    Args:
        days_off: weekdays without work.
        make_up_days: weekend days with work.
        published_through: the last day that the published list covers; later days follow the
            plain week and ``covers`` says so.
    """

    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    published_through: date = date.min

    def __post_init__(self) -> None:
        for day in sorted(self.days_off & self.make_up_days):
            raise CalendarContradicts(day=day)

    def covers(self, day: date) -> bool:
        return day <= self.published_through

    def is_workday(self, day: date) -> bool:
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def on_or_after(self, day: date) -> date:
        """The first work-day that is not before a day."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The last work-day that is not after a day."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The day ``count`` work-days later; the first counted day is the one after ``day``.

        Negative counts go back. A count of 0 gives the day itself, work-day or not.

        >>> WorkCalendar().add(date(2026, 11, 20), 3)
        datetime.date(2026, 11, 25)
        """
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Work-days after ``first`` up to and including ``last``; negative when going back."""
        if last < first:
            return -self.between(last, first)
        days = (first + ONE_DAY * n for n in range(1, (last - first).days + 1))
        return sum(map(self.is_workday, days))
