from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.earned_value.baseline import PerformanceMeasurementBaseline
from jigai.domain.earned_value.earned_schedule import earned_schedule
from jigai.domain.earned_value.forecast import Method, forecast
from jigai.domain.earned_value.indices import Performance
from jigai.domain.periods import HalfMonth

LATE = Performance(planned_value=200, earned_value=150, actual_cost=160, budget_at_completion=400)
NOTHING = Performance(planned_value=0, earned_value=0, actual_cost=0, budget_at_completion=0)
FIRST = HalfMonth(2026, 1, "A")
PLAN = PerformanceMeasurementBaseline(
    ((FIRST, 100), (FIRST.next(), 100), (FIRST.next().next(), 300))
)


def test_the_standard_terms():
    assert LATE.schedule_variance == -50
    assert LATE.cost_variance == -10
    assert LATE.schedule_performance_index == Fraction(3, 4)
    assert LATE.cost_performance_index == Fraction(15, 16)
    assert LATE.to_complete_performance_index == Fraction(250, 240)


def test_an_index_without_a_divisor_has_no_value():
    assert NOTHING.schedule_performance_index is None
    assert NOTHING.cost_performance_index is None
    assert NOTHING.to_complete_performance_index is None


def test_each_forecast_names_its_method():
    expected = {
        Method.AS_BUDGETED: 410,
        Method.AT_COST_INDEX: Fraction(400 * 16, 15),
        Method.AT_COST_AND_SCHEDULE_INDEX: 160 + 250 * Fraction(16, 15) * Fraction(4, 3),
    }
    for method, amount in expected.items():
        found = forecast(LATE, method=method)
        assert found.estimate_at_completion == amount
        assert found.variance_at_completion == 400 - amount
        assert found.estimate_to_complete == amount - 160
        assert method.sentence.en


def test_a_forecast_without_its_index_is_not_made():
    assert forecast(NOTHING, method=Method.AT_COST_INDEX) is None
    assert forecast(NOTHING, method=Method.AT_COST_AND_SCHEDULE_INDEX) is None


def test_earned_schedule_takes_part_of_the_next_period():
    found = earned_schedule(PLAN, earned_value=200, as_of=date(2026, 2, 15))
    assert (found.earned, found.actual) == (Fraction(5, 2), 3)
    assert found.schedule_variance_time == Fraction(-1, 2)
    assert found.schedule_performance_index_time == Fraction(5, 6)
    assert found.estimated_duration == Fraction(18, 5)


def test_before_the_first_period_ends_there_is_no_pace():
    found = earned_schedule(PLAN, earned_value=0, as_of=date(2026, 1, 1))
    assert found.schedule_performance_index_time is None
    assert found.estimated_duration is None


@given(st.lists(st.integers(0, 50), min_size=1, max_size=24), st.integers(0, 1500))
def test_earned_schedule_is_on_plan_exactly_when_value_is(steps, earned):
    totals = [1 + sum(steps[: n + 1]) for n in range(len(steps))]
    plan = PerformanceMeasurementBaseline(
        tuple((FIRST.numbered(FIRST.serial + n), total) for n, total in enumerate(totals))
    )
    found = earned_schedule(plan, earned_value=earned, as_of=plan.points[-1][0].end_on)
    assert 0 <= found.earned <= len(steps)
    assert (found.schedule_variance_time == 0) == (earned >= totals[-1])
