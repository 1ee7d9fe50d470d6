"""Every shipped rule about enterprises: its own cases, with the shipped levers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import prod

import pytest

from jigai.domain.gap.problem import NoGrades, pose
from jigai.domain.gap.read_efforts import efforts_in_force
from jigai.domain.gap.solve import RouteSearch
from jigai.domain.gap.ways import ways_up
from jigai.domain.rules.rulebook import Edition, shipped
from tests.domain.gap.exhaustive import every_route

ON, BY = date(2026, 11, 25), date(2028, 11, 25)
MOST_TRIED = 1_500
EDITIONS = [one for one in shipped().editions if one.rule_set.subject == "enterprise"]
GRADED = [e for e in EDITIONS if any(o.rank is not None for o in e.rule_set.outcomes)]
NAMES = [f"{edition.rule_set.id} {edition.rule_set.valid_from}" for edition in GRADED]


@pytest.mark.parametrize("edition", GRADED, ids=NAMES)
def test_each_case_is_there_or_has_proved_ways_or_is_told_what_binds(edition: Edition):
    book = efforts_in_force("enterprise", on=ON)
    for case in edition.cases:
        found = ways_up(pose(edition.rule_set, case.facts, book, on=ON, by=BY), book, most=3)
        assert found.is_there or found.routes or found.closed, case.name
        for route in found.routes:
            assert found.problem.is_reached(route.counts), case.name


@pytest.mark.parametrize("edition", GRADED, ids=NAMES)
def test_on_a_coarse_grid_each_case_has_exactly_the_routes_that_trying_everything_finds(
    edition: Edition,
):
    book = efforts_in_force("enterprise", on=ON)
    few = replace(book, levers=tuple(replace(x, most_a_year=1) for x in book.levers))
    for case in edition.cases:
        problem = pose(edition.rule_set, case.facts, few, on=ON, by=BY)
        start = [0] * len(problem.moves)
        tried = prod(move.most + 1 for move in problem.moves)
        if not problem.is_reached(start) and tried <= MOST_TRIED:
            assert RouteSearch(problem).routes(99) == every_route(problem), case.name


def test_cards_for_review_by_hand_have_no_way_up_and_say_so():
    book = efforts_in_force("enterprise", on=ON)
    ungraded = [edition for edition in EDITIONS if edition not in GRADED]
    assert ungraded
    for edition in ungraded:
        with pytest.raises(NoGrades):
            pose(edition.rule_set, {}, book, on=ON, by=BY)
