from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.rules.evaluate import evaluate, outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.situation import FactOfWrongKind, FactUndeclared
from jigai.domain.rules.verdict import verdict_from_json, verdict_to_json
from tests.domain.rules.small import FACTS, GOOD, SCORECARD, known, small

RULE = small()


@pytest.mark.parametrize(
    ("facts", "outcome", "total"),
    [
        ({}, "met", (100, 100)),
        ({"engineers": 29}, "met", (65, 65)),
        ({"engineers": 10, "grade": "low"}, "not_met", (35, 35)),
        ({"engineers": 9}, "not_met", (30, 30)),
        ({"staff": 500, "engineers": 150}, "met", (100, 100)),
        ({"staff": 501, "engineers": 300}, "not_met", (100, 100)),
        ({"has_breach": True}, "not_met", (100, 100)),
    ],
)
def test_gates_and_bands(facts, outcome, total):
    verdict = evaluate(RULE, {**GOOD, **known(**facts)})
    assert (verdict.outcome, verdict.total) == (outcome, total)


@pytest.mark.parametrize(
    ("blank", "outcome", "total"),
    [
        ({"grade": None}, "met", (70, 100)),
        ({"engineers": None}, "unknown", (30, 100)),
        ({"staff": None}, "unknown", (30, 100)),
        ({"has_breach": None}, "unknown", (100, 100)),
        ({"has_breach": None, "staff": 600}, "not_met", (65, 65)),
    ],
)
def test_an_unknown_fact_makes_a_range_and_decides_only_what_it_cannot_change(
    blank, outcome, total
):
    facts = {**GOOD, **known(staff=100, engineers=30), **known(**blank)}
    if blank.get("staff") == 600:
        facts |= known(engineers=100)
    verdict = evaluate(RULE, facts)
    assert (verdict.outcome, verdict.total) == (outcome, total)
    assert {reading.name for reading in verdict.missing} >= {
        name for name, value in blank.items() if value is None and outcome == "unknown"
    }


def test_a_division_by_nothing_is_unknown_and_never_a_number():
    verdict = evaluate(RULE, {**GOOD, **known(staff=0, engineers=0)})
    assert verdict.outcome == "unknown"
    assert verdict.total == (30, 100)
    assert verdict.missing == ()


def test_a_share_equal_to_its_bound_is_inside():
    third = {**GOOD, **known(staff=Fraction(3), engineers=Decimal("0.9"))}
    assert evaluate(RULE, third).total == (100, 100)


def test_a_stale_fact_counts_as_unknown_and_is_named():
    facts = {**GOOD, "engineers": Fact(30, as_of=date(2020, 1, 1), is_stale=True)}
    verdict = evaluate(RULE, facts)
    assert verdict.outcome == "unknown"
    assert [(r.name, r.state) for r in verdict.missing] == [("engineers", "stale")]


def test_freshness_is_judged_from_the_declaration():
    declared = FACTS["staff"]
    assert not declared.is_stale(as_of=None, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    "facts",
    [{"staff": "many"}, {"has_breach": 1}, {"grade": "middle"}, {"staff": True}],
)
def test_a_value_of_the_wrong_kind_is_refused(facts):
    with pytest.raises(FactOfWrongKind):
        evaluate(RULE, {**GOOD, **known(**facts)})


def test_a_unit_other_than_the_declared_is_refused():
    with pytest.raises(FactOfWrongKind, match="销售收入"):
        evaluate(RULE, {**GOOD, "revenue_fen": Fact(1, unit="yuan")})


def test_an_undeclared_fact_is_refused_with_the_nearest_name():
    with pytest.raises(FactUndeclared, match="engineers"):
        evaluate(RULE, {**GOOD, "engineer": Fact(1)})


MAYBE = st.none() | st.integers(0, 600)


@given(MAYBE, MAYBE, st.none() | st.booleans(), st.sampled_from([None, "low", "high"]))
def test_unknown_is_never_wrong(staff, engineers, has_breach, grade):
    """Whatever the unknown turns out to be, the outcome and the total were foreseen."""
    open_facts = known(staff=staff, engineers=engineers, has_breach=has_breach, grade=grade)
    verdict = evaluate(RULE, open_facts)
    filled = {n: f if f.value is not None else GOOD[n] for n, f in open_facts.items()}
    closed = evaluate(RULE, filled)
    assert verdict.total[0] <= closed.total[0] <= closed.total[1] <= verdict.total[1]
    assert closed.outcome in {*verdict.possible, "unknown"}
    if verdict.outcome != "unknown":
        assert closed.outcome == verdict.outcome
    assert outcome_of(RULE, open_facts) == verdict.outcome
    assert verdict_from_json(verdict_to_json(verdict)) == verdict


def test_the_digest_changes_with_meaning_only():
    assert small("# a comment\n" + SCORECARD).digest == RULE.digest
    assert small(SCORECARD.replace("0.30", "0.300")).digest == RULE.digest
    assert small(SCORECARD.replace("0.30", "0.31")).digest != RULE.digest


def test_review_and_validity_are_dated():
    assert RULE.is_in_force(on=date(2026, 1, 1))
    assert not RULE.is_in_force(on=date(2025, 12, 31))
    assert RULE.is_past_review(on=date(2027, 1, 2))
    assert not RULE.is_past_review(on=date(2027, 1, 1))
