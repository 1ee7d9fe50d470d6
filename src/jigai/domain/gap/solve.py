"""The least-effort routes of a problem, several and distinct, each found and proved optimal."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from jigai.domain.gap.integers import (
    ZERO,
    Affine,
    IntegerModel,
    Literal,
    Pull,
    Truth,
    negated,
    plus,
)
from jigai.domain.gap.moved_facts import MovedFacts
from jigai.domain.gap.reach import is_possible, is_reached
from jigai.domain.gap.translate import Translation
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jigai.domain.gap.problem import GapProblem

Steps = tuple[int, ...]
MOST_WORK = 60.0
"""In the solver's own deterministic seconds, so that an answer never hangs on the machine."""


class NotSolved(Refusal):
    code = "ways.not_solved"
    message = Sentence(
        "这道题在限定的计算量内没有算完，不给出未经证明的路径。",
        "This was not solved within the limit of work; no unproved route is given.",
    )
    remedy = Sentence(
        "请把目标日期提前，或放大步长后再试。", "Choose an earlier day or larger steps."
    )


class RouteSearch:
    """The routes of one problem, cheapest first.

    A route reaches the outcome, and without any one of its steps does not. Two routes are
    distinct when they pull different sets of levers; of each set only the cheapest counts.
    Equal efforts are ordered by fewer levers, then by fewer steps of the earlier levers.

    Raises:
        NotExact, NotSolved: as named.
    """

    def __init__(self, problem: GapProblem) -> None:
        self.problem, self.model = problem, IntegerModel()
        self.pulls = [self.model.pull(move.most) for move in problem.moves]
        self._require(self._reached(self.pulls))
        for place, pull in enumerate(self.pulls):
            rest: list[Pull | None] = list(self.pulls)
            rest[place] = None
            unused = Literal(pull.used, is_positive=False)
            self._require(self.model.some([unused, negated(self._reached(rest))]))

    def routes(self, most: int) -> list[Steps]:
        """At most so many routes; none when nothing within the limits reaches the outcome."""
        found: list[Steps] = []
        while len(found) < most and (steps := self._next()) is not None:
            found.append(steps)
            self._require(self._differs_from(steps))
        return found

    def _reached(self, pulls: Sequence[Pull | None]) -> Truth:
        moved = MovedFacts(self.problem, self.model, pulls)
        wanted = is_possible if self.problem.is_open else is_reached
        return wanted(Translation(moved), self.problem.targets)

    def _require(self, truth: Truth) -> None:
        if isinstance(truth, Literal):
            self.model.cp.add_bool_or([self.model.literal(truth)])
        elif not truth:
            self.model.cp.add_bool_or([])

    def _differs_from(self, steps: Steps) -> Truth:
        pairs = zip(self.pulls, steps, strict=True)
        return self.model.some(Literal(pull.used, is_positive=not n) for pull, n in pairs)

    def _next(self) -> Steps | None:
        effort = self._effort()
        first = self._least(self.model.cp, effort)
        if first is None:
            return None
        known = self._value(effort, first)
        tied = self.model.cp.clone()
        tied.add(self.model.linear(effort) <= known)
        for order in self._orders(known):
            best = self._least(tied, order)
            if best is None:
                raise NotSolved
            first = best
            tied.add(self.model.linear(order) <= self._value(order, best))
        return first

    def _effort(self) -> Affine:
        levers = [move.lever for move in self.problem.moves]
        weights = [w for lever in levers for w in (lever.effort_fixed, lever.effort_per_step)]
        self.scale = lcm(*(weight.denominator for weight in weights))
        effort = ZERO
        for pull, lever in zip(self.pulls, levers, strict=True):
            used, count = lever.effort_fixed * self.scale, lever.effort_per_step * self.scale
            terms = [(pull.count, int(count)), (pull.used, int(used))]
            effort = plus(effort, Affine(0, tuple(term for term in terms if term[1])))
        return effort

    def _value(self, affine: Affine, steps: Steps) -> int:
        known = {pull.count: n for pull, n in zip(self.pulls, steps, strict=True)}
        known |= {pull.used: int(n > 0) for pull, n in zip(self.pulls, steps, strict=True)}
        return affine.constant + sum(factor * known[variable] for variable, factor in affine.terms)

    def _orders(self, effort: int) -> list[Affine]:
        """What decides between equal efforts: levers used, then the steps, lever by lever.

        As many levers as the solver's numbers can carry go into one expression.
        """
        orders: list[Affine] = []
        order = ZERO
        for pull in self.pulls:
            order = plus(order, Affine(0, ((pull.used, 1),)))
        room = len(self.pulls) + 1
        for pull, move in zip(self.pulls, self.problem.moves, strict=True):
            weight = move.lever.effort_per_step * self.scale
            most = min(pull.most, int(Fraction(effort) / weight)) if weight else pull.most
            if room * (most + 1) > ROOM:
                orders.append(order)
                order, room = ZERO, 1
            order = plus(Affine(0, ((pull.count, 1),)), order, most + 1)
            room *= most + 1
        return [*orders, order] if order.terms else orders

    def _least(self, model: cp_model.CpModel, objective: Affine) -> Steps | None:
        """The steps with the least of an expression, proved; ``None`` when there are none."""
        model.minimize(self.model.linear(objective))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = MOST_WORK
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise NotSolved
        return tuple(solver.value(self.model.variables[pull.count]) for pull in self.pulls)


ROOM = 2**50
"""The largest weight of an order of several levers; well within what the solver counts."""
