"""Earned schedule: progress measured in periods of time instead of money."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.earned_value.indices import quotient

if TYPE_CHECKING:
    from datetime import date

    from jigai.domain.earned_value.baseline import PerformanceMeasurementBaseline


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Times in periods of the baseline, counted from its first period."""

    earned: Fraction
    actual: int
    planned_duration: int

    @property
    def schedule_variance_time(self) -> Fraction:
        """ES - AT: periods ahead (positive) or behind."""
        return self.earned - self.actual

    @property
    def schedule_performance_index_time(self) -> Fraction | None:
        """ES / AT; ``None`` before the first period has ended."""
        return quotient(self.earned, self.actual)

    @property
    def estimated_duration(self) -> Fraction | None:
        """Planned duration / SPI(t): periods for the whole, at the pace so far."""
        index = self.schedule_performance_index_time
        return quotient(self.planned_duration, index) if index is not None else None


def earned_schedule(
    baseline: PerformanceMeasurementBaseline, *, earned_value: Fraction | int, as_of: date
) -> EarnedSchedule:
    """When the plan foresaw what is earned now.

    Whole periods whose cumulative plan is reached, plus the share of the next one.
    """
    actual = sum(period.end_on <= as_of for period, _ in baseline.points)
    earned, before = Fraction(0), 0
    for _, planned in baseline.points:
        if earned_value >= planned:
            earned += 1
        else:
            earned += Fraction(max(earned_value - before, 0)) / (planned - before)
            break
        before = planned
    return EarnedSchedule(earned, actual, len(baseline.points))
