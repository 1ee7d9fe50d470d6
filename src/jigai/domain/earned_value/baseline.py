"""What should be done by a day, and what is: planned value and earned value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.quantities import WHOLE_BP
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jigai.domain.periods import RegularPeriod


class Basis(StrEnum):
    """What a planned value rests on; it is said wherever the value is shown."""

    BASELINE = "baseline"
    MILESTONES = "milestones"
    LINEAR = "linear"

    @property
    def sentence(self) -> Sentence:
        return BASIS_SENTENCES[self]


BASIS_SENTENCES = {
    Basis.BASELINE: Sentence("按批准的基准计划", "by the approved baseline"),
    Basis.MILESTONES: Sentence("按节点计划", "by the planned milestones"),
    Basis.LINEAR: Sentence(
        "没有基准计划，按计划开工至计划竣工均匀推算",
        "no baseline: spread evenly from planned start to planned completion",
    ),
}


class BaselineFalls(Refusal):
    code = "baseline.falls"
    message = Sentence(
        "{period}的累计计划投资低于上一期。",
        "The cumulative planned investment of {period} is below that of the period before.",
    )
    remedy = Sentence(
        "累计数只能持平或增加，请核对是否填成了当期数。",
        "A cumulative figure stays or grows: check that it is not the period's own amount.",
    )


class BaselinePeriodsUnordered(Refusal):
    code = "baseline.periods_unordered"
    message = Sentence(
        "基准计划的周期不连续或重复：{period}。",
        "The periods of the baseline are out of order, with a gap or twice: {period}.",
    )


class BaselineEmpty(Refusal):
    code = "baseline.empty"
    message = Sentence("基准计划没有任何一期。", "The baseline has no period.")


class ScheduleBackwards(Refusal):
    code = "baseline.schedule_backwards"
    message = Sentence(
        "计划竣工 {completion_on} 早于计划开工 {start_on}。",
        "The planned completion {completion_on} is before the planned start {start_on}.",
    )


class WeightsNotWhole(Refusal):
    code = "milestones.weights_not_whole"
    message = Sentence(
        "节点权重合计为 {total_bp} 个基点，应为 10000（100%）。",
        "The milestone weights add up to {total_bp} basis points; they must be 10000 (100 %).",
    )


@dataclass(frozen=True, slots=True)
class PlannedShare:
    """A share of the work planned by a day (0 to 1), and what it rests on."""

    share: Fraction
    basis: Basis


@dataclass(frozen=True, slots=True)
class PlannedValue:
    """Planned value in fen, and what it rests on."""

    amount: Fraction
    basis: Basis


@dataclass(frozen=True, slots=True)
class PerformanceMeasurementBaseline:
    """The frozen plan: cumulative planned fen at the end of each period, without gaps.

    Raises:
        BaselineEmpty, BaselinePeriodsUnordered, BaselineFalls: as named.
    """

    points: tuple[tuple[RegularPeriod, int], ...]

    def __post_init__(self) -> None:
        if not self.points:
            raise BaselineEmpty
        for (before, planned_before), (period, planned) in zip(
            self.points, self.points[1:], strict=False
        ):
            if before.next() != period:
                raise BaselinePeriodsUnordered(period=period.name)
            if planned < planned_before:
                raise BaselineFalls(period=period.name)

    @property
    def budget_at_completion(self) -> int:
        return self.points[-1][1]

    def planned_value(self, *, as_of: date) -> PlannedValue:
        """The cumulative plan of the last period that has ended by the status date."""
        ended = [planned for period, planned in self.points if period.end_on <= as_of]
        return PlannedValue(Fraction(ended[-1] if ended else 0), Basis.BASELINE)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A weighted step of the work.

    Args:
        weight_bp: share of the whole work in basis points.
        planned_on: when it should be reached.
        progress_bp: how far it is, 10000 when reached.
    """

    title: str
    weight_bp: int
    planned_on: date
    progress_bp: int = 0

    @property
    def is_reached(self) -> bool:
        return self.progress_bp >= WHOLE_BP


class EarningRule(StrEnum):
    """How an unfinished milestone counts."""

    ZERO_HUNDRED = "0/100"
    FIFTY_FIFTY = "50/50"
    PERCENT_COMPLETE = "percent_complete"


def _earned_bp(milestone: Milestone, rule: EarningRule) -> int:
    if milestone.is_reached:
        return WHOLE_BP
    match rule:
        case EarningRule.ZERO_HUNDRED:
            return 0
        case EarningRule.FIFTY_FIFTY:
            return WHOLE_BP // 2 if milestone.progress_bp > 0 else 0
        case EarningRule.PERCENT_COMPLETE:
            return max(milestone.progress_bp, 0)


def _whole(milestones: Sequence[Milestone]) -> None:
    total = sum(milestone.weight_bp for milestone in milestones)
    if total != WHOLE_BP:
        raise WeightsNotWhole(total_bp=total)


def earned_share(
    milestones: Sequence[Milestone], *, rule: EarningRule = EarningRule.ZERO_HUNDRED
) -> Fraction:
    """The share of the work done, from weighted milestones.

    Raises:
        WeightsNotWhole: the weights do not add up to 100 %.
    """
    _whole(milestones)
    done = sum(milestone.weight_bp * _earned_bp(milestone, rule) for milestone in milestones)
    return Fraction(done, WHOLE_BP**2)


def earned_value(*, budget_at_completion: int, earned: Fraction) -> Fraction:
    """Budget at completion times the share of the work done, in fen."""
    return budget_at_completion * earned


def share_planned_by_milestones(milestones: Sequence[Milestone], *, as_of: date) -> PlannedShare:
    """The weight of the milestones due by a day.

    Raises:
        WeightsNotWhole: the weights do not add up to 100 %.
    """
    _whole(milestones)
    due = sum(milestone.weight_bp for milestone in milestones if milestone.planned_on <= as_of)
    return PlannedShare(Fraction(due, WHOLE_BP), Basis.MILESTONES)


def share_planned_evenly(*, start_on: date, completion_on: date, as_of: date) -> PlannedShare:
    """The share of the planned days gone by, first and last day included.

    Raises:
        ScheduleBackwards: the completion is before the start.
    """
    if completion_on < start_on:
        raise ScheduleBackwards(start_on=start_on, completion_on=completion_on)
    whole = (completion_on - start_on).days + 1
    gone = (as_of - start_on).days + 1
    return PlannedShare(Fraction(min(max(gone, 0), whole), whole), Basis.LINEAR)


def value_planned_evenly(
    *, budget_at_completion: int, start_on: date, completion_on: date, as_of: date
) -> PlannedValue:
    """Planned value without a baseline; the basis says that it was spread evenly."""
    planned = share_planned_evenly(start_on=start_on, completion_on=completion_on, as_of=as_of)
    return PlannedValue(budget_at_completion * planned.share, planned.basis)
