from datetime import date
from fractions import Fraction

import pytest

from jigai.domain.earned_value.baseline import (
    BaselineEmpty,
    BaselineFalls,
    BaselinePeriodsUnordered,
    Basis,
    EarningRule,
    Milestone,
    PerformanceMeasurementBaseline,
    ScheduleBackwards,
    WeightsNotWhole,
    earned_share,
    earned_value,
    share_planned_by_milestones,
    share_planned_evenly,
    value_planned_evenly,
)
from jigai.domain.periods import HalfMonth

A, B, NEXT = HalfMonth(2026, 1, "A"), HalfMonth(2026, 1, "B"), HalfMonth(2026, 2, "A")
PLAN = PerformanceMeasurementBaseline(((A, 100), (B, 300), (NEXT, 400)))
STEPS = (
    Milestone("基础", 3000, date(2026, 1, 10), 10000),
    Milestone("设备", 5000, date(2026, 1, 20), 4000),
    Milestone("试产", 2000, date(2026, 2, 1)),
)


@pytest.mark.parametrize(
    ("day", "planned"), [((1, 14), 0), ((1, 15), 100), ((1, 31), 300), ((3, 1), 400)]
)
def test_planned_value_is_that_of_the_last_period_ended(day, planned):
    value = PLAN.planned_value(as_of=date(2026, *day))
    assert (value.amount, value.basis) == (planned, Basis.BASELINE)
    assert PLAN.budget_at_completion == 400


@pytest.mark.parametrize(
    ("points", "refusal"),
    [
        ((), BaselineEmpty),
        (((A, 5), (B, 4)), BaselineFalls),
        (((A, 1), (NEXT, 2)), BaselinePeriodsUnordered),
    ],
)
def test_a_plan_that_cannot_be_is_refused(points, refusal):
    with pytest.raises(refusal):
        PerformanceMeasurementBaseline(points)


@pytest.mark.parametrize(
    ("rule", "share"),
    [
        (EarningRule.ZERO_HUNDRED, Fraction(30, 100)),
        (EarningRule.FIFTY_FIFTY, Fraction(55, 100)),
        (EarningRule.PERCENT_COMPLETE, Fraction(50, 100)),
    ],
)
def test_weighted_milestones_give_earned_value(rule, share):
    assert earned_share(STEPS, rule=rule) == share
    assert earned_value(budget_at_completion=1000, earned=share) == 1000 * share


def test_milestones_due_give_the_planned_share():
    planned = share_planned_by_milestones(STEPS, as_of=date(2026, 1, 20))
    assert (planned.share, planned.basis) == (Fraction(8, 10), Basis.MILESTONES)


def test_weights_must_be_whole():
    with pytest.raises(WeightsNotWhole, match="5000"):
        earned_share(STEPS[1:2])


def test_without_a_baseline_the_plan_is_even_and_says_so():
    year = {"start_on": date(2026, 1, 1), "completion_on": date(2026, 12, 31)}
    value = value_planned_evenly(budget_at_completion=365, **year, as_of=date(2026, 1, 31))
    assert value.amount == 31
    assert "均匀" in value.basis.sentence.zh
    assert share_planned_evenly(**year, as_of=date(2025, 5, 1)).share == 0
    assert share_planned_evenly(**year, as_of=date(2027, 5, 1)).share == 1


def test_a_schedule_that_runs_backwards_is_refused():
    with pytest.raises(ScheduleBackwards):
        share_planned_evenly(
            start_on=date(2026, 2, 1), completion_on=date(2026, 1, 1), as_of=date(2026, 1, 1)
        )
