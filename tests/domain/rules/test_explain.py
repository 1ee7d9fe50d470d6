from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.rules import explain, rulebook
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate, outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.verdict import verdict_from_json, verdict_to_json
from jigai.domain.sentence import Sentence
from tests.domain.rules.small import GOOD, SCORECARD, known, small

COUNTY = next(e for e in rulebook.shipped().editions if e.rule_set.id == "county_default")
RULE = COUNTY.rule_set
USUAL = COUNTY.cases[0].facts


def explained(rule=RULE, facts=USUAL, **values):
    facts = {**facts, **known(**values)}
    verdict = verdict_from_json(verdict_to_json(evaluate(rule, facts)))
    lifts = explain.what_would_lift(rule, facts)
    return verdict, lifts, explain.paragraph(verdict, rule, lifts)


def test_a_red_badge_names_reason_threshold_value_source_and_the_way_up():
    report = Fact(
        Fraction(19, 100), source=Sentence("11月上半月填报", "report"), as_of=date(2026, 11, 15)
    )
    _, lifts, text = explained(
        facts={**USUAL, "progress_share": report}, planned_progress_share=Fraction(1, 2)
    )
    for part in (
        "红牌（预警）",
        "界限 30%",
        "实际 31%",
        "相差 1 个百分点",
        "11月上半月填报",
        "截至 2026-11-15",
        "第三条",
        "推进到 20%，则为黄牌（提醒）",
    ):
        assert part in text.zh
    for part in (
        "Red (warning)",
        "limit 30%",
        "measured 31%",
        "1 percentage points",
        "article 3",
        "moves on to 20%: then Yellow",
    ):
        assert part in text.en
    assert [(lift.fact, lift.value) for lift in lifts] == [("progress_share", Fraction(1, 5))]


def test_a_withheld_badge_names_what_is_missing_and_no_way_up():
    verdict, lifts, text = explained(progress_share=None)
    assert (verdict.outcome, lifts) == ("not_assessed", ())
    assert "缺“形象进度”" in text.zh
    assert "总分在 56 到 96 分之间" in text.zh


def test_a_stored_verdict_explains_itself_line_by_line():
    verdict, _, _ = explained(inclusion_state="not_applicable", progress_share=Fraction(41, 100))
    lines = explain.lines(verdict)
    assert lines[0].kind == "row"
    assert [line.name for line in lines[1:4]] == ["progress", "investment", "inclusion"]
    assert lines[3].text.zh.endswith("不适用")
    triggers = [line.name for line in lines[4:]]
    assert triggers[0] == "behind", "the nearest miss comes first"


def test_lines_with_something_unknown():
    facts = {**USUAL, "progress_share": Fact(1, as_of=date(2026, 1, 1), is_stale=True)}
    lines = explain.lines(evaluate(RULE, facts))
    texts = "".join(line.text.zh for line in lines)
    assert "已过期" in texts
    assert "0-40/40 分" in texts
    assert "无法判断" in texts


PERCENT = st.integers(0, 100).map(lambda n: Fraction(n, 100))


@given(
    progress=PERCENT,
    planned=PERCENT,
    done=st.integers(0, 120),
    state=st.sampled_from([name for name, _ in RULE.facts["inclusion_state"].choices]),
    days=st.integers(0, 90),
    behind=st.booleans(),
)
def test_each_way_up_is_proved_and_the_least(progress, planned, done, state, days, behind):
    facts = {
        **USUAL,
        **known(
            progress_share=progress,
            planned_progress_share=planned,
            behind_any_node=behind,
            investment_ytd_fen=done * 1_000_000,
            inclusion_state=state,
            days_since_start=days,
        ),
    }
    rank = RULE.outcome(outcome_of(RULE, facts)).rank
    for lift in explain.what_would_lift(RULE, facts):
        raised = {**facts, lift.fact: replace(facts[lift.fact], value=lift.value)}
        assert outcome_of(RULE, raised) == lift.outcome
        assert RULE.outcome(lift.outcome).rank > rank
        declared = RULE.facts[lift.fact]
        if declared.type == "number":
            less = lift.value - declared.step
            before = {
                **facts,
                lift.fact: replace(facts[lift.fact], value=max(less, facts[lift.fact].known)),
            }
            assert RULE.outcome(outcome_of(RULE, before)).rank == rank


@given(st.integers(1, 60), st.integers(0, 60), st.sampled_from(["low", "high"]))
def test_no_way_up_is_missed_on_a_small_grid(staff, engineers, grade):
    rule = small()
    facts = {**GOOD, **known(staff=staff, engineers=engineers, grade=grade)}
    found = {lift.fact: lift.value for lift in explain.what_would_lift(rule, facts)}
    rank = rule.outcome(outcome_of(rule, facts)).rank
    better = [
        n
        for n in range(engineers + 1, 120)
        if rule.outcome(outcome_of(rule, {**facts, **known(engineers=n)})).rank > rank
    ]
    assert found.get("engineers") == (better[0] if better else None)


@pytest.mark.parametrize(
    ("rule_id", "changed", "fact", "value"),
    [
        (
            "forecast_slip",
            {"forecast_completion_slip_days": 400},
            "forecast_completion_slip_days",
            365,
        ),
        (
            "forecast_slip",
            {"forecast_completion_slip_days": 0},
            "forecast_completion_slip_days",
            -1,
        ),
        ("sanya_2022", {"investment_ytd_fen": 0}, "investment_ytd_fen", 500_000_000),
        ("huating_2017", {}, "is_late", False),
        ("yinchuan_2025", {"funds_paid_as_planned": False}, "funds_paid_as_planned", True),
    ],
)
def test_ways_up_under_the_published_schemes(rule_id, changed, fact, value):
    edition = next(e for e in rulebook.shipped().editions if e.rule_set.id == rule_id)
    lifts = explain.what_would_lift(
        edition.rule_set, {**edition.cases[0].facts, **known(**changed)}
    )
    assert (fact, value) in [(lift.fact, lift.value) for lift in lifts]


def test_the_best_outcome_has_no_way_up():
    assert explained(small(), GOOD)[1] == ()


def test_a_fact_at_its_limit_or_a_comparison_of_two_facts_is_searched_too():
    facts = {**GOOD, **known(engineers=10_000, staff=40_000, grade="low")}
    assert explained(small(), facts)[1] == ()
    reordered = SCORECARD.replace('grade == "high"', "engineers == staff").replace(
        "value = 60", "value = 80"
    )
    lifts = explained(small(reordered), {**GOOD, **known(engineers=20, grade="low")})[1]
    assert [(lift.fact, lift.value) for lift in lifts] == [("engineers", 100)]


def test_the_page_of_a_scorecard_shows_bands_and_gates():
    rows = {row.name: row for row in describe(small())}
    assert "≥ 30%：70 分" in rows["people"].text.zh
    assert "below: 0 points" in rows["people"].text.en
    assert rows["is_small"].text.en == "staff ≤ 500"
