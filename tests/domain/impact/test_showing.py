"""Small groups are left out of what is kept, also where one alone could be reckoned."""

from dataclasses import replace

from jigai.domain.impact.findings import (
    Aggregate,
    Bacon,
    Beside,
    Cell,
    Comparison,
    Effect,
    FewClusters,
    Findings,
    Part,
    PreTest,
)
from jigai.domain.impact.showing import hidden_cohorts, sizes_shown, without_small_groups
from jigai.domain.impact.telling import caveats, told

SIZES = {0: 30, 2020: 4, 2021: 9, 2022: 20}
FOUND = Findings(
    att_gt=tuple(
        Cell(g, t, 1.0, 0.5, 0.0, 2.0) for g in (2020, 2021, 2022) for t in range(2020, 2024)
    ),
    aggregate={
        "simple": Aggregate(Effect(2.0, 0.5, 1.0, 3.0)),
        "group": Aggregate(
            Effect(2.0, 0.5, 1.0, 3.0),
            tuple(Part(g, 1.0, 0.5, 0.0, 2.0) for g in (2020, 2021, 2022)),
        ),
        "dynamic": Aggregate(
            Effect(2.0, 0.5, 1.0, 3.0), tuple(Part(e, 1.0, 0.5, 0.0, 2.0) for e in range(-2, 4))
        ),
        "calendar": Aggregate(
            Effect(2.0, 0.5, 1.0, 3.0),
            tuple(Part(t, 1.0, 0.5, 0.0, 2.0) for t in range(2020, 2024)),
        ),
    },
    pre_test=PreTest(1.0, 2, 0.5, 0.5, "group_time", 0.5),
    beside=(Beside("twfe", 1.9, 0.4),),
    few_clusters=(FewClusters("simple", 33, 33, "rademacher", 999, 7, 2.0, 0.5, 1.0, 3.0, 0.001),),
    bacon=Bacon(
        1.9,
        (("treated_vs_never", 0.9, 2.0), ("later_vs_earlier", 0.1, 1.0)),
        (Comparison("treated_vs_never", 2020, 0, 0.1, 1.0), Comparison("x", 2022, 0, 0.8, 1.0)),
    ),
    units=63,
    clusters=63,
    se_kind="influence_by_unit",
)


def test_a_single_small_group_takes_the_next_one_with_it():
    assert hidden_cohorts(SIZES, least=5) == {2020, 2021}
    assert hidden_cohorts({0: 5, 2020: 9}, least=5) == set()
    shown = sizes_shown(SIZES, least=5)
    assert (shown.shown, shown.hidden, shown.treated, shown.never) == ({2022: 20}, 13, 33, 30)


def test_what_rests_on_few_units_is_left_out():
    kept = without_small_groups(FOUND, SIZES, least=5)
    assert {cell.group for cell in kept.att_gt} == {2022}
    assert [part.at for part in kept.aggregate["group"].parts] == [2022]
    assert [part.at for part in kept.aggregate["dynamic"].parts] == [-2, -1, 0, 1, 2]
    assert [part.at for part in kept.aggregate["calendar"].parts] == [2021, 2022, 2023]
    assert [one.treated for one in kept.bacon.comparisons] == [2022]
    assert Findings.from_json(kept.as_json()) == kept


def test_the_result_is_told_with_its_uncertainty():
    said = told(FOUND, outcome="产值", treated=33)
    assert "提高 2（95 % 区间 1 至 3）" in said[0].zh
    assert "excludes zero" in said[1].en
    assert "33 clusters" in said[2].en
    assert "10.0%" in said[3].en


def test_an_interval_with_zero_says_that_it_cannot_tell():
    unsure = {**FOUND.aggregate, "simple": Aggregate(Effect(-1.0, 1.0, -3.0, 1.0))}
    said = told(replace(FOUND, aggregate=unsure), outcome="产值", treated=33)
    assert "降低 1" in said[0].zh
    assert "不等于没有效果" in said[1].zh


def test_a_doubtful_trend_is_said_before_everything_else():
    doubtful = replace(FOUND, pre_test=replace(FOUND.pre_test, p_value=0.03))
    assert len(caveats(doubtful, least=5)) == len(caveats(FOUND, least=5)) + 1
    assert "p = 0.030" in caveats(doubtful, least=5)[0].en
