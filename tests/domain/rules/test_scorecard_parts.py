"""Experts' points, the best of several scales, direct routes, choices and whole numbers."""

from fractions import Fraction

import pytest

from jigai.domain.rules import refusals as r
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.read import read_rule_set
from tests.domain.rules.small import FACTS, known

HEAD = """id = "parts"
kind = "scorecard"
title = { zh = "评分", en = "Score" }
valid_from = 2026-01-01
review_by = 2027-01-01
[source]
document = { zh = "某号文", en = "some notice" }
article = { zh = "第七条", en = "article 7" }
"""
RATED = """
[[criterion]]
name = "rated"
label = { zh = "专家评价", en = "expert view" }
weight = 30
measure = "engineers"
given = "experts"
band = [{ at_least = 5, points = [25, 30] }, { at_least = 1, points = [1, 24] }, { points = 0 }]
"""
BEST = """
[[criterion]]
name = "best"
label = { zh = "取高", en = "the better" }
weight = 20
[[criterion.best_of]]
label = { zh = "按职工", en = "by staff" }
measure = "engineers / staff"
band = [{ at_least = 0.5, points = 20 }, { points = 0 }]
[[criterion.best_of]]
label = { zh = "按人数", en = "by number" }
measure = "engineers"
band = [{ at_least = 10, points = 10 }, { points = 0 }]
"""
FORMULA = """
[[criterion]]
name = "formula"
label = { zh = "公式", en = "formula" }
weight = 10
points = "if(staff == 0, 0, floor(engineers / staff * 10)) * weight / 10"
"""
PASS = """
[pass]
when = "total >= 40"
label = { zh = "合格", en = "passes" }
[[route]]
name = "grade"
label = { zh = "直接确认", en = "direct" }
when = 'grade == "high"'
[[gate]]
name = "clean"
label = { zh = "没有违法", en = "no breach" }
when = "not has_breach"
"""
SCORED = {
    **FACTS,
    "experts": FACTS["staff"].__class__(
        name="experts",
        type=FACTS["staff"].type,
        unit="score",
        label=FACTS["staff"].label,
        source=FACTS["staff"].source,
    ),
}
USUAL = known(staff=10, engineers=3, grade="low", has_breach=False)


def rule(*parts):
    return read_rule_set(HEAD + "".join(parts) + PASS, file="parts.toml", facts=SCORED)


def points(rule_set, name, facts):
    verdict = evaluate(rule_set, facts)
    return next(reason.points for reason in verdict.reasons if reason.name == name)


@pytest.mark.parametrize(
    ("experts", "engineers", "expected"),
    [
        (None, 5, (25, 30)),
        (None, 1, (1, 24)),
        (None, 0, (0, 0)),
        (None, None, (0, 30)),
        (27, 5, (27, 27)),
        (9, 5, (25, 25)),
        (30, 1, (24, 24)),
        (27, None, (27, 27)),
    ],
)
def test_experts_points_count_within_the_band_and_are_a_range_until_they_are_known(
    experts, engineers, expected
):
    facts = {**USUAL, **known(experts=experts, engineers=engineers)}
    assert points(rule(RATED), "rated", facts) == expected


@pytest.mark.parametrize(
    ("staff", "engineers", "expected"),
    [
        (10, 5, (20, 20)),
        (100, 10, (10, 10)),
        (100, 9, (0, 0)),
        (None, 10, (10, 20)),
        (0, 3, (0, 20)),
    ],
)
def test_the_best_scale_counts_and_an_unknown_one_leaves_room_above(staff, engineers, expected):
    facts = {**USUAL, **known(staff=staff, engineers=engineers)}
    assert points(rule(BEST), "best", facts) == expected


@pytest.mark.parametrize(
    ("staff", "engineers", "expected"),
    [
        (0, 3, (0, 0)),
        (10, Fraction(59, 10), (5, 5)),
        (10, 6, (6, 6)),
        (None, 0, (0, 10)),
    ],
)
def test_a_choice_and_a_whole_number(staff, engineers, expected):
    facts = {**USUAL, **known(staff=staff, engineers=engineers)}
    assert points(rule(FORMULA), "formula", facts) == expected


@pytest.mark.parametrize(
    ("facts", "outcome", "decided_by"),
    [
        ({"grade": "high"}, "met", "direct:grade"),
        ({"grade": "high", "engineers": 20, "experts": 30}, "met", "pass"),
        ({"grade": "high", "engineers": None}, "met", "direct:grade"),
        ({"grade": None, "engineers": 20, "experts": 30}, "met", "pass"),
        ({"grade": None}, "unknown", "unknown"),
        ({"grade": "high", "has_breach": True}, "not_met", "gates"),
        ({}, "not_met", "default"),
    ],
)
def test_a_direct_route_passes_by_itself_but_not_past_a_gate(facts, outcome, decided_by):
    verdict = evaluate(rule(RATED, BEST), {**USUAL, **known(**facts)})
    assert (verdict.outcome, verdict.decided_by) == (outcome, decided_by)


def test_the_parts_are_read_out_in_both_languages():
    said = " ".join(row.text.zh + row.text.en for row in describe(rule(RATED, BEST, FORMULA)))
    for words in (
        "25-30 分",
        "取得分最高的一项",
        "由专家打分",
        "given by experts",
        "取整",
        "否则为",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("points = [25, 30]", "points = [30, 25]", r.ValueOfWrongKind),
        ("points = [25, 30]", "points = [25, 31]", r.PointsBeyondWeight),
        ("points = [25, 30]", "points = [25]", r.ValueOfWrongKind),
        ("points = [25, 30]", "points = [true, 30]", r.ValueOfWrongKind),
        ('given = "experts"', 'given = "staff"', r.KindsClash),
        ('given = "experts"', 'points = "experts"', r.KeyUnknown),
        ("floor(", "flor(", r.NameUnknown),
        ("floor(engineers / staff * 10)", "floor(engineers)", r.KindsClash),
        ("if(staff == 0, 0,", "if(staff, 0,", r.KindsClash),
        ("if(staff == 0, 0,", "if(staff == 0,", r.ExpressionUnreadable),
        ('label = { zh = "按职工", en = "by staff" }\n', "", r.KeyMissing),
        ('name = "grade"\n', "", r.KeyMissing),
    ],
)
def test_a_malformed_part_is_refused(old, new, refusal):
    text = HEAD + RATED + BEST + FORMULA + PASS
    assert old in text
    with pytest.raises(refusal, match=r"parts\.toml 第\d+行"):
        read_rule_set(text.replace(old, new, 1), file="parts.toml", facts=SCORED)
