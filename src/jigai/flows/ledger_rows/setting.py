"""What a whole ledger says of itself: its year, period, fill date and file name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from jigai.domain.periods import HalfMonth, Period, PeriodKind, parse_period, period_containing
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.plan import Plan

HALVES: dict[str, Literal["A", "B"]] = {"上半月": "A", "下半月": "B"}
HALF_MONTH = re.compile(r"(\d{1,2})\s*月\s*(上半月|下半月)")
YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
DAY = re.compile(r"((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})")


class PeriodUnknown(Refusal):
    code = "ledger.period_unknown"
    message = Sentence(
        "“{file}”没有写明是哪一期（如“2026年11月上半月”）。",
        "“{file}” does not say which period it reports (such as “2026年11月上半月”).",
    )
    remedy = Sentence("请指定期次，例如 2026-11A。", "Name the period, for example 2026-11A.")


@dataclass(frozen=True, slots=True)
class LedgerSetting:
    """Year of yearly figures, period of progress, day of the data, and the source to cite."""

    year: int
    period: Period | None
    data_on: date
    source: str

    def period_of(self) -> Period:
        """The period, where rows report progress.

        Raises:
            PeriodUnknown: neither the file nor the person named it.
        """
        if self.period is None:
            raise PeriodUnknown(file=self.source)
        return self.period


def setting_of(plan: Plan, *, period: str, today: date) -> LedgerSetting:
    """Read the setting from title rows; a named period goes before what the title says."""
    said = "\n".join(_above(plan))
    year = int(match.group(1)) if (match := YEAR.search(said)) else today.year
    filled = DAY.search(said)
    filled_on = date(*map(int, filled.groups())) if filled else None
    found = parse_period(period) if period else _period(said, year, filled_on)
    data_on = min(filled_on or today, found.end_on) if found else filled_on or today
    return LedgerSetting(year, found, data_on, plan.workbook.name)


def _period(said: str, year: int, filled_on: date | None) -> Period | None:
    if match := HALF_MONTH.search(said):
        return HalfMonth(year, int(match.group(1)), HALVES[match.group(2)])
    return period_containing(filled_on, kind=PeriodKind.HALF_MONTH) if filled_on else None


def _above(plan: Plan) -> list[str]:
    """Texts of the rows above the heads: title, unit, who filled it in and when."""
    above = islice(plan.sheet.rows(), plan.header.rows[0] - 1)
    return [cell for row in above for cell in row if isinstance(cell, str) and cell]
