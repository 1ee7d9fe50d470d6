"""The best selection, found and proved by a solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ortools.sat.python import cp_model

from jigai.domain.portfolio.candidates import Candidate
from jigai.domain.portfolio.rules import PortfolioRules
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MOST_WORK = 60.0
"""In the solver's own deterministic seconds, so that an answer never hangs on the machine."""
PART = 20
"""So many projects are put in order by one objective, well within the solver's numbers."""


class PortfolioNotSolved(Refusal):
    code = "portfolio.not_solved"
    message = Sentence(
        "在限定的计算量内没有算完，不给出未经证明的方案。",
        "This was not solved within the limit of work; no unproved selection is given.",
    )
    remedy = Sentence("请减少备选项目或约束后再试。", "Try with fewer projects or constraints.")


class Kind(StrEnum):
    """The kinds of constraint."""

    BUDGET = "budget"
    DIRECTION = "direction"
    AREA = "area"
    FIRM = "firm"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint by its kind and what it is about: an industry, a township, a project."""

    kind: Kind
    about: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Chosen projects with their points and grants together."""

    ids: frozenset[int]
    points: int
    grant_fen: int


@dataclass(frozen=True, slots=True)
class Variation:
    """What is different from the rules as set, for one question."""

    extra_budget_fen: int = 0
    without: frozenset[Constraint] = frozenset()
    inside: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()
    apart_from: tuple[frozenset[int], ...] = ()
    points: int | None = None


AS_SET = Variation()


@dataclass
class Search:
    """The selections of one set of candidates under one set of rules."""

    candidates: Sequence[Candidate]
    rules: PortfolioRules
    by_id: Mapping[int, Candidate] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {one.id: one for one in self.candidates}

    def constraints(self) -> tuple[Constraint, ...]:
        """All that are in force, in the order in which they are told."""
        firms = [Constraint(Kind.FIRM)] if self.rules.most_per_firm else []
        return (
            Constraint(Kind.BUDGET),
            *(Constraint(Kind.DIRECTION, one) for one in self.rules.least_by_direction),
            *(Constraint(Kind.AREA, one) for one in self.rules.least_by_area),
            *firms,
            *(Constraint(Kind.MUST, str(one)) for one in sorted(self.rules.must)),
        )

    def best_points(self, variation: Variation = AS_SET) -> int | None:
        """The most points that a selection can have; ``None`` when none is possible."""
        model, chosen = self._model(variation)
        found = self._solved(model, chosen, {i: -self.by_id[i].points for i in chosen})
        return None if found is None else self._selection(found).points

    def best(self, variation: Variation = AS_SET) -> Selection | None:
        """The selection with the most points; of equals the cheapest, then the earliest projects.

        Raises:
            PortfolioNotSolved: as named.
        """
        points = self.best_points(variation) if variation.points is None else variation.points
        if points is None:
            return None
        model, chosen = self._model(variation)
        model.add(_sum(chosen, {i: self.by_id[i].points for i in chosen}) == points)
        costs = {i: self.by_id[i].grant_fen for i in chosen}
        found = self._solved(model, chosen, costs)
        if found is None:
            return None
        model.add(_sum(chosen, costs) <= sum(costs[i] for i in found))
        ids = sorted(chosen)
        for start in range(0, len(ids), PART):
            part = ids[start : start + PART]
            order = {i: -(2 ** (len(part) - place)) for place, i in enumerate(part)}
            found = self._solved(model, chosen, order)
            if found is None:
                raise PortfolioNotSolved
            for i in part:
                model.add(chosen[i] == int(i in found))
        return self._selection(found)

    def _selection(self, ids: frozenset[int]) -> Selection:
        taken = [self.by_id[i] for i in ids]
        return Selection(ids, sum(c.points for c in taken), sum(c.grant_fen for c in taken))

    def _model(self, variation: Variation) -> tuple[cp_model.CpModel, dict[int, cp_model.IntVar]]:
        model = cp_model.CpModel()
        chosen = {one.id: model.new_bool_var(str(one.id)) for one in self.candidates}
        for constraint in self.constraints():
            if constraint not in variation.without:
                self._require(model, chosen, constraint, variation.extra_budget_fen)
        _vary(model, chosen, variation)
        return model, chosen

    def _require(
        self,
        model: cp_model.CpModel,
        chosen: Mapping[int, cp_model.IntVar],
        constraint: Constraint,
        extra_fen: int,
    ) -> None:
        rules, about = self.rules, constraint.about
        match constraint.kind:
            case Kind.BUDGET:
                costs = {one.id: one.grant_fen for one in self.candidates}
                model.add(_sum(chosen, costs) <= rules.budget_fen + extra_fen)
            case Kind.DIRECTION:
                ids = [one.id for one in self.candidates if one.project.direction == about]
                model.add(_count(chosen, ids) >= rules.least_by_direction[about])
            case Kind.AREA:
                ids = [one.id for one in self.candidates if one.project.area == about]
                model.add(_count(chosen, ids) >= rules.least_by_area[about])
            case Kind.FIRM:
                for ids in self._of_firms():
                    model.add(_count(chosen, ids) <= rules.most_per_firm)
            case Kind.MUST:
                model.add(_count(chosen, [int(about)]) >= 1)

    def _of_firms(self) -> Iterable[list[int]]:
        firms: dict[str, list[int]] = defaultdict(list)
        for one in self.candidates:
            firms[one.project.firm].append(one.id)
        return firms.values()

    def _solved(
        self,
        model: cp_model.CpModel,
        chosen: Mapping[int, cp_model.IntVar],
        costs: Mapping[int, int],
    ) -> frozenset[int] | None:
        model.minimize(_sum(chosen, costs))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = MOST_WORK
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise PortfolioNotSolved
        return frozenset(i for i, variable in chosen.items() if solver.value(variable))


def _vary(
    model: cp_model.CpModel, chosen: Mapping[int, cp_model.IntVar], variation: Variation
) -> None:
    for i in variation.inside:
        model.add(_count(chosen, [i]) >= 1)
    for i in variation.outside:
        model.add(_count(chosen, [i]) <= 0)
    for ids in variation.apart_from:
        same = [chosen[i] if i in ids else chosen[i].negated() for i in chosen]
        model.add(cp_model.LinearExpr.sum(same) <= len(same) - 1)


def _sum(chosen: Mapping[int, cp_model.IntVar], weights: Mapping[int, int]) -> cp_model.LinearExprT:
    ids = list(weights)
    return cp_model.LinearExpr.weighted_sum([chosen[i] for i in ids], [weights[i] for i in ids])


def _count(chosen: Mapping[int, cp_model.IntVar], ids: Iterable[int]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.sum([chosen[i] for i in ids if i in chosen])
