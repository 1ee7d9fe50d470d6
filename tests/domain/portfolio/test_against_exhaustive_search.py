"""The proposal is the one that trying everything finds, with every figure beside it."""

from __future__ import annotations

import random
from dataclasses import replace

from jigai.domain.portfolio.candidates import candidates
from jigai.domain.portfolio.propose import MOST_EQUALS, NoSelection, propose
from jigai.domain.portfolio.rules import MILLION_YUAN_FEN
from tests.domain.portfolio.exhaustive import every_selection, random_case, value

CASES = 520


def best_of(able, rules):
    found = every_selection(able, rules)
    return max((sum(c.points for c in taken) for taken in found), default=None)


def test_the_best_selection_of_many_small_cases_is_found():
    draw, solved, equal, none = random.Random(7), 0, 0, 0
    for _ in range(CASES):
        projects, rules = random_case(draw)
        able, _barred = candidates(projects, rules)
        every = every_selection(able, rules)
        try:
            found = propose(projects, rules)
        except NoSelection:
            assert every == []
            none += 1
            continue
        points = best_of(able, rules)
        best = [taken for taken in every if sum(c.points for c in taken) == points]
        cheapest = min(sum(c.grant_fen for c in taken) for taken in best)
        assert (found.selection.points, found.selection.grant_fen) == (points, cheapest)
        first = min(best, key=value)
        assert found.selection.ids == {c.id for c in first}
        assert len(found.equals) == min(len(best) - 1, MOST_EQUALS)
        assert found.has_more == (len(best) - 1 > MOST_EQUALS)
        richer = replace(rules, budget_fen=rules.budget_fen + MILLION_YUAN_FEN)
        assert found.next_million.points == best_of(able, richer)
        solved, equal = solved + 1, equal + (len(best) > 1)
    assert solved >= 400
    assert equal >= 30
    assert none >= 20


def test_the_reason_of_each_project_is_what_turning_it_round_would_cost():
    draw, stopped = random.Random(11), 0
    for _ in range(60):
        projects, rules = random_case(draw, most=6)
        able, barred = candidates(projects, rules)
        every = every_selection(able, rules)
        if not every:
            continue
        found = propose(projects, rules)
        for line in found.lines:
            if line.project.id in barred:
                assert (line.bar, line.is_in) == (barred[line.project.id], False)
                continue
            turned = [t for t in every if (line.project.id in {c.id for c in t}) != line.is_in]
            points = max((sum(c.points for c in t) for t in turned), default=None)
            assert line.loss == (None if points is None else found.selection.points - points)
            stopped += bool(line.stops)
    assert stopped >= 10
