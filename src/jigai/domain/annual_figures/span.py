"""The half year or year that a report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

_CODE = re.compile(r"(2\d{3})(?:-(H1|H2|06|12))?")
FIRST, SECOND = 1, 2
_HALVES = {"H1": FIRST, "06": FIRST, "H2": SECOND, "12": SECOND}


class SpanUnreadable(Refusal):
    code = "annual_report.span_unreadable"
    message = Sentence("“{text}”不是半年或年度。", "“{text}” is neither a half year nor a year.")
    remedy = Sentence(
        "请写 2026-H1（上半年，也可写 2026-06）、2026-H2（也可写 2026-12）或 2026。",
        "Write 2026-H1 (also 2026-06), 2026-H2 (also 2026-12) or 2026.",
    )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A calendar half year (``half`` 1 or 2), or a whole year (0)."""

    year: int
    half: int = 0

    @property
    def start_on(self) -> date:
        return date(self.year, 7 if self.half == SECOND else 1, 1)

    @property
    def end_on(self) -> date:
        return date(self.year, 6, 30) if self.half == FIRST else date(self.year, 12, 31)

    @property
    def name(self) -> Sentence:
        if not self.half:
            return Sentence(f"{self.year}年度", f"year {self.year}")
        zh, en = ("上半年", "first half") if self.half == FIRST else ("下半年", "second half")
        return Sentence(f"{self.year}年{zh}", f"{en} of {self.year}")

    def __str__(self) -> str:
        return f"{self.year:04d}" + (f"-H{self.half}" if self.half else "")


def parse_span(text: str) -> Span:
    """Read a span; the last month of a half year names the half year.

    >>> str(parse_span("2025-06")), parse_span("2025-H2").end_on.isoformat()
    ('2025-H1', '2025-12-31')

    Raises:
        SpanUnreadable: it is neither.
    """
    found = _CODE.fullmatch(text.strip().upper())
    if not found:
        raise SpanUnreadable(text=text)
    return Span(int(found[1]), _HALVES.get(found[2] or "", 0))
