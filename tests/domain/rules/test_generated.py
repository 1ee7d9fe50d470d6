"""The generated function against the plain reading: every shipped rule, cases and drawn facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jigai.domain.rules import rulebook
from jigai.domain.rules.cases import boundaries_of
from jigai.domain.rules.evaluate import evaluate, outcome_of
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.rules.generate import text_of
from jigai.domain.rules.generated import form_of
from jigai.domain.rules.nodes import Number, Parameter, walk
from jigai.domain.rules.plain import evaluate_plainly
from jigai.domain.rules.situation import FactOfWrongKind, FactUndeclared, Situation
from jigai.domain.rules.trace import Trace
from jigai.domain.rules.verdict import verdict_to_json
from tests.domain.rules.small import GOOD, SCORECARD, known, small

EDITIONS = rulebook.shipped().editions
NAMES = [f"{edition.rule_set.id}/{edition.rule_set.valid_from}" for edition in EDITIONS]
RULE = small()
BY_COUNT = SCORECARD.replace(
    'measure = "engineers / staff"\n[[criterion.band]]\nat_least = 0.30\npoints = 70\n'
    "[[criterion.band]]\nat_least = 0.10\npoints = 35\n[[criterion.band]]\npoints = 0\n",
    'points = "FORMULA"\napplies_when = \'grade != "low"\'\n',
)
FORMULAS = (
    "weight * engineers / staff",
    "weight * floor(engineers * 10 / (staff - 7)) / 10",
    "weight - min(engineers, staff - engineers, 3) * weight / staff",
    "if(has_breach, weight, weight * max(engineers, 5) / (0 - staff))",
    "if(engineers / staff > 0.3 or not has_breach, 2 * weight, 0 - weight)",
    "weight * (engineers * engineers - staff * 5 * staff) / (staff * staff - engineers * staff)",
    "weight / 0 + weight * engineers / staff",
)


def limits_of(rule_set):
    """Numbers of the rule, and those just beside them: where answers flip."""
    found = {Fraction(0), Fraction(1)}
    for boundary in boundaries_of(rule_set):
        for node in chain(walk(boundary.left), walk(boundary.right)):
            if isinstance(node, Number):
                found.add(node.value)
            if isinstance(node, Parameter):
                found.add(rule_set.threshold(node.name).value)
    beside = [value + step for value in found for step in (-1, 0, 1, Fraction(1, 100))]
    return sorted(beside)


def values_of(declaration, limits):
    match declaration.type:
        case FactType.FLAG:
            return st.booleans()
        case FactType.CHOICE:
            return st.sampled_from([name for name, _ in declaration.choices])
        case FactType.NUMBER:
            return st.one_of(
                st.sampled_from(limits),
                st.integers(-3, 600),
                st.integers(-(10**12), 10**12),
                st.decimals(-1000, 1000, places=4),
                st.fractions(-2, 2, max_denominator=40),
            )


def facts_for(rule_set):
    limits = limits_of(rule_set)
    named = {
        name: st.one_of(
            *(st.builds(Fact, values_of(rule_set.facts[name], limits)) for _ in range(5)),
            st.just(Fact(None)),
            st.builds(Fact, values_of(rule_set.facts[name], limits), is_stale=st.just(True)),
        )
        for name in rule_set.fact_names()
    }
    return st.fixed_dictionaries({}, optional=named)


def same(rule_set, facts):
    """Equal verdicts, the outcome alone, and the same value of every expression."""
    verdict, plain = evaluate(rule_set, facts), evaluate_plainly(rule_set, facts)
    assert verdict == plain
    assert verdict_to_json(verdict) == verdict_to_json(plain)
    assert outcome_of(rule_set, facts) == plain.outcome
    situation, trace = Situation(rule_set, facts), verdict.grounds
    for expression in rule_set.expressions():
        for node in walk(expression):
            assert trace.value(node) == situation.value(node), node


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_every_shipped_case_comes_out_as_in_the_plain_reading(edition):
    for case in edition.cases:
        same(edition.rule_set, case.facts)


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
@given(draw=st.data())
def test_drawn_subjects_come_out_as_in_the_plain_reading(edition, draw):
    same(edition.rule_set, draw.draw(facts_for(edition.rule_set)))


@pytest.mark.parametrize("formula", FORMULAS)
@settings(max_examples=40)
@given(draw=st.data())
def test_every_operation_comes_out_as_in_the_plain_reading(formula, draw):
    rule_set = small(BY_COUNT.replace("FORMULA", formula))
    same(rule_set, draw.draw(facts_for(rule_set)))


def test_the_trace_is_complete_before_any_word_is_made():
    facts = dict(GOOD)
    verdict = evaluate(RULE, facts)
    facts.clear()
    RULE.memory.pop(("form", id(RULE)))
    assert verdict.reasons == evaluate_plainly(RULE, GOOD).reasons


def test_the_trace_says_in_which_band_a_measure_lies():
    people, quality = RULE.criteria
    for engineers, band in ((30, 0), (29, 1), (9, 2), (None, None)):
        trace = evaluate(RULE, {**GOOD, **known(engineers=engineers)}).grounds
        assert isinstance(trace, Trace)
        assert trace.bands_of(people) == (band,)
    assert trace.bands_of(quality) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"staff": Fact("many")},
        {"staff": Fact(True)},
        {"staff": Fact(Decimal("1.5"), unit="person")},
        {"has_breach": Fact(1)},
        {"grade": Fact("middle")},
        {"grade": Fact(True)},
        {"revenue_fen": Fact(1, unit="yuan")},
        {"engineer": Fact(1)},
        {"engineer": Fact(1), "staff": Fact("many")},
        {"staff": Fact("many"), "engineer": Fact(1)},
    ],
)
def test_a_fact_that_does_not_fit_is_refused_in_the_words_of_the_plain_reading(facts):
    with pytest.raises((FactOfWrongKind, FactUndeclared)) as plainly:
        evaluate_plainly(RULE, {**GOOD, **facts})
    with pytest.raises(plainly.type) as found:
        evaluate(RULE, {**GOOD, **facts})
    assert found.value.said == plainly.value.said


def test_a_unit_that_is_the_declared_one_is_taken():
    facts = {**GOOD, "revenue_fen": Fact(Decimal(1), unit="fen"), "staff": Fact(100, unit="count")}
    assert evaluate(RULE, facts) == evaluate_plainly(RULE, facts)


def test_words_of_a_rule_file_never_enter_the_generated_text():
    for rule_set in (RULE, small(BY_COUNT.replace("FORMULA", FORMULAS[0]))):
        source = text_of(rule_set).source
        for word in ("staff", "engineers", "grade", "high", "is_small", "people"):
            assert word not in source


def test_a_changed_copy_of_a_rule_set_gets_its_own_function():
    evaluate(RULE, GOOD)
    higher = tuple(replace(t, value=Fraction(101)) for t in RULE.thresholds)
    stricter = replace(RULE, thresholds=higher)
    assert stricter.memory is RULE.memory
    assert form_of(stricter) is not form_of(RULE)
    assert evaluate(stricter, GOOD) == evaluate_plainly(stricter, GOOD)
    assert evaluate(stricter, GOOD).outcome == "not_met"


def test_a_very_long_number_is_compared_exactly():
    limit = Fraction(10**90 + 1)
    long = replace(RULE, thresholds=tuple(replace(t, value=limit) for t in RULE.thresholds))
    for staff in (10**90, 10**90 + 1, 10**90 + 2):
        same(long, {**GOOD, **known(staff=staff)})


TODAY = date(2026, 11, 25)


def test_a_fact_keeps_its_source_and_day_in_the_trace():
    facts = {**GOOD, "engineers": Fact(3, as_of=TODAY)}
    readings = [r for f in evaluate(RULE, facts).reasons[1].findings for r in f.readings]
    assert [(r.name, r.as_of) for r in readings] == [("engineers", TODAY), ("staff", None)]
