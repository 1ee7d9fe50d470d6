"""The years and half-years to which results belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

SHAPE = re.compile(r"(?P<year>(?:19|20)\d{2})(?:H(?P<half>[12]))?", re.ASCII)
WRITTEN = re.compile(r"((?:19|20)\d{2})\s*年?\s*(上半年|下半年)?")
HALVES = {"上半年": 1, "下半年": 2}
WHOLE_YEAR, FIRST, SECOND = 0, 1, 2
LAST_MONTH_OF_FIRST = 6


class SpanUnreadable(Refusal):
    code = "outcomes.span_unreadable"
    message = Sentence("“{text}”不是年度或半年。", "“{text}” is neither a year nor a half-year.")
    remedy = Sentence(
        "年度写作 2026，上半年写作 2026H1，下半年写作 2026H2。",
        "Write a year as 2026, its halves as 2026H1 and 2026H2.",
    )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A year (``half`` 0) or one of its halves.

    >>> str(Span(2026, 1)), Span(2026).name.en
    ('2026H1', '2026')
    """

    year: int
    half: int = WHOLE_YEAR

    @property
    def first_on(self) -> date:
        return date(self.year, 7 if self.half == SECOND else 1, 1)

    @property
    def last_on(self) -> date:
        return date(self.year, 6, 30) if self.half == FIRST else date(self.year, 12, 31)

    @property
    def name(self) -> Sentence:
        if self.half == WHOLE_YEAR:
            return Sentence(f"{self.year}年", f"{self.year}")
        zh, en = ("上半年", "first") if self.half == FIRST else ("下半年", "second")
        return Sentence(f"{self.year}年{zh}", f"{en} half of {self.year}")

    def __str__(self) -> str:
        return f"{self.year}H{self.half}" if self.half else f"{self.year}"


def parse_span(text: str) -> Span:
    """A year or half-year as its code, or as a sheet writes it.

    Raises:
        SpanUnreadable: as named.

    >>> parse_span("2026h2"), parse_span("2026年上半年")
    (Span(year=2026, half=2), Span(year=2026, half=1))
    """
    typed = text.strip()
    if shape := SHAPE.fullmatch(typed.upper()):
        return Span(int(shape["year"]), int(shape["half"] or 0))
    if written := WRITTEN.fullmatch(typed):
        return Span(int(written[1]), HALVES.get(written[2] or "", WHOLE_YEAR))
    raise SpanUnreadable(text=text)


def half_of(day: date) -> Span:
    """The half-year in which a day falls."""
    return Span(day.year, FIRST if day.month <= LAST_MONTH_OF_FIRST else SECOND)


def span_of(first_on: date, last_on: date) -> Span | None:
    """The shortest year or half-year that holds both days; ``None`` across years.

    >>> span_of(date(2026, 8, 1), date(2026, 8, 31))
    Span(year=2026, half=2)
    """
    if first_on.year != last_on.year:
        return None
    first, last = half_of(first_on), half_of(last_on)
    return first if first == last else Span(first_on.year)
