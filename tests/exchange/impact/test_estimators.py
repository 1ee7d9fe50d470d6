"""Estimates worked by hand, against the library's own, and how often the interval is right."""

from dataclasses import replace

import numpy as np
import pytest

from jigai.cli.bench_impact import measure_impact
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.refusals import EstimatorGaveUp
from jigai.exchange.impact.aggregates import aggregates, pre_test
from jigai.exchange.impact.estimators import (
    Options,
    bacon,
    estimate,
    fit,
    frame_of,
    influences,
)
from jigai.exchange.impact.simulated import EFFECT, simulated_panel


def by_hand(*lines):
    """(cohort, outcomes from period 1 on) of each unit."""
    rows = [(u, t, g, y) for u, (g, ys) in enumerate(lines, 1) for t, y in enumerate(ys, 1)]
    return Panel(*(tuple(column) for column in zip(*rows, strict=True)))


HAND = by_hand((2, (0, 5, 6)), (2, (0, 5, 6)), (3, (0, 1, 9)), (0, (0, 1, 2)), (0, (1, 2, 3)))
"""Never-starters gain 1 a period; cohort 2 gains 5 and 1, cohort 3 gains 1 and 8."""


def found_in(panel, **options):
    return influences(fit(frame_of(panel), panel, Options(**options)), panel)


def test_group_time_effects_and_aggregates_are_those_worked_by_hand():
    found = found_in(HAND)
    cells = {(c.group, c.time): c.att for c in found.cells()}
    assert cells == pytest.approx({(2, 2): 4, (2, 3): 4, (3, 2): 0, (3, 3): 7})
    made = aggregates(found)
    assert made["simple"].overall.att == pytest.approx(23 / 5)
    assert made["group"].overall.att == pytest.approx((2 * 4 + 7) / 3)
    assert made["dynamic"].overall.att == pytest.approx((5 + 4) / 2)
    assert made["calendar"].overall.att == pytest.approx((4 + 5) / 2)
    parts = {name: {p.at: p.att for p in one.parts} for name, one in made.items()}
    assert parts["group"] == pytest.approx({2: 4, 3: 7})
    assert parts["dynamic"] == pytest.approx({-1: 0, 0: 5, 1: 4})
    assert parts["calendar"] == pytest.approx({2: 4, 3: 5})


def test_not_yet_starters_are_compared_with_where_asked():
    found = found_in(HAND, control="notyet")
    cells = {(c.group, c.time): c.att for c in found.cells()}
    assert cells[2, 2] == pytest.approx(5 - 1)  # cohort 3 also gains 1 in period 2
    assert cells[3, 3] == pytest.approx(7)


def test_weights_move_the_comparison():
    weights = (1.0,) * 9 + (3.0,) * 3 + (1.0,) * 3
    apart = replace(HAND, outcome=(*HAND.outcome[:12], 1.0, 2.0, 7.0), weights=weights)
    cells = {(c.group, c.time): c.att for c in found_in(apart).cells()}
    assert cells[2, 3] == pytest.approx(6 - (3 * 2 + 6) / 4)


def test_the_decomposition_adds_up_to_two_way_fixed_effects():
    panel = by_hand((2, (0, 5)), (2, (1, 4)), (0, (0, 1)), (0, (2, 2)))
    found = bacon(panel)
    assert found.estimate == pytest.approx(4 - 0.5)
    assert found.kinds == (("treated_vs_never", pytest.approx(1), pytest.approx(3.5)),)
    mixed = bacon(simulated_panel(3))
    total = sum(one.weight * one.estimate for one in mixed.comparisons)
    assert total == pytest.approx(mixed.estimate, abs=1e-9)


@pytest.mark.parametrize("clustered", [False, True])
def test_aggregates_agree_with_the_library_where_it_has_them(clustered):
    panel = simulated_panel(5)
    fitted = fit(frame_of(panel), panel, Options())
    if clustered:
        panel = replace(panel, cluster=tuple((u - 1) // 3 + 1 for u in panel.unit))
        fitted = fit(frame_of(panel), panel, Options())
    made = aggregates(influences(fitted, panel))
    if not clustered:
        theirs = fitted.aggregate("event_study")
        ours = [part.se for part in made["dynamic"].parts]
        assert ours == pytest.approx(list(theirs.se), rel=1e-9)
        groups = fitted.aggregate("group")
        assert [p.se for p in made["group"].parts] == pytest.approx(list(groups.se), rel=1e-9)
        assert made["simple"].overall.se == pytest.approx(float(fitted.se), rel=1e-9)
    assert made["simple"].overall.att == pytest.approx(float(fitted.att), rel=1e-9)


def test_a_whole_estimation_has_everything_beside_each_other_and_repeats_exactly():
    panel = simulated_panel(1)
    first, second = estimate(panel, Options(draws=199)), estimate(panel, Options(draws=199))
    assert first == second
    assert [one.kind for one in first.beside] == ["twfe", "imputation"]
    assert [one.of for one in first.few_clusters] == ["simple", "twfe"]
    assert first.few_clusters[1].att == pytest.approx(first.bacon.estimate, abs=1e-9)
    assert first.clusters == 120
    assert first.versions["diff-diff"]


def test_few_clusters_are_told_and_drawn_with_webb_weights():
    panel = simulated_panel(2)
    towns = replace(panel, cluster=tuple((u - 1) % 12 + 1 for u in panel.unit))
    found = estimate(towns, Options(draws=199))
    one = found.few_clusters[0]
    assert (one.clusters, one.treated_clusters, one.weights) == (12, 12, "webb")
    assert found.se_kind == "influence_clustered"


def test_a_universal_base_has_a_zero_before_the_start_and_the_same_effects():
    panel = simulated_panel(4)
    varying, universal = (
        {(c.group, c.time): c.att for c in estimate(panel, Options(base=b, draws=99)).att_gt}
        for b in ("varying", "universal")
    )
    assert universal[2019, 2018] == 0
    assert universal[2020, 2022] == pytest.approx(varying[2020, 2022])


def test_covariates_are_used_doubly_robust():
    panel = simulated_panel(6)
    size = np.random.default_rng(1).normal(size=len(panel.cohort_of))
    with_size = replace(panel, covariates={"规模": tuple(np.repeat(size, 9).tolist())})
    found = estimate(with_size, Options(draws=99)).aggregate["simple"].overall
    plain = estimate(panel, Options(draws=99)).aggregate["simple"].overall
    assert found.att != plain.att
    assert abs(found.att - EFFECT) < 1.5


def test_nothing_to_estimate_is_refused_in_words():
    alone = by_hand((2, (0.0, 5.0, 6.0)), (2, (1.0, 5.0, 7.0)))
    with pytest.raises(EstimatorGaveUp):
        estimate(alone, Options(draws=99))


def test_a_pre_test_needs_units():
    assert pre_test(found_in(HAND)).p_value is None


def test_the_interval_covers_the_known_effect_in_93_to_97_of_100_seeds():
    found = measure_impact(rows=100)
    assert 93 <= found["covered_simple"] <= 97
    assert all(93 <= found[f"covered_{name}"] <= 97 for name in ("group", "dynamic", "calendar"))
    assert found["refused_drifting"] >= 99
    assert found["refused"] <= 3
