"""What holds for one subject: the values of expressions, exact and three-valued.

This is the plain reading of an expression; ``generate`` writes a faster one of the same meaning.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, assert_never

from jigai.domain.refusal import Refusal
from jigai.domain.rules import ranges
from jigai.domain.rules.facts import Fact, FactDeclaration, FactType
from jigai.domain.rules.nodes import (
    All,
    AnyOf,
    Arithmetic,
    Choose,
    Compare,
    Condition,
    Expression,
    Extremum,
    FactName,
    Flag,
    Floor,
    Not,
    Number,
    Parameter,
    Points,
    Text,
    Total,
)
from jigai.domain.rules.ranges import ANYTHING, Amount, Range, high_of, low_of
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rule_set import Band, Criterion, RuleSet, Scale
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ZERO = Fraction(0)
MISSING = Fact(None)
Known = Amount | str | bool | None
Answer = bool | None


class FactUndeclared(Refusal):
    code = "rules.fact_undeclared"
    message = Sentence(
        "没有登记名为“{name}”的指标。{near}", "No fact is declared as “{name}”. {near}"
    )


class FactOfWrongKind(Refusal):
    code = "rules.fact_of_wrong_kind"
    message = Sentence(
        "指标“{label}”的值 {value} 不合登记的类型或单位（{expected}）。",
        "The value {value} of “{label}” does not fit its declared type or unit ({expected}).",
    )


class Situation:
    """The facts of one subject under one rule set.

    Unknown numbers are ranges, unknown conditions ``None``; ``and``, ``or`` and ``not`` follow
    Kleene: unknown only where the known parts do not decide.

    Raises:
        FactUndeclared, FactOfWrongKind: on a name or a value that the declarations do not know.
    """

    def __init__(self, rule_set: RuleSet, facts: Mapping[str, Fact]) -> None:
        self.rule_set, self.facts = rule_set, facts
        check_facts(rule_set, facts)
        self.parameters = {t.name: t.value for t in rule_set.thresholds}
        self.criteria = {c.name: c for c in rule_set.criteria}
        self.conditions: dict[str, bool | None] = {}
        self.points: dict[str, Amount] = {}

    def value(self, node: Expression) -> Known:
        """The value of any expression; ``None`` for an unknown text or condition."""
        match node:
            case Arithmetic(operation=operation, left=left, right=right):
                return ranges.combine(operation, self.amount(left), self.amount(right))
            case Extremum(which=which, of=parts):
                amounts = [self.amount(part) for part in parts]
                return ranges.least_of(amounts) if which == "min" else ranges.greatest_of(amounts)
            case Floor(of=inner):
                return ranges.whole_below(self.amount(inner))
            case Choose():
                return self._chosen(node)
            case Flag() | Condition() | Compare() | All() | AnyOf() | Not():
                return self._truth(node)
            case _:
                return self._leaf(node)

    def _chosen(self, node: Choose) -> Amount:
        holds = self.holds(node.when)
        if holds is None:
            return ranges.hull_of([self.amount(node.then), self.amount(node.otherwise)])
        return self.amount(node.then if holds else node.otherwise)

    def _leaf(self, node: FactName | Parameter | Number | Text | Points | Total) -> Known:
        value: Known
        match node:
            case FactName(name=name):
                value = self._fact(name)
            case Parameter(name=name):
                value = self.parameters[name]
            case Number(value=number):
                value = number
            case Text(value=text):
                value = text
            case Points(criterion=name):
                value = self.points_of(self.criteria[name])
            case Total():
                value = self.total
            case _:
                assert_never(node)
        return value

    def amount(self, node: Expression) -> Amount:
        value = self.value(node)
        return value if isinstance(value, Fraction | Range) else ANYTHING

    def holds(self, node: Expression) -> bool | None:
        value = self.value(node)
        return value if isinstance(value, bool) else None

    def _truth(self, node: Flag | Condition | Compare | All | AnyOf | Not) -> bool | None:
        match node:
            case Flag(value=flag):
                return flag
            case Condition(name=name):
                if name not in self.conditions:
                    self.conditions[name] = self.holds(self.rule_set.trigger(name).when)
                return self.conditions[name]
            case Compare(left=left, right=right):
                return _compared(node, self.value(left), self.value(right))
            case All(of=parts):
                return every(self.holds(part) for part in parts)
            case AnyOf(of=parts):
                return opposite(every(opposite(self.holds(part)) for part in parts))
            case Not(of=inner):
                return opposite(self.holds(inner))
            case _:
                assert_never(node)

    def _fact(self, name: str) -> Known:
        known = self.facts.get(name, MISSING).known
        if known is None and self.rule_set.facts[name].type is FactType.NUMBER:
            return ANYTHING
        return known

    def applies(self, criterion: Criterion) -> bool | None:
        return self.holds(criterion.applies_when)

    def points_of(self, criterion: Criterion) -> Amount:
        """The points, kept between 0 and the weight; a range where something is unknown."""
        if criterion.name not in self.points:
            amount = ranges.hull_of(self._options(criterion))
            above = ranges.greatest_of([amount, ZERO])
            self.points[criterion.name] = ranges.least_of([above, criterion.weight])
        return self.points[criterion.name]

    def _options(self, criterion: Criterion) -> Iterable[Amount]:
        for step in criterion.steps:
            holds = self.holds(step.when)
            if holds is not False:
                yield self.amount(step.points)
            if holds:
                return
        if criterion.formula is not None:
            yield self.amount(criterion.formula)
            return
        amount: Amount = Range(ZERO, criterion.weight)
        if criterion.scales:
            amount = ranges.greatest_of([self.points_on(scale) for scale in criterion.scales])
        if criterion.given is not None:
            amount = ranges.kept_within(amount, self.amount(criterion.given))
        yield amount

    def points_on(self, scale: Scale) -> Amount:
        """The points of one scale; a range where the measure is not known or experts decide."""
        return on_bands(scale.bands, self.amount(scale.measure))

    @cached_property
    def total(self) -> Amount:
        """The sum, with the weight of what does not apply given to the rest."""
        return sum_of(
            [(self.applies(c), c.weight, self.points_of(c)) for c in self.rule_set.criteria]
        )


def check_facts(rule_set: RuleSet, facts: Mapping[str, Fact]) -> None:
    """See that every fact is declared, with a value of its type and unit.

    Raises:
        FactUndeclared, FactOfWrongKind: the first in the order of the facts.
    """
    for name, fact in facts.items():
        if name not in rule_set.facts:
            raise FactUndeclared(name=name, near=nearest(name, rule_set.facts))
        _check_fact(rule_set.facts[name], fact)


def on_bands(bands: tuple[Band, ...], measured: Amount) -> Amount:
    """The points that the bands of a scale give to a measure."""
    low, high = low_of(measured), high_of(measured)
    found: list[Amount] = []
    for band in bands:
        if band.at_least is None or high is None or high >= band.at_least:
            found.append(ranges.between(band.points, band.most))
        if band.at_least is not None and low is not None and low >= band.at_least:
            break
    return ranges.hull_of(found)


def sum_of(scored: Sequence[tuple[bool | None, Fraction, Amount]]) -> Amount:
    """The sum of criteria (applies, weight, points): whatever may apply is tried both ways."""
    choices = [(True, False) if applies is None else (applies,) for applies, _, _ in scored]
    weight = sum((w for _, w, _ in scored), ZERO)
    sums = [
        _sum([(w, p) for (_, w, p), used in zip(scored, chosen, strict=True) if used], weight)
        for chosen in product(*choices)
    ]
    return ranges.hull_of(sums)


def _sum(parts: list[tuple[Fraction, Amount]], weight: Fraction) -> Amount:
    used = sum((w for w, _ in parts), ZERO)
    if not used:
        return Range(ZERO, weight)
    amount: Amount = ZERO
    for _, points in parts:
        amount = ranges.combine("+", amount, points)
    return ranges.combine("*", amount, weight / used)


def every(answers: Iterable[bool | None]) -> bool | None:
    """Kleene's "and": one no decides; without a no, one unknown leaves it open."""
    found = set(answers)
    if False in found:
        return False
    return None if None in found else True


def opposite(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _compared(node: Compare, left: Known, right: Known) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, Fraction | Range) and isinstance(right, Fraction | Range):
        return ranges.compare(node.sign, left, right)
    return (left == right) is (node.sign == "==")


def _check_fact(declaration: FactDeclaration, fact: Fact) -> None:
    known = fact.known
    if known is None:
        return
    match declaration.type:
        case FactType.NUMBER:
            fits = isinstance(known, Fraction) and fact.unit in {"", declaration.unit}
            expected: object = declaration.unit
        case FactType.FLAG:
            fits, expected = isinstance(known, bool), "true/false"
        case FactType.CHOICE:
            names = [name for name, _ in declaration.choices]
            fits, expected = known in names, ", ".join(names)
    if not fits:
        raise FactOfWrongKind(label=declaration.label, value=fact.value, expected=expected)
