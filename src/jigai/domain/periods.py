"""Reporting periods: half-month, month, quarter, year, week and a single report day."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Self

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class PeriodUnreadable(Refusal):
    code = "period.unreadable"
    message = Sentence("“{text}”不是周期代码。", "“{text}” is not a period code.")
    remedy = Sentence(
        "请按 2026-11A（上半月）、2026-11、2026Q4、2026、2026-W47 或 2026-11-05 的写法填写。",
        "Write it like 2026-11A (first half), 2026-11, 2026Q4, 2026, 2026-W47 or 2026-11-05.",
    )


class NoExactRollUp(Refusal):
    code = "period.no_exact_roll_up"
    message = Sentence(
        "{period}不能恰好并入{kind}。", "{period} does not roll up exactly to a {kind}."
    )


class NoNeighbour(Refusal):
    code = "period.no_neighbour"
    message = Sentence(
        "不定期的报告日没有固定的上一期或下一期。",
        "An irregular report day has no fixed next or previous period.",
    )


class PeriodsNotComparable(Refusal):
    code = "period.not_comparable"
    message = Sentence(
        "{first}与{last}不是同一种周期。", "{first} and {last} are not periods of one kind."
    )


class PeriodKind(StrEnum):
    """The rhythms that a review can follow."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    REPORT_DAY = "report_day"


class Numbered(ABC):  # a rhythm without gaps: each period has a serial number
    __slots__ = ()

    @property
    @abstractmethod
    def serial(self) -> int: ...

    @classmethod
    @abstractmethod
    def numbered(cls, serial: int) -> Self: ...

    def next(self) -> Self:
        return self.numbered(self.serial + 1)

    def previous(self) -> Self:
        return self.numbered(self.serial - 1)


@dataclass(frozen=True, slots=True, order=True)
class Year(Numbered):
    year: int

    @property
    def serial(self) -> int:
        return self.year

    @classmethod
    def numbered(cls, serial: int) -> Year:
        return cls(serial)

    @property
    def start_on(self) -> date:
        return date(self.year, 1, 1)

    @property
    def end_on(self) -> date:
        return date(self.year, 12, 31)

    @property
    def name(self) -> Sentence:
        return Sentence(f"{self.year}年", f"{self.year}")

    def __str__(self) -> str:
        return f"{self.year:04d}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter(Numbered):
    year: int
    quarter: int

    @property
    def serial(self) -> int:
        return self.year * 4 + self.quarter - 1

    @classmethod
    def numbered(cls, serial: int) -> Quarter:
        return cls(serial // 4, serial % 4 + 1)

    @property
    def start_on(self) -> date:
        return date(self.year, self.quarter * 3 - 2, 1)

    @property
    def end_on(self) -> date:
        return Month(self.year, self.quarter * 3).end_on

    @property
    def name(self) -> Sentence:
        return Sentence(
            f"{self.year}年第{self.quarter}季度", f"quarter {self.quarter} of {self.year}"
        )

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.quarter}"


@dataclass(frozen=True, slots=True, order=True)
class Month(Numbered):
    year: int
    month: int

    @property
    def serial(self) -> int:
        return self.year * 12 + self.month - 1

    @classmethod
    def numbered(cls, serial: int) -> Month:
        return cls(serial // 12, serial % 12 + 1)

    @property
    def start_on(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def end_on(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def name(self) -> Sentence:
        return Sentence(
            f"{self.year}年{self.month}月", f"{MONTH_NAMES[self.month - 1]} {self.year}"
        )

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class HalfMonth(Numbered):
    """Half ``A`` is the 1st to the 15th, half ``B`` the 16th to the end of the month.

    >>> parse_period("2028-02B").end_on
    datetime.date(2028, 2, 29)
    """

    year: int
    month: int
    half: Literal["A", "B"]

    @property
    def serial(self) -> int:
        return (self.year * 12 + self.month - 1) * 2 + (self.half == "B")

    @classmethod
    def numbered(cls, serial: int) -> HalfMonth:
        month = Month.numbered(serial // 2)
        return cls(month.year, month.month, "B" if serial % 2 else "A")

    @property
    def start_on(self) -> date:
        return date(self.year, self.month, 1 if self.half == "A" else 16)

    @property
    def end_on(self) -> date:
        month_end = Month(self.year, self.month).end_on
        return month_end.replace(day=MIDDLE) if self.half == "A" else month_end

    @property
    def name(self) -> Sentence:
        month = Month(self.year, self.month).name
        zh, en = ("上半月", "first") if self.half == "A" else ("下半月", "second")
        return Sentence(month.zh + zh, f"{en} half of {month.en}")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}{self.half}"


@dataclass(frozen=True, slots=True, order=True)
class Week(Numbered):
    """An ISO 8601 week, Monday to Sunday; it does not roll up to months."""

    year: int
    week: int

    @property
    def serial(self) -> int:
        return (self.start_on.toordinal() - 1) // 7

    @classmethod
    def numbered(cls, serial: int) -> Week:
        year, week, _ = date.fromordinal(serial * 7 + 1).isocalendar()
        return cls(year, week)

    @property
    def start_on(self) -> date:
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def end_on(self) -> date:
        return self.start_on + timedelta(days=6)

    @property
    def name(self) -> Sentence:
        return Sentence(f"{self.year}年第{self.week}周", f"week {self.week} of {self.year}")

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.week:02d}"


@dataclass(frozen=True, slots=True, order=True)
class ReportDay:
    """A dated report outside any rhythm, such as a portfolio re-reported now and then."""

    day: date

    @property
    def start_on(self) -> date:
        return self.day

    @property
    def end_on(self) -> date:
        return self.day

    @property
    def name(self) -> Sentence:
        day = self.day
        return Sentence(
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}",
        )

    def next(self) -> ReportDay:
        raise NoNeighbour

    def previous(self) -> ReportDay:
        raise NoNeighbour

    def __str__(self) -> str:
        return self.day.isoformat()


RegularPeriod = Year | Quarter | Month | HalfMonth | Week
Period = RegularPeriod | ReportDay

KINDS: dict[type[Period], PeriodKind] = {
    Week: PeriodKind.WEEK,
    HalfMonth: PeriodKind.HALF_MONTH,
    Month: PeriodKind.MONTH,
    Quarter: PeriodKind.QUARTER,
    Year: PeriodKind.YEAR,
    ReportDay: PeriodKind.REPORT_DAY,
}
MIDDLE = 15
SHAPE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:Q(?P<quarter>[1-4])|-W(?P<week>\d\d)|-(?P<month>\d\d)(?:(?P<half>[AB])|-(?P<day>\d\d))?)?",
    re.ASCII,
)


