"""Conditions: each fails by its own figures, and unknown does not pass."""

from dataclasses import replace
from datetime import date

import pytest

from jigai.domain.impact.conditions import (
    Condition,
    all_met,
    design_conditions,
    trend_conditions,
)
from jigai.domain.impact.findings import PreTest
from jigai.domain.impact.limits import NoLimits, limits_in_force, read_limits, shipped_limits
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.verdict import judged
from jigai.domain.rules.refusals import RuleFileRefused

LIMITS = limits_in_force(on=date(2026, 11, 26))
SOUND = PreTest(1.0, 2, 0.5, 0.5, "group_time", 0.6)


def panel(*, treated=12, never=12, periods=(2019, 2020, 2021, 2022), start=2021, **more):
    starts = [start] * treated + [0] * never
    units = range(1, len(starts) + 1)
    rows = [(u, t, s) for u, s in zip(units, starts, strict=True) for t in periods]
    return Panel(
        tuple(u for u, _, _ in rows),
        tuple(t for _, t, _ in rows),
        tuple(s for _, _, s in rows),
        tuple(float(t - 2019) for _, t, _ in rows),
        **more,
    )


def failed(found, *, control="never"):
    return [one.name for one in design_conditions(found, LIMITS, control=control) if not one.is_met]


def test_a_sound_panel_meets_every_condition_of_its_design():
    assert failed(panel()) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"never": 9}, "comparison_units"),
        ({"treated": 9}, "treated_units"),
        ({"periods": (2020, 2021, 2022)}, "pre_periods"),
        ({"left_out": (0,) * 9}, "attrition"),
        ({"left_out": (2021,) * 2}, "attrition"),
    ],
)
def test_each_condition_fails_by_its_own_figures(change, name):
    assert failed(panel(**change)) == [name]


def test_limits_are_met_exactly_at_their_value():
    assert failed(panel(never=10, treated=10)) == []


def test_who_starts_last_can_be_compared_with_only_where_not_yet_is_asked():
    both = replace(panel(), cohort=tuple(s or 2022 for s in panel().cohort))
    assert failed(both) == ["comparison_units"]
    assert failed(both, control="notyet") == []


def test_few_clusters_fail():
    few = tuple((one - 1) // 4 + 1 for one in panel().unit)
    assert failed(panel(cluster=few)) == ["clusters"]
    sides = tuple(
        1 if s else (u % 11) + 2 for u, s in zip(panel().unit, panel().cohort, strict=True)
    )
    assert failed(panel(cluster=sides)) == ["treated_clusters"]


def test_covariates_without_overlap_fail():
    apart = tuple(
        100.0 if s else float(u) for u, s in zip(panel().unit, panel().cohort, strict=True)
    )
    assert failed(panel(covariates={"size": apart})) == ["overlap"]
    alike = tuple(float(u % 12) for u in panel().unit)
    assert failed(panel(covariates={"size": alike})) == []


def test_an_outcome_measured_differently_fails():
    ways = tuple("审计" if s else "自报" for s in panel().cohort)
    assert failed(panel(measure=ways)) == ["measure"]
    later = tuple(
        "新表" if s and t >= 2021 else "审计"
        for s, t in zip(panel().cohort, panel().time, strict=True)
    )
    assert failed(panel(measure=later)) == ["measure"]
    assert failed(panel(measure=("审计",) * len(panel().unit))) == []


@pytest.mark.parametrize(
    ("test", "met"),
    [
        (SOUND, [True, True]),
        (replace(SOUND, p_value=0.0099), [False, True]),
        (replace(SOUND, p_value=0.01), [True, True]),
        (replace(SOUND, last_before_p=0.004), [True, False]),
        (replace(SOUND, p_value=None, statistic=None, last_before_p=None), [None, None]),
    ],
)
def test_what_lies_before_the_start_must_be_zero(test, met):
    found = trend_conditions(test, panel(), LIMITS)
    assert [one.is_met for one in found] == met
    assert all_met(found) is (met == [True, True])
    again = [Condition.from_json(one.as_json()) for one in found]
    assert again == found


def test_nothing_is_estimated_while_the_design_fails():
    verdict = judged(panel(never=0), LIMITS, control="never", estimate=lambda: pytest.fail("asked"))
    assert not verdict.is_printed
    refusal = verdict.refusal()
    assert refusal.code == "impact.conditions_failed"
    assert "0 units to compare with" in refusal.said.en
    assert "did not start" in refusal.advice.en


def test_limits_are_dated_and_whole():
    assert shipped_limits()[0].least_shown == 5
    with pytest.raises(NoLimits):
        limits_in_force(on=date(2020, 1, 1))
    with pytest.raises(RuleFileRefused):
        read_limits('valid_from = 2026-01-01\n[[limit]]\nname = "clusters"\n', file="x.toml")
