"""The ways up of one subject: where it stands, the routes, what is held, what to find out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from jigai.domain.gap.binding import ClosedWay, closed_ways
from jigai.domain.gap.problem import GapProblem, Held, months_after, pose
from jigai.domain.gap.routes import Proof, Route, proof_of, prove
from jigai.domain.gap.solve import RouteSearch
from jigai.domain.rules.evaluate import evaluate

if TYPE_CHECKING:
    from jigai.domain.gap.levers import EffortBook
    from jigai.domain.rules.rule_set import Outcome
    from jigai.domain.rules.verdict import Reading

MOST_ROUTES = 5
LATER = (12, 24, 36)
"""Months beyond the day asked for, at which a way is looked for when there is none by then."""


@dataclass(frozen=True, slots=True)
class WaysUp:
    """The answer to one problem.

    Args:
        now: what the rule gives today; ``is_there`` when that is enough already.
        routes: proved, least effort first; empty when there is no way within the limits.
        held: the facts that do not move by the day, each with its reason.
        to_find_out: the unknown facts that leave something open; no route rests on them.
        closed: when there is no route, what stands against each row that would give the outcome.
        way_by: when there is no route, the first later day tried by which there is one.
        is_open: without a route: nothing known stands against the outcome, the unknown decides.
        opening: without a route: the routes after which that is so.
    """

    problem: GapProblem
    target: Outcome
    now: Proof
    is_there: bool
    routes: tuple[Route, ...]
    held: tuple[Held, ...]
    to_find_out: tuple[Reading, ...]
    closed: tuple[ClosedWay, ...]
    way_by: date | None
    is_open: bool
    opening: tuple[Route, ...]


def ways_up(problem: GapProblem, book: EffortBook, *, most: int = MOST_ROUTES) -> WaysUp:
    """Solve a problem and prove every route.

    Args:
        book: the one with which it was posed, for the look beyond the day.

    Raises:
        NotExact, NotSolved, NotProved: as named; no unproved route is ever returned.
    """
    verdict = evaluate(problem.rule_set, problem.facts)
    is_there = verdict.outcome in problem.targets
    found = [] if is_there else RouteSearch(problem).routes(most)
    is_closed = not is_there and not found
    opening = replace(problem, is_open=True)
    is_open = is_closed and opening.accepts(verdict)
    clearing = RouteSearch(opening).routes(most) if is_closed and not is_open else []
    return WaysUp(
        problem,
        problem.target,
        proof_of(verdict),
        is_there,
        tuple(prove(problem, steps) for steps in found),
        problem.held,
        verdict.missing,
        closed_ways(problem) if is_closed else (),
        _way_by(problem, book) if is_closed else None,
        is_open,
        tuple(prove(opening, steps) for steps in clearing if verdict.missing),
    )


def _way_by(problem: GapProblem, book: EffortBook) -> date | None:
    later = {months_after(problem.by, months) for months in LATER}
    later |= {one.first for one in problem.held if one.first is not None}
    for day in sorted(day for day in later if day > problem.by):
        again = pose(
            problem.rule_set,
            problem.facts,
            book,
            on=problem.on,
            by=day,
            target=problem.target.name,
        )
        if RouteSearch(again).routes(1):
            return day
    return None
