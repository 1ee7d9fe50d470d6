"""What the whole will cost, by a named method."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.earned_value.indices import quotient
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from jigai.domain.earned_value.indices import Performance


class Method(StrEnum):
    """How the rest of the work is assumed to go."""

    AS_BUDGETED = "as_budgeted"
    AT_COST_INDEX = "at_cost_index"
    AT_COST_AND_SCHEDULE_INDEX = "at_cost_and_schedule_index"

    @property
    def sentence(self) -> Sentence:
        return METHOD_SENTENCES[self]


METHOD_SENTENCES = {
    Method.AS_BUDGETED: Sentence("余下工作按预算完成", "the rest as budgeted"),
    Method.AT_COST_INDEX: Sentence(
        "余下工作按目前成本绩效指数", "the rest at the cost performance index"
    ),
    Method.AT_COST_AND_SCHEDULE_INDEX: Sentence(
        "余下工作按成本与进度绩效指数", "the rest at the cost and schedule performance indices"
    ),
}


@dataclass(frozen=True, slots=True)
class Forecast:
    """Estimates in fen, and the method behind them."""

    estimate_at_completion: Fraction
    estimate_to_complete: Fraction
    variance_at_completion: Fraction
    method: Method


def forecast(performance: Performance, *, method: Method) -> Forecast | None:
    """The estimate at completion; ``None`` while an index that the method needs has no value."""
    rest = Fraction(performance.budget_at_completion) - performance.earned_value
    index = _index(performance, method)
    to_complete = quotient(rest, index) if index is not None else None
    if to_complete is None:
        return None
    at_completion = performance.actual_cost + to_complete
    return Forecast(
        at_completion, to_complete, performance.budget_at_completion - at_completion, method
    )


def _index(performance: Performance, method: Method) -> Fraction | None:
    cost, schedule = performance.cost_performance_index, performance.schedule_performance_index
    match method:
        case Method.AS_BUDGETED:
            return Fraction(1)
        case Method.AT_COST_INDEX:
            return cost
        case Method.AT_COST_AND_SCHEDULE_INDEX:
            return None if cost is None or schedule is None else cost * schedule
