"""One portfolio told by hand: grants, points, what binds, what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jigai.domain.portfolio.candidates import Bar, ReserveProject, candidates
from jigai.domain.portfolio.propose import (
    MOST_EXPLAINED,
    MustBarred,
    MustUnknown,
    NoSelection,
    constraint_label,
    propose,
)
from jigai.domain.portfolio.rules import (
    Grant,
    GrantBase,
    MustAndNever,
    PointsFormula,
    PortfolioRules,
    RuleOutOfRange,
)
from jigai.domain.portfolio.solve import Constraint, Kind

MILLION = 100_000_000
RULES = PortfolioRules(
    budget_fen=MILLION,
    grant=Grant(GrantBase.EQUIPMENT, 1000, 60_000_000),
    points=PointsFormula(basic=1, per_million=1, by_direction={"sports": 4}),
    stages=frozenset({"reserve"}),
)


def project(
    number: int, *, firm="", direction="electrical", area="north", stage="reserve", millions=5
):
    amount = None if millions is None else millions * MILLION
    return ReserveProject(
        number, firm or f"f{number}", direction, area, "smart", stage, None, amount
    )


def test_a_grant_is_the_rate_up_to_the_cap_and_points_are_a_sum_with_its_parts():
    [one], _ = candidates([project(1, direction="sports", millions=9)], RULES)
    assert one.grant_fen == 60_000_000
    assert [(term.label.zh, term.points) for term in one.terms] == [
        ("基本分", 1),
        ("设备投资每满 100 万元（9 个）", 9),
        ("产业方向", 4),
    ]
    assert one.points == 14


def test_a_project_that_cannot_be_chosen_is_named_with_its_bar():
    rules = replace(RULES, never=frozenset({1}))
    projects = [
        project(1),
        project(2, stage="started"),
        project(3, millions=None),
        project(4, millions=0),
    ]
    _, barred = candidates(projects, rules)
    assert barred == {1: Bar.NEVER, 2: Bar.STAGE, 3: Bar.AMOUNT_UNKNOWN, 4: Bar.NO_GRANT}


def test_the_budget_binds_and_the_next_million_is_solved_anew():
    found = propose([project(1), project(2), project(3, millions=4)], RULES)
    assert found.selection.ids == {1, 2}
    assert [(b.constraint.kind, b.gain) for b in found.binding] == [(Kind.BUDGET, 5)]
    assert found.gain_of_next_million == 5
    assert [line.loss for line in found.lines] == [1, 1, 1]


def test_of_two_from_one_firm_one_is_left_out_and_the_equal_choice_is_named():
    found = propose([project(1, firm="a"), project(2, firm="a")], RULES)
    assert found.selection.ids == {1}
    assert [one.ids for one in found.equals] == [frozenset({2})]
    assert Constraint(Kind.FIRM) in {b.constraint for b in found.binding}


def test_a_must_project_is_in_at_any_stage_and_keeps_its_firm_s_other_out():
    rules = replace(RULES, must=frozenset({2}))
    found = propose(
        [project(1, firm="a"), project(2, firm="a", stage="started", millions=1)], rules
    )
    assert found.selection.ids == {2}
    assert found.lines[0].loss is None
    assert found.lines[0].stops == (Constraint(Kind.FIRM), Constraint(Kind.MUST, "2"))


def test_minima_that_cannot_be_kept_are_refused_with_what_would_help():
    rules = replace(RULES, least_by_area={"south": 1})
    with pytest.raises(NoSelection, match="乡镇“south”的最少项目数"):
        propose([project(1)], rules)
    with pytest.raises(NoSelection, match="须同时放宽几项"):
        propose([project(1)], replace(rules, least_by_direction={"sports": 1}))


@pytest.mark.parametrize(
    ("rules", "refusal"),
    [
        (replace(RULES, must=frozenset({9})), MustUnknown),
        (replace(RULES, must=frozenset({3})), MustBarred),
        (replace(RULES, must=frozenset({1}), never=frozenset({1})), MustAndNever),
        (replace(RULES, budget_fen=0), RuleOutOfRange),
        (replace(RULES, grant=Grant(GrantBase.TOTAL, 10_001, 1)), RuleOutOfRange),
        (replace(RULES, points=PointsFormula(basic=10**7)), RuleOutOfRange),
        (replace(RULES, least_by_area={"north": -1}), RuleOutOfRange),
        (replace(RULES, most_per_firm=10**6), RuleOutOfRange),
    ],
)
def test_rules_that_cannot_be_meant_are_refused(rules, refusal):
    with pytest.raises(refusal):
        propose([project(1), project(3, millions=None)], rules)


def test_with_very_many_projects_the_reasons_say_that_they_were_not_tried():
    found = propose([project(n, millions=n % 7 + 1) for n in range(1, MOST_EXPLAINED + 2)], RULES)
    assert not any(line.is_tried for line in found.lines)
    assert found.selection.grant_fen <= RULES.budget_fen


def test_a_constraint_is_named_with_what_it_is_about():
    assert constraint_label(Constraint(Kind.AREA, "x"), "崔口镇").zh == "乡镇“崔口镇”的最少项目数"
