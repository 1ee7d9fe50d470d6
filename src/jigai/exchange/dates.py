"""Dates as ledgers write them: a day or a month, or a fault; never a guess."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from jigai.domain.sentence import Sentence
from jigai.exchange.amounts import BLANKS
from jigai.exchange.head_words import plain
from jigai.exchange.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from jigai.exchange.workbook_cells import Cell

DateOrder = Literal["ymd", "mdy", "dmy"]
EARLIEST, LATEST = 1950, 2100
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(18264, 73416)
_NUMERALS = {n: i for i, n in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "Ｏ": 0,
    "两": 2,
}
_SEPARATED = re.compile(
    r"(\d{4})\s*[-/.年·]\s*(\d{1,2})(?:\s*[-/.月·]\s*(\d{1,2})\s*[日号]?|\s*月?份?)"
    r"(?:[T ]\d{1,2}:\d{2}.*)?"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_ENDING_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_SHORT_YEAR = re.compile(r"'?(\d{2})\s*(?:年|[-/.]\d{1,2}[-/.]).*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day, or a month of which only the month was written; ``on`` is its first day."""

    on: date
    precision: Literal["day", "month"] = "day"

    @property
    def last_day(self) -> date:
        """The latest day it can mean.

        >>> WrittenDate(date(2026, 2, 1), "month").last_day
        datetime.date(2026, 2, 28)
        """
        if self.precision == "day":
            return self.on
        return self.on.replace(day=calendar.monthrange(self.on.year, self.on.month)[1])


def _bad(text: str, why: Sentence) -> Fault:
    return Fault(
        "bad_date",
        Sentence(f"“{text}”不是日期：{why.zh}。", f"“{text}” is not a date: {why.en}."),
        Sentence(
            "请写成如“2026年8月”或“2026-08-01”。", "Write it as in “2026-08-01” or “2026-08”."
        ),
    )


_NO_SUCH = Sentence("没有这个月或这一天", "there is no such month or day")
_UNREADABLE = Sentence("看不出年月日", "year, month and day cannot be seen")
_TWO_DIGITS = Sentence("年份只有两位", "the year has two digits only")
_OUTSIDE = Sentence(
    f"年份不在{EARLIEST}–{LATEST}之间", f"the year is not between {EARLIEST} and {LATEST}"
)
_EITHER = Sentence("分不清哪个是月、哪个是日", "day and month cannot be told apart")
_TENTH = Sentence("数字“.1”可能是1月，也可能是10月", "as a number, “.1” may be January or October")


def date_parser(*, order: DateOrder = "ymd") -> Callable[[Cell], WrittenDate | Fault | None]:
    """A parser of one column's cells to dates.

    Args:
        order: how to read 03/04/2026, which has its year last; with ``ymd`` it is refused.
    """

    def parse(cell: Cell) -> WrittenDate | Fault | None:
        if isinstance(cell, datetime):
            return _within(str(cell), cell.year, cell.month, cell.day)
        if isinstance(cell, date):
            return _within(str(cell), cell.year, cell.month, cell.day)
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            return _from_number(cell)
        if not isinstance(cell, str):
            return _bad(str(cell), _UNREADABLE)
        text = plain(cell)
        return None if text in BLANKS else _from_text(text, order)

    return parse


def _from_number(number: float) -> WrittenDate | Fault:
    whole = int(number)
    if whole in _SERIALS:
        return WrittenDate(_SERIAL_START + timedelta(days=whole))
    if whole == number:
        return _from_text(str(whole), "ymd")
    text = f"{number:g}" if EARLIEST <= number <= LATEST else str(number)
    return _bad(text, _TENTH) if text.endswith(".1") else _from_text(text, "ymd")


def _from_text(text: str, order: DateOrder) -> WrittenDate | Fault:
    western = _western(text)
    whole = _SEPARATED.fullmatch(western) or _DIGITS.fullmatch(western)
    if whole:
        year, month, day = whole.groups()
        return _within(text, int(year), int(month), int(day) if day else None)
    ending = _ENDING_YEAR.fullmatch(western)
    if ending and order == "ymd":
        return _bad(text, _EITHER)
    if ending:
        month, day = (1, 2) if order == "mdy" else (2, 1)
        return _within(text, int(ending[3]), int(ending[month]), int(ending[day]))
    if western.isdigit() and int(western) in _SERIALS:
        return WrittenDate(_SERIAL_START + timedelta(days=int(western)))
    return _bad(text, _TWO_DIGITS if _SHORT_YEAR.fullmatch(western) else _UNREADABLE)


def _within(text: str, year: int, month: int, day: int | None) -> WrittenDate | Fault:
    if not EARLIEST <= year <= LATEST:
        return _bad(text, _OUTSIDE)
    try:
        return WrittenDate(date(year, month, day or 1), "day" if day is not None else "month")
    except ValueError:
        return _bad(text, _NO_SUCH)


def _western(text: str) -> str:
    """Chinese numerals as digits: 二〇二六年十二月八日 → 2026年12月8日.

    >>> _western("二〇二六年十二月二十八日")
    '2026年12月28日'
    """
    if text.isascii():
        return text
    return re.sub(r"[〇零○OＯ一二两三四五六七八九十]+", lambda m: _digits(m[0]), text)


def _digits(numerals: str) -> str:
    if "十" not in numerals:
        return "".join(str(_NUMERALS[n]) for n in numerals)
    tens, _, ones = numerals.partition("十")
    return (
        str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))
        if (len(tens) <= 1 and len(ones) <= 1)
        else numerals
    )
