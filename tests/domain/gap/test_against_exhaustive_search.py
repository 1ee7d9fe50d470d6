"""The solver's routes and every route found by trying everything, compared one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from jigai.domain.gap.levers import EffortBook, Lever
from jigai.domain.gap.problem import GapProblem, pose
from jigai.domain.gap.routes import prove
from jigai.domain.gap.solve import RouteSearch
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.sentence import Sentence
from tests.domain.gap.exhaustive import every_route
from tests.domain.gap.generated import Generator

BLOCK = 125
ALL = 99
ON, BY = date(2026, 11, 25), date(2027, 11, 25)
SAID = Sentence("{value}", "{value}")


@pytest.mark.parametrize("block", range(16))
def test_two_thousand_generated_rules_have_exactly_the_routes_that_trying_everything_finds(block):
    with_routes = 0
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        problem = Generator(seed).problem()
        expected = every_route(problem)
        assert RouteSearch(problem).routes(ALL) == expected, seed
        with_routes += any(any(steps) for steps in expected)
    assert with_routes > BLOCK * 4 // 5


@pytest.mark.parametrize("block", range(4))
def test_routes_after_which_only_the_unknown_decides_are_those_that_trying_everything_finds(block):
    with_routes = 0
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        problem = replace(Generator(seed).problem(), is_open=True)
        expected = every_route(problem)
        assert RouteSearch(problem).routes(ALL) == expected, seed
        with_routes += any(any(steps) for steps in expected)
    assert with_routes > BLOCK // 2


def _lever(fact: str, step: int, most: int, r: Random, carries: tuple[str, ...] = ()) -> Lever:
    return Lever(
        fact=fact,
        higher=True,
        how=SAID,
        step=Fraction(step),
        effort_fixed=Fraction(r.randint(1, 5)),
        effort_per_step=Fraction(r.randint(1, 20)),
        lead_months=0,
        most_a_year=most,
        carries=carries,
        at_most_of=None,
        basis=SAID,
    )


def _small_firm(seed: int) -> GapProblem:
    """A firm near the borders of the technology-oriented SME, on a coarse grid."""
    r = Random(seed)
    sales = r.choice((3_000_000, 10_000_000, 41_234_567))
    facts: dict[str, object] = {
        "employees": r.choice((20, 45, Fraction(245, 4), 497)),
        "tech_staff": r.choice((1, 4, 9, Fraction(37, 4))),
        "sales_revenue_yuan": sales,
        "rd_expense_yuan": sales * r.randint(0, 5) // 100,
        "cost_expense_yuan": sales * 9 // 10,
        "total_assets_yuan": 20_000_000,
        "class1_ip": 0,
        "class2_ip": r.randint(0, 3),
        "resident_enterprise": r.random() < 0.95,
        "audited_accounts": r.random() < 0.7,
        "industry_allowed": True,
        "no_serious_breach": True,
        "valid_hnte": False,
        "national_award_top3": False,
        "provincial_rd_body": False,
        "led_standard": False,
    }
    if r.random() < 0.3:
        facts[r.choice(sorted(facts))] = None
    levers = (
        _lever("tech_staff", 2, 4, r, ("employees",)),
        _lever("rd_expense_yuan", sales // 100, 4, r, ("cost_expense_yuan",)),
        _lever("class1_ip", 1, 1, r),
        _lever("class2_ip", 1, 3, r),
        _lever("audited_accounts", 1, 1, r),
    )
    book = EffortBook("enterprise", ON, SAID, levers, ())
    known = {name: Fact(value) for name, value in facts.items()}
    return pose(rule_set("cn.tech_sme", on=ON), known, book, on=ON, by=BY, target="met")


@pytest.mark.parametrize("block", range(4))
def test_small_firms_before_the_shipped_scorecard_have_exactly_those_routes(block):
    several = 0
    for seed in range(block * 40, (block + 1) * 40):
        problem = _small_firm(seed)
        expected = every_route(problem)
        found = RouteSearch(problem).routes(ALL)
        assert found == expected, seed
        assert [prove(problem, steps).proof.outcome for steps in found] == ["met"] * len(found)
        several += len(expected) > 1
    assert several > 10
