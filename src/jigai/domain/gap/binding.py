"""Why there is no way within the limits: the conditions that bind, and the best they come to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from jigai.domain.gap.integers import IntegerModel, Literal, NotTranslatable, multiplied
from jigai.domain.gap.moved_facts import MovedFacts
from jigai.domain.gap.solve import MOST_WORK, NotSolved
from jigai.domain.gap.translate import Translation
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.nodes import (
    ALWAYS,
    All,
    AnyOf,
    Compare,
    Condition,
    Expression,
    FactName,
    Not,
    Points,
    Total,
    walk,
)
from jigai.domain.rules.wording import in_words, number_in_words, unit_of
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jigai.domain.gap.problem import GapProblem, Held
    from jigai.domain.gap.spans import Ratio
    from jigai.domain.rules.rule_set import Row, RuleSet

AT_MOST = Sentence("期限内最多 {value}", "at most {value} by that day")
AT_LEAST = Sentence("期限内最少 {value}", "at least {value} by that day")


@dataclass(frozen=True, slots=True)
class Binding:
    """One condition that cannot come to hold, alone or together with the others of its way.

    ``best`` says how near the limits let it come; ``unknown`` are the facts that must first be
    found out; ``held`` are the facts in it that do not move by the day.
    """

    label: Sentence
    best: Sentence | None
    unknown: tuple[Sentence, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class ClosedWay:
    """One row by which the outcome could be had, and what stands against it.

    ``is_joint``: each condition could hold alone, not all together.
    """

    label: Sentence
    conditions: tuple[Binding, ...]
    is_joint: bool


def closed_ways(problem: GapProblem) -> tuple[ClosedWay, ...]:
    """For each row that gives the outcome: the conditions that keep it from being decisive."""
    search = _Search(problem)
    rows = enumerate(problem.rule_set.all_rows())
    ways = (search.way(row, place) for place, row in rows if row.outcome in problem.targets)
    return tuple(way for way in ways if way.conditions)


class _Search:
    def __init__(self, problem: GapProblem) -> None:
        self.problem, self.model = problem, IntegerModel()
        pulls = [self.model.pull(move.most) for move in problem.moves]
        self.translation = Translation(MovedFacts(problem, self.model, pulls))

    def way(self, row: Row, place: int) -> ClosedWay:
        before = self.problem.rule_set.all_rows()[:place]
        against = [r.when for r in before if r.outcome not in self.problem.targets]
        wanted = [*(Not(when) for when in against), row.when]
        parts = list(dict.fromkeys(part for when in wanted for part in _conjuncts(when)))
        alone = [part for part in parts if not self._is_possible([part])]
        joint = [] if alone else self._smallest_clash(parts)
        return ClosedWay(row.label, tuple(self._binding(p) for p in alone or joint), bool(joint))

    def _smallest_clash(self, parts: list[Expression]) -> list[Expression]:
        """Conditions that cannot all hold, none of which can be left out; in order."""
        if self._is_possible(parts):
            return []
        kept = list(parts)
        for part in parts:
            rest = [one for one in kept if one is not part]
            if not self._is_possible(rest):
                kept = rest
        return kept

    def _is_possible(self, parts: Sequence[Expression]) -> bool:
        truth = self.model.every(self.translation.holds(part).yes for part in parts)
        if not isinstance(truth, Literal):
            return truth
        model = self.model.cp.clone()
        model.add_bool_or([self.model.literal(truth)])
        return _solved(model) is not None

    def _binding(self, part: Expression) -> Binding:
        rule_set = self.problem.rule_set
        names = list(dict.fromkeys(facts_behind(part, rule_set)))
        facts = self.problem.facts
        unknown = [n for n in names if facts.get(n, Fact(None)).known is None]
        held = [one for one in self.problem.held if one.fact in names and one.fact not in unknown]
        return Binding(
            _label(part, rule_set),
            self._best(part),
            tuple(rule_set.facts[name].label for name in unknown),
            tuple(held),
        )

    def _best(self, part: Expression) -> Sentence | None:
        """How far the measured side can come, where it is a number with a fixed limit."""
        node = (
            self.problem.rule_set.trigger(part.name).when if isinstance(part, Condition) else part
        )
        if not isinstance(node, Compare) or node.sign in {"==", "!="}:
            return None
        if self.translation.moved.levers_in(node.right):
            return None
        is_high = node.sign in {">", ">="}
        try:
            span = self.translation.amount(node.left)
            best = self._extreme(span.low if is_high else span.high, is_high=is_high)
        except NotTranslatable:
            return None
        if best is None:
            return None
        unit = unit_of(node.left, self.problem.rule_set)
        return (AT_MOST if is_high else AT_LEAST).format(value=number_in_words(best, unit))

    def _extreme(self, ratio: Ratio | None, *, is_high: bool) -> Fraction | None:
        if ratio is None or ratio.under.terms:
            return None
        under = ratio.under.constant
        if not ratio.over.terms:
            return Fraction(ratio.over.constant, under)
        model = self.model.cp.clone()
        model.minimize(self.model.linear(multiplied(ratio.over, -1 if is_high else 1)))
        found = _solved(model)
        return None if found is None else Fraction(-found if is_high else found, under)


def _solved(model: cp_model.CpModel) -> int | None:
    """The objective (0 without one) of a proved solution; ``None`` when there is none."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = MOST_WORK
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise NotSolved
    return round(solver.objective_value) if model.has_objective() else 0


def _conjuncts(node: Expression) -> Iterator[Expression]:
    """The conditions that must all hold, opposites turned inwards; always-true ones left out."""
    match node:
        case All(of=parts):
            for part in parts:
                yield from _conjuncts(part)
        case Not(of=AnyOf(of=parts)):
            for part in parts:
                yield from _conjuncts(Not(part))
        case Not(of=Not(of=inner)):
            yield from _conjuncts(inner)
        case Not(of=All(of=parts)):
            yield AnyOf(tuple(Not(part) for part in parts))
        case _ if node != ALWAYS:
            yield node


def _label(node: Expression, rule_set: RuleSet) -> Sentence:
    return (
        rule_set.trigger(node.name).label
        if isinstance(node, Condition)
        else in_words(node, rule_set)
    )


def facts_behind(node: Expression, rule_set: RuleSet) -> Iterator[str]:
    """The facts that a condition asks, also through points, the total and other conditions."""
    for part in walk(node):
        match part:
            case FactName(name=name):
                yield name
            case Condition(name=name):
                yield from facts_behind(rule_set.trigger(name).when, rule_set)
            case Points(criterion=name):
                yield from _behind_points(name, rule_set)
            case Total():
                for criterion in rule_set.criteria:
                    yield from _behind_points(criterion.name, rule_set)
            case _:
                pass


def _behind_points(name: str, rule_set: RuleSet) -> Iterator[str]:
    criterion = next(c for c in rule_set.criteria if c.name == name)
    parts = [part for step in criterion.steps for part in (step.when, step.points)]
    for part in [criterion.applies_when, *parts, *criterion.scored()]:
        yield from facts_behind(part, rule_set)
