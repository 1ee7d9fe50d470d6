"""Variances and performance indices of a status date."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Performance:
    """The three cumulative values and the budget, in fen.

    >>> status = Performance(planned_value=200, earned_value=150, actual_cost=160,
    ...                      budget_at_completion=400)
    >>> status.schedule_performance_index, status.cost_variance
    (Fraction(3, 4), Fraction(-10, 1))
    """

    planned_value: Fraction | int
    earned_value: Fraction | int
    actual_cost: Fraction | int
    budget_at_completion: Fraction | int

    @property
    def schedule_variance(self) -> Fraction:
        return Fraction(self.earned_value) - self.planned_value

    @property
    def cost_variance(self) -> Fraction:
        return Fraction(self.earned_value) - self.actual_cost

    @property
    def schedule_performance_index(self) -> Fraction | None:
        """EV / PV; ``None`` until some work is planned."""
        return quotient(self.earned_value, self.planned_value)

    @property
    def cost_performance_index(self) -> Fraction | None:
        """EV / AC; ``None`` until something is spent."""
        return quotient(self.earned_value, self.actual_cost)

    @property
    def to_complete_performance_index(self) -> Fraction | None:
        """(BAC - EV) / (BAC - AC); ``None`` when no budget is left."""
        left = Fraction(self.budget_at_completion) - self.actual_cost
        if left <= 0:
            return None
        return quotient(Fraction(self.budget_at_completion) - self.earned_value, left)


def quotient(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    return Fraction(part) / whole if whole else None
