"""The ways up of one firm: proved, each step needed, honest about what is unknown or too slow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jigai.domain.gap.levers import EffortOutOfRange, Weight
from jigai.domain.gap.problem import (
    DayPassed,
    NoSuchOutcome,
    months_after,
    months_between,
    pose,
)
from jigai.domain.gap.read_efforts import NoEfforts, efforts_in_force, shipped_efforts
from jigai.domain.gap.routes import NotProved, prove
from jigai.domain.gap.tables import NotExact
from jigai.domain.gap.ways import WaysUp, ways_up
from jigai.domain.rules.evaluate import outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.sentence import Sentence

ON = date(2026, 11, 25)
FIRM = {
    "employees": 50,
    "tech_staff": 6,
    "sales_revenue_yuan": 30_123_456,
    "rd_expense_yuan": 610_000,
    "cost_expense_yuan": 28_000_000,
    "total_assets_yuan": 40_000_000,
    "class1_ip": 0,
    "class2_ip": 1,
    "resident_enterprise": True,
    "audited_accounts": True,
    "industry_allowed": True,
    "no_serious_breach": True,
    "valid_hnte": False,
    "national_award_top3": False,
    "provincial_rd_body": False,
    "led_standard": False,
}


def ways(by: date = date(2027, 8, 31), most: int = 5, **changed: object) -> WaysUp:
    facts = {n: Fact(v) for n, v in (FIRM | changed).items()}
    book = efforts_in_force("enterprise", on=ON)
    problem = pose(rule_set("cn.tech_sme", on=ON), facts, book, on=ON, by=by, target="met")
    return ways_up(problem, book, most=most)


def test_every_route_of_a_firm_reaches_the_rung_and_without_any_one_step_does_not():
    found = ways()
    assert [route.effort for route in found.routes] == [98, 99, 122, 202]
    for route in found.routes:
        assert route.proof.outcome == "met"
        assert found.problem.is_reached(route.counts)
        for place, count in enumerate(route.counts):
            rest = [0 if here == place else n for here, n in enumerate(route.counts)]
            assert not count or not found.problem.is_reached(rest)


def test_a_route_says_from_what_to_what_what_it_earns_and_what_is_missing_without_it():
    first = ways().routes[0]
    staff, research, rights = first.steps
    assert (staff.before.zh, staff.after.zh, staff.effort) == ("6 人", "8 人", 26)
    assert staff.earns[0].zh == "科技人员：4 → 8 分"
    assert staff.without.said.en == "not met, 58 points"
    assert research.how.zh == "真实发生并入账的研发费用达到 121 万元"
    assert rights.earns[0].en == "results (intellectual property): 6 → 24 points"
    assert first.proof.said.zh == "符合，62 分"
    assert first.ready_on == date(2027, 7, 25)


def test_persons_hired_are_employees_too():
    found = ways(employees=499, tech_staff=149, rd_expense_yuan=1_900_000, class2_ip=0)
    after = [found.problem.facts_after(route.counts) for route in found.routes]
    assert all(
        facts["employees"].known == 499 for facts in after if facts["tech_staff"].known == 149
    )
    one_more = found.problem.facts_after(
        [int(move.lever.fact == "tech_staff") for move in found.problem.moves]
    )
    assert (one_more["tech_staff"].known, one_more["employees"].known) == (150, 500)


def test_two_routes_never_work_on_the_same_set_of_facts():
    worked_on = [frozenset(step.fact for step in route.steps) for route in ways().routes]
    assert len(set(worked_on)) == len(worked_on) > 2


def test_fewer_routes_are_the_cheapest_of_more():
    assert ways(most=2).routes == ways(most=5).routes[:2]


def test_a_patent_cannot_be_had_in_nine_months_and_says_from_when():
    held = {one.fact: one for one in ways().held}
    assert held["class1_ip"].first == date(2028, 5, 25)
    assert "18 个月" in held["class1_ip"].reason.zh
    assert held["sales_revenue_yuan"].reason.en.startswith("sales are a result of business")
    later = ways(by=date(2028, 6, 1), most=9)
    assert any(step.fact == "class1_ip" for route in later.routes for step in route.steps)


def test_what_is_unknown_never_helps_and_is_listed_to_find_out():
    found = ways(class2_ip=None, valid_hnte=None)
    assert {reading.name for reading in found.to_find_out} == {"class2_ip", "valid_hnte"}
    assert found.routes
    steps = {step.fact for route in found.routes for step in route.steps}
    assert not steps & {"class2_ip", "valid_hnte"}
    for route in found.routes:
        after = found.problem.facts_after(route.counts)
        for known in (Fact(0), Fact(9)):
            assert outcome_of(found.problem.rule_set, after | {"class2_ip": known}) == "met"


def test_without_a_way_the_binding_condition_is_named_for_each_row():
    found = ways(resident_enterprise=False)
    assert found.routes == ()
    assert found.closed[0].label.en.startswith("at least 60 points")
    assert [bound.label.en for bound in found.closed[0].conditions] == ["resident enterprise"]
    assert found.closed[0].conditions[0].held[0].fact == "resident_enterprise"
    assert found.way_by is None


def test_without_a_way_the_best_total_within_the_limits_is_said():
    found = ways(by=date(2027, 1, 5), sales_revenue_yuan=100_000_000, rd_expense_yuan=0)
    bound = found.closed[0].conditions[0]
    assert bound.label.zh == "总分 ≥ 60 分"
    assert bound.best is not None
    assert bound.best.zh == "期限内最多 20 分"
    assert found.way_by == date(2027, 2, 25)
    assert ways(by=found.way_by, sales_revenue_yuan=100_000_000, rd_expense_yuan=0).routes


def test_an_unknown_gate_closes_every_way_and_is_named():
    found = ways(industry_allowed=None)
    assert found.routes == ()
    assert all(
        bound.unknown
        for way in found.closed
        for bound in way.conditions
        if bound.label.en.startswith("products and services")
    )
    assert [reading.name for reading in found.to_find_out] == ["industry_allowed"]


def test_what_clears_every_known_bar_is_shown_though_the_unknown_still_decides():
    found = ways(industry_allowed=None)
    assert (found.routes, found.is_open) == ((), False)
    assert [route.effort for route in found.opening] == [98, 99, 122, 202]
    for route in found.opening:
        after = found.problem.facts_after(route.counts)
        assert route.proof.outcome == "unknown"
        assert outcome_of(found.problem.rule_set, after | {"industry_allowed": Fact(True)}) == "met"
        no = outcome_of(found.problem.rule_set, after | {"industry_allowed": Fact(False)})
        assert no == "not_met"


def test_where_only_the_unknown_decides_already_that_is_said():
    found = ways(industry_allowed=None, rd_expense_yuan=2_000_000)
    assert (found.is_open, found.routes, found.opening) == (True, (), ())


def test_a_firm_on_the_rung_needs_no_route():
    found = ways(valid_hnte=True)
    assert found.is_there
    assert (found.routes, found.closed) == ((), ())


def test_the_countys_weights_change_the_order():
    facts = {n: Fact(v) for n, v in FIRM.items()}
    dear = Weight(Fraction(500), Fraction(50), 3, 30, Sentence("县定", "county"))
    book = efforts_in_force("enterprise", on=ON).with_weights({"tech_staff": dear})
    rules = rule_set("cn.tech_sme", on=ON)
    problem = pose(rules, facts, book, on=ON, by=date(2027, 8, 31), target="met")
    first = ways_up(problem, book).routes[0]
    assert [step.fact for step in first.steps] == ["rd_expense_yuan", "class2_ip"]
    assert first.effort == 99


@pytest.mark.parametrize(
    "weight",
    [
        Weight(Fraction(-1), Fraction(1), 1, 1, Sentence("", "")),
        Weight(Fraction(0), Fraction(0), 1, 1, Sentence("", "")),
        Weight(Fraction(0), Fraction(-1), 1, 1, Sentence("", "")),
        Weight(Fraction(0), Fraction(1), -1, 1, Sentence("", "")),
        Weight(Fraction(0), Fraction(1), 1, -1, Sentence("", "")),
    ],
)
def test_a_step_that_costs_nothing_or_less_is_refused(weight):
    book = efforts_in_force("enterprise", on=ON).with_weights({"class2_ip": weight})
    with pytest.raises(EffortOutOfRange):
        pose(
            rule_set("cn.tech_sme", on=ON),
            {n: Fact(v) for n, v in FIRM.items()},
            book,
            on=ON,
            by=date(2027, 8, 31),
        )


def test_a_route_that_the_rule_does_not_confirm_is_not_shown():
    problem = ways().problem
    with pytest.raises(NotProved):
        prove(problem, [0] * len(problem.moves))
    everything = [move.most for move in problem.moves]
    assert problem.is_reached(everything)
    with pytest.raises(NotProved):
        prove(problem, everything)


def test_days_and_outcomes_that_make_no_sense_are_refused():
    with pytest.raises(DayPassed):
        ways(by=ON)
    rules, book = rule_set("cn.tech_sme", on=ON), efforts_in_force("enterprise", on=ON)
    facts = {n: Fact(v) for n, v in FIRM.items()}
    with pytest.raises(NoSuchOutcome) as refused:
        pose(rules, facts, book, on=ON, by=date(2027, 8, 31), target="mett")
    assert "met" in refused.value.said.en
    there = facts | {"valid_hnte": Fact(True)}
    assert pose(rules, there, book, on=ON, by=date(2027, 8, 31)).is_reached([0, 0, 0])
    with pytest.raises(NoEfforts):
        efforts_in_force("project", on=ON)
    with pytest.raises(NoEfforts):
        efforts_in_force("enterprise", on=date(2020, 1, 1))


def test_what_can_be_neither_translated_nor_tabulated_is_refused_plainly(monkeypatch):
    monkeypatch.setattr("jigai.domain.gap.tables.LARGEST_TABLE", 3)
    rules = rule_set("cn.tech_sme", on=ON)
    staff = rules.criteria[0]
    measure = rules.criteria[0].scales[0].measure
    twice = replace(measure, operation="*", left=measure, right=measure)
    scale = replace(staff.scales[0], measure=replace(measure, left=twice, right=twice))
    odd = replace(rules, criteria=(replace(staff, scales=(scale,)), *rules.criteria[1:]))
    huge = {"employees": 10**6 + 7, "tech_staff": 90_001}
    facts = {n: Fact(v) for n, v in (FIRM | huge).items()}
    book = efforts_in_force("enterprise", on=ON)
    with pytest.raises(NotExact) as refused:
        ways_up(pose(odd, facts, book, on=ON, by=date(2027, 8, 31), target="met"), book)
    assert "组合" in refused.value.said.zh


def test_the_months_of_a_patent_are_calendar_months():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_between(ON, months_after(ON, 18)) == 18
    assert months_between(date(2026, 8, 31), date(2027, 2, 27)) == 5


def test_the_shipped_efforts_speak_of_every_fact_that_a_scorecard_asks():
    (book,) = [one for one in shipped_efforts() if one.subject == "enterprise"]
    spoken = {lever.fact for lever in book.levers} | {one.fact for one in book.unmoved}
    assert set(rule_set("cn.tech_sme", on=ON).fact_names()) <= spoken
