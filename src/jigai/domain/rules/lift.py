"""What would lift an outcome: the least change of one fact, solved exactly and proved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from jigai.domain.rules.cases import Boundary, boundaries_of
from jigai.domain.rules.evaluate import outcome_of
from jigai.domain.rules.facts import FactType
from jigai.domain.rules.nodes import Compare, Extremum, Number, walk
from jigai.domain.rules.ranges import combine
from jigai.domain.rules.situation import Situation
from jigai.domain.rules.wording import value_in_words
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jigai.domain.rules.facts import Fact, FactDeclaration
    from jigai.domain.rules.rule_set import RuleSet

Known = bool | str | Fraction
ROUNDS = 4
NOTHING = Fraction(0)
LIFTED = Sentence("{how}，则为{badge}（{word}）", "{how}: then {badge} ({word})")


@dataclass(frozen=True, slots=True)
class Lift:
    """One fact changed alone, and the better outcome that the rule then gives."""

    fact: str
    value: bool | str | Fraction
    outcome: str
    sentence: Sentence


def what_would_lift(rule_set: RuleSet, facts: Mapping[str, Fact]) -> tuple[Lift, ...]:
    """For each fact that work can change: the least change that gives a better outcome.

    Each was found by solving where a comparison flips and proved by evaluating anew. Facts that
    alone cannot lift the outcome are left out; an outcome without rank gives nothing.
    """
    if rule_set.outcome(outcome_of(rule_set, facts)).rank is None:
        return ()
    search = _Search(rule_set, facts)
    found = (search.lift(rule_set.facts[name]) for name in rule_set.fact_names())
    return tuple(lift for lift in found if lift is not None)


class _Search:
    def __init__(self, rule_set: RuleSet, facts: Mapping[str, Fact]) -> None:
        self.rule_set, self.facts = rule_set, facts
        self.rank = rule_set.outcome(outcome_of(rule_set, facts)).rank or 0
        self.differences = _differences(rule_set)

    def lift(self, declaration: FactDeclaration) -> Lift | None:
        fact = self.facts.get(declaration.name)
        if not declaration.better or fact is None or fact.known is None:
            return None
        value: bool | str | Fraction | None
        match declaration.type:
            case FactType.NUMBER:
                value = self._number(declaration, Fraction(fact.known))
            case FactType.FLAG:
                value = self._first_better(declaration, [declaration.better == "higher"])
            case FactType.CHOICE:
                names = [name for name, _ in declaration.choices]
                later = names[names.index(str(fact.known)) + 1 :]
                value = self._first_better(declaration, later)
        return None if value is None else self._said(declaration, value)

    def _said(self, declaration: FactDeclaration, value: Known) -> Lift:
        outcome = self.rule_set.outcome(self._outcome(declaration, value))
        how = declaration.lift.format(value=value_in_words(declaration, value))
        sentence = LIFTED.format(how=how, badge=outcome.badge, word=outcome.word)
        return Lift(declaration.name, value, outcome.name, sentence)

    def _with(self, declaration: FactDeclaration, value: Known) -> dict[str, Fact]:
        name = declaration.name
        return {**self.facts, name: replace(self.facts[name], value=value)}

    def _outcome(self, declaration: FactDeclaration, value: Known) -> str:
        return outcome_of(self.rule_set, self._with(declaration, value))

    def _is_better(self, declaration: FactDeclaration, value: Known) -> bool:
        rank = self.rule_set.outcome(self._outcome(declaration, value)).rank
        return rank is not None and rank > self.rank

    def _first_better(
        self, declaration: FactDeclaration, values: Sequence[bool | str]
    ) -> bool | str | None:
        return next((value for value in values if self._is_better(declaration, value)), None)

    def _number(self, declaration: FactDeclaration, now: Fraction) -> Fraction | None:
        """Go outwards from knot to knot; between two knots no comparison flips."""
        higher = declaration.better == "higher"
        end = declaration.at_most if higher else declaration.at_least
        if end is None or (end <= now if higher else end >= now):
            return None
        knots = self._knots(declaration, now, end)
        for near, far in pairwise(knots):
            middle = (near + far) / 2
            for value, exact in ((middle, near), (far, far)):
                if self._is_better(declaration, value):
                    return self._on_grid(declaration, exact, far, higher=higher)
        return None

    def _on_grid(
        self, declaration: FactDeclaration, exact: Fraction, far: Fraction, *, higher: bool
    ) -> Fraction:
        """The nearest value that counts in whole steps, if the rule agrees; else an exact one."""
        step = declaration.step if higher else -declaration.step
        whole = -(-exact // step) * step
        for value in (whole, whole + step, far):
            if self._is_better(declaration, value):
                return value
        return (exact + far) / 2

    def _knots(self, declaration: FactDeclaration, now: Fraction, end: Fraction) -> list[Fraction]:
        """Every value between where a comparison may flip, in order from now to the end."""
        knots = {now, end}
        for _ in range(ROUNDS):
            inner = sorted(knots)
            more = {
                root
                for low, high in pairwise(inner)
                for root in self._roots(declaration, low, high)
            }
            if more <= knots:
                break
            knots |= more
        return sorted(knots, reverse=end < now)

    def _roots(self, declaration: FactDeclaration, low: Fraction, high: Fraction) -> list[Fraction]:
        """Where a difference is 0 on a stretch on which it is a straight line."""
        first, second = low + (high - low) / 3, high - (high - low) / 3
        here = Situation(self.rule_set, self._with(declaration, first))
        there = Situation(self.rule_set, self._with(declaration, second))
        found = []
        for boundary in self.differences:
            at_first, at_second = (_difference(boundary, s) for s in (here, there))
            if at_first is None or at_second is None or at_first == at_second:
                continue
            root = first - at_first * (second - first) / (at_second - at_first)
            if low < root < high:
                found.append(root)
        return found


def _difference(boundary: Boundary, situation: Situation) -> Fraction | None:
    left, right = situation.amount(boundary.left), situation.amount(boundary.right)
    apart = combine("-", left, right)
    return apart if isinstance(apart, Fraction) else None


def _differences(rule_set: RuleSet) -> tuple[Boundary, ...]:
    """Where the outcome may bend or jump: comparisons, bands, smallest and largest, limits."""
    found = list(boundaries_of(rule_set))
    for expression in rule_set.expressions():
        for node in walk(expression):
            if isinstance(node, Compare) and node.sign in {"==", "!="}:
                found.append(Boundary(node.left, node.right, NOTHING))
            if isinstance(node, Extremum):
                found += [Boundary(node.of[0], other, NOTHING) for other in node.of[1:]]
    for criterion in rule_set.criteria:
        if criterion.formula is not None:
            limits = (NOTHING, criterion.weight)
            found += [Boundary(criterion.formula, Number(end), NOTHING) for end in limits]
    return tuple(dict.fromkeys(found))