def parse_period(text: str) -> Period:
    """The period of a code.

    Raises:
        PeriodUnreadable: the code has no known form or names no real date.

    >>> parse_period("2026-11A").name.zh
    '2026年11月上半月'
    >>> parse_period("2014-05-01").name.en
    '1 May 2014'
    """
    shape = SHAPE.fullmatch(text.strip().upper())
    if shape is None:
        raise PeriodUnreadable(text=text)
    try:
        period = _period_of(shape)
        _ = period.start_on, period.end_on  # a month 13 shows only here
    except ValueError:
        raise PeriodUnreadable(text=text) from None
    return period


def _period_of(shape: re.Match[str]) -> Period:
    year = int(shape["year"])
    if shape["quarter"]:
        return Quarter(year, int(shape["quarter"]))
    if shape["week"]:
        return Week(year, int(shape["week"]))
    if not shape["month"]:
        return Year(year)
    month = int(shape["month"])
    if shape["day"]:
        return ReportDay(date(year, month, int(shape["day"])))
    if not shape["half"]:
        return Month(year, month)
    return HalfMonth(year, month, "A" if shape["half"] == "A" else "B")


def kind_of(period: Period) -> PeriodKind:
    return KINDS[type(period)]


def period_containing(day: date, *, kind: PeriodKind) -> Period:
    """The period of a rhythm in which a day falls; a report day is the day itself."""
    match kind:
        case PeriodKind.WEEK:
            return Week(*day.isocalendar()[:2])
        case PeriodKind.HALF_MONTH:
            return HalfMonth(day.year, day.month, "A" if day.day <= MIDDLE else "B")
        case PeriodKind.MONTH:
            return Month(day.year, day.month)
        case PeriodKind.QUARTER:
            return Quarter(day.year, (day.month + 2) // 3)
        case PeriodKind.YEAR:
            return Year(day.year)
        case PeriodKind.REPORT_DAY:
            return ReportDay(day)


def rolled_up(period: Period, *, to: PeriodKind) -> Period:
    """The larger period that holds all of a smaller one.

    Raises:
        NoExactRollUp: the period straddles a border, or ``to`` is smaller.
    """
    larger = period_containing(period.start_on, kind=to)
    if larger.end_on < period.end_on:
        raise NoExactRollUp(period=period.name, kind=to.value)
    return larger


def parts_of(period: Period, *, kind: PeriodKind) -> tuple[Period, ...]:
    """The smaller periods that make up a larger one exactly, in order.

    Raises:
        NoExactRollUp: the smaller rhythm does not fill the larger period exactly.

    >>> [str(p) for p in parts_of(parse_period("2026-02"), kind=PeriodKind.HALF_MONTH)]
    ['2026-02A', '2026-02B']
    """
    first = period_containing(period.start_on, kind=kind)
    fits = first.start_on == period.start_on and first.end_on <= period.end_on
    if isinstance(first, ReportDay) or not fits:
        raise NoExactRollUp(period=period.name, kind=kind.value)
    parts = [first]
    while parts[-1].end_on < period.end_on:
        parts.append(parts[-1].next())
    if parts[-1].end_on != period.end_on:
        raise NoExactRollUp(period=period.name, kind=kind.value)
    return tuple(parts)


def period_range(first: RegularPeriod, last: RegularPeriod) -> Iterator[RegularPeriod]:
    """Every period from ``first`` to ``last``, both included; none when ``last`` is earlier.

    Raises:
        PeriodsNotComparable: the two are of different kinds.
    """
    if type(first) is not type(last):
        raise PeriodsNotComparable(first=first.name, last=last.name)
    for serial in range(first.serial, last.serial + 1):
        yield first.numbered(serial)
