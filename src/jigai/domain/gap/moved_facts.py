"""The facts of a problem as expressions over how often each lever is pulled."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from jigai.domain.gap.integers import Affine, Truth, negated, plus
from jigai.domain.gap.spans import ONE, Answer, Ratio
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.nodes import Condition, FactName, Points, Total, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jigai.domain.gap.integers import IntegerModel, Pull
    from jigai.domain.gap.problem import GapProblem, Move
    from jigai.domain.rules.nodes import Expression
    from jigai.domain.rules.rule_set import Criterion


@dataclass(slots=True)
class MovedFacts:
    """Which levers are free, and what each fact then is.

    Args:
        pulls: the variables of each move; ``None`` where the lever is left at rest.
    """

    problem: GapProblem
    model: IntegerModel
    pulls: Sequence[Pull | None]
    _of_node: dict[int, tuple[Expression, frozenset[int]]] = field(default_factory=dict)

    def free(self) -> frozenset[int]:
        return frozenset(place for place, pull in enumerate(self.pulls) if pull is not None)

    def movers(self, name: str) -> Iterator[tuple[int, Move, Pull]]:
        """The free levers that move a fact, also those that carry it."""
        if self.problem.facts.get(name, Fact(None)).known is None:
            return
        for place, (move, pull) in enumerate(zip(self.problem.moves, self.pulls, strict=True)):
            if pull is not None and name in {move.lever.fact, *move.lever.carries}:
                yield place, move, pull

    def levers_in(self, node: Expression) -> frozenset[int]:
        """The free levers on which the value of an expression depends."""
        key = id(node)
        if key not in self._of_node:
            found: set[int] = set()
            for part in walk(node):
                found |= self._levers_at(part)
            self._of_node[key] = node, frozenset(found)
        return self._of_node[key][1]

    def _levers_at(self, node: Expression) -> frozenset[int]:
        rule_set = self.problem.rule_set
        match node:
            case FactName(name=name):
                return frozenset(place for place, _, _ in self.movers(name))
            case Condition(name=name):
                return self.levers_in(rule_set.trigger(name).when)
            case Points(criterion=name):
                return self.levers_of(next(c for c in rule_set.criteria if c.name == name))
            case Total():
                return frozenset().union(*(self.levers_of(c) for c in rule_set.criteria))
            case _:
                return frozenset()

    def levers_of(self, criterion: Criterion) -> frozenset[int]:
        parts = [part for step in criterion.steps for part in (step.when, step.points)]
        parts += [criterion.applies_when, *criterion.scored()]
        return frozenset().union(*(self.levers_in(part) for part in parts))

    def number(self, name: str) -> Ratio:
        """A known number with everything that the levers add to it."""
        known = Fraction(self.problem.facts[name].known or 0)
        movers = list(self.movers(name))
        parts = [_added(move) for _, move, _ in movers]
        under = lcm(known.denominator, *(end.denominator for part in parts for end in part))
        over = Affine(int(known * under))
        for (_, _, pull), (slope, first) in zip(movers, parts, strict=True):
            terms = [(pull.count, int(slope * under)), (pull.used, int(first * under))]
            over = plus(over, Affine(0, tuple(sorted((v, f) for v, f in terms if f))))
        return Ratio(over, ONE if under == 1 else Affine(under))

    def flag(self, name: str) -> Answer:
        """A known flag that a lever may set."""
        used = [self.model.is_count_in(pull, [(1, pull.most)]) for _, _, pull in self.movers(name)]
        known = bool(self.problem.facts[name].known)
        yes = self.model.some([known, *used])
        return Answer(yes, negated(yes))

    def choice(self, name: str) -> dict[str, Truth]:
        """Each value that a known choice can come to have, and when it has it."""
        for _, move, pull in self.movers(name):
            counts = range(pull.most + 1)
            return {str(move.value(n)): self.model.is_count_in(pull, [(n, n)]) for n in counts}
        return {str(self.problem.facts[name].known): True}


def _added(move: Move) -> tuple[Fraction, Fraction]:
    """What each step adds, and what the first one adds beside (it goes to a whole step)."""
    first, second = move.by(1), move.by(2)
    return second - first, first - (second - first)
