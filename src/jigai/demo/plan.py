"""What the year holds for each project: dates, amounts, pace. Pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.demo.faults import LAST_DAY_JUMPS, STILL_MISSING, WITHHELD
from jigai.demo.moments import FIRST, LAST, PERIODS
from jigai.domain.periods import HalfMonth, parse_period
from jigai.domain.quantities import WHOLE_BP, rounded

PROJECTS = 120
WAN = 1_000_000
PACES = (102, 98, 97, 96, 95, 94, 92, 100, 84, 97, 80, 96, 99, 93, 62, 101, 95, 86, 98, 91)
KINDS = ("transformation", "expansion", "transformation", "purchase", "transformation")
AIMS = ("高端化", "智能化", "绿色化", "安全", "扩能")
WORK = ("生产线智能化改造", "车间数字化升级", "设备更新", "节能改造", "扩能技改")
PREVIEW = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """One project's year; ``number`` runs from 1."""

    number: int

    @property
    def start(self) -> HalfMonth:
        """The planned first half-month: from before the year to its end."""
        return HalfMonth.numbered(FIRST.serial + self.number * 11 % 26 - 5)

    @property
    def completion(self) -> HalfMonth:
        return HalfMonth.numbered(self.start.serial + 11 + self.number * 5 % 16)

    @property
    def entered(self) -> HalfMonth:
        """When it came into the register: some time before its start, and not before the year."""
        return HalfMonth.numbered(
            max(FIRST.serial, min(self.start.serial - PREVIEW, LAST.serial - 2))
        )

    @property
    def total_fen(self) -> int:
        return (300 + self.number * self.number * 37 % 9_700) * WAN

    @property
    def equipment_fen(self) -> int:
        return self.total_fen * (45 + self.number * 7 % 40) // 100

    @property
    def code_body(self) -> str:
        month = 1 + self.number % 12
        return f"25{month:02d}37142307{2 + self.number % 2:02d}{self.number + 30_000:05d}"

    @property
    def periods(self) -> list[HalfMonth]:
        return [HalfMonth.numbered(s) for s in range(self.start.serial, self.completion.serial + 1)]

    def planned(self, period: HalfMonth) -> Fraction:
        """The planned share at the end of a period, even from start to completion."""
        length = self.completion.serial - self.start.serial + 1
        gone = period.serial - self.start.serial + 1
        return Fraction(min(max(gone, 0), length), length)

    def _gone(self, period: HalfMonth) -> Fraction:
        """The planned duration gone by, beyond 1 for a project that runs late."""
        length = self.completion.serial - self.start.serial + 1
        return Fraction(max(period.serial - self.start.serial + 1, 0), length)

    def planned_fen(self, period: HalfMonth) -> int:
        return int(rounded(self.planned(period) * self.total_fen))

    def reported(self, period: HalfMonth) -> Fraction:
        """The share reported done: the plan at the project's own pace, never falling."""
        if not self.has_started(period):
            return Fraction(0)
        pace = Fraction(PACES[self.number % len(PACES)], 100)
        share = min(self._gone(period) * pace, Fraction(1))
        if self.number in LAST_DAY_JUMPS:
            held = self.jump_at.serial - 4
            if held <= period.serial < self.jump_at.serial:
                share = self._gone(HalfMonth.numbered(held - 1)) * pace
        return share

    @property
    def jump_at(self) -> HalfMonth:
        """The period whose last day brings the work of five."""
        middle = (
            max(self.start.serial, FIRST.serial) + min(self.completion.serial, LAST.serial)
        ) // 2
        return HalfMonth.numbered(min(middle + 2, LAST.serial - 1))

    def reported_bp(self, period: HalfMonth) -> int:
        return int(rounded(self.reported(period) * WHOLE_BP))

    def reported_fen(self, period: HalfMonth) -> int:
        return int(rounded(self.reported(period) * self.total_fen / 10_000)) * 10_000

    def has_started(self, period: HalfMonth) -> bool:
        return period.serial >= self.start.serial and self.number != STILL_MISSING

    def reports_in(self, period: HalfMonth) -> bool:
        """Whether the period has a report: not before entry, after completion, or withheld."""
        if period.serial < self.entered.serial or self.produces_in(period):
            return False
        if period == LAST:
            return self.number % 3 == 0 and self.number not in WITHHELD
        return not (self.number in WITHHELD and period.serial >= LAST.serial - 3)

    def produces_in(self, period: HalfMonth) -> bool:
        """In production: two periods after the work was done."""
        return self.reported(HalfMonth.numbered(period.serial - 2)) >= 1

    @property
    def actual_start_on(self) -> date | None:
        if not self.has_started(LAST):
            return None
        return self.start.start_on.replace(day=self.start.start_on.day + self.number % 9)


def year_start_share(plan: Plan, period: HalfMonth) -> int:
    """What had been reported by the end of the year before, in fen."""
    before = parse_period(f"{period.year - 1}-12B")
    return plan.reported_fen(before) if isinstance(before, HalfMonth) else 0


PLANS: tuple[Plan, ...] = tuple(Plan(number) for number in range(1, PROJECTS + 1))
CLOSED = PERIODS[:-1]
