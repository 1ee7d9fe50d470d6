"""Boundary cases: situations with expected outcomes, and proof that every boundary has three."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.rules.document import read_document
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.nodes import ORDERED, Compare, Number, Parameter, walk
from jigai.domain.rules.ranges import combine
from jigai.domain.rules.refusals import (
    BoundaryWithoutCase,
    CaseFails,
    NameUnknown,
    PartWithoutCase,
    ValueOfWrongKind,
    nearest,
)
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.situation import MISSING, FactOfWrongKind, Situation
from jigai.domain.rules.steps import usual_step
from jigai.domain.rules.wording import in_words, number_in_words, unit_of
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jigai.domain.rules.document import Table
    from jigai.domain.rules.nodes import Expression
    from jigai.domain.rules.ranges import Amount
    from jigai.domain.rules.refusals import RuleFileRefused

SIDES = (
    Sentence("刚好低于", "just under"),
    Sentence("等于", "on"),
    Sentence("刚好高于", "just over"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One situation: what is known, and what must come out."""

    name: str
    facts: dict[str, Fact]
    outcome: str
    total: tuple[Fraction, Fraction] | None
    line: int


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where an answer flips: two numbers meet. ``step`` is how near a case must lie."""

    left: Expression
    right: Expression
    step: Fraction


def read_cases(text: str, *, file: str, rule_set: RuleSet) -> tuple[Case, ...]:
    """The cases of a rule set.

    Raises:
        RuleFileRefused: with file and line.
    """
    root = read_document(text, file=file)
    usual = _facts(root.table("usual"), rule_set)
    cases = tuple(_case(table, usual, rule_set) for table in root.tables("case"))
    root.finish()
    return cases


def _case(table: Table, usual: dict[str, Fact], rule_set: RuleSet) -> Case:
    facts = dict(usual)
    if table.has("facts"):
        facts |= _facts(table.table("facts"), rule_set)
    for key in ("missing", "stale"):
        for name in _names(table, key, rule_set):
            value = None if key == "missing" else facts.get(name, MISSING).value
            facts[name] = Fact(value, is_stale=key == "stale")
    outcome = table.text("outcome")
    known = [o.name for o in rule_set.outcomes]
    if outcome not in known:
        raise table.refuse(NameUnknown, "outcome", name=outcome, near=nearest(outcome, known))
    case = Case(
        table.text("name"),
        facts,
        outcome,
        table.interval("total") if table.has("total") else None,
        table.line(),
    )
    table.finish()
    return case


def _names(table: Table, key: str, rule_set: RuleSet) -> list[str]:
    names = table.names(key)
    for name in names:
        if name not in rule_set.facts:
            raise table.refuse(NameUnknown, key, name=name, near=nearest(name, rule_set.facts))
    return names


def _facts(table: Table, rule_set: RuleSet) -> dict[str, Fact]:
    found = {}
    for name, value in table.values.items():
        if name not in rule_set.facts:
            raise table.refuse(NameUnknown, name, name=name, near=nearest(name, rule_set.facts))
        if not isinstance(value, bool | str | int | Decimal):
            expected = Sentence("单个值", "a single value")
            raise table.refuse(ValueOfWrongKind, name, key=name, expected=expected)
        if not isinstance(value, bool | str):
            table.number(name)  # refuses what is no number, or one without measure
        found[name] = Fact(value)
    return found


def check_cases(rule_set: RuleSet, cases: tuple[Case, ...], *, file: str) -> None:
    """Run every case, and see that each boundary, row and outcome has its cases.

    Raises:
        CaseFails, PartWithoutCase, BoundaryWithoutCase: the first fault, with file and line; it
            carries the others.
    """
    faults = list(_faults(rule_set, cases, file))
    if faults:
        faults[0].others = tuple(faults[1:])
        raise faults[0]


def _faults(rule_set: RuleSet, cases: tuple[Case, ...], file: str) -> Iterator[RuleFileRefused]:
    decided, sound = set(), []
    for case in cases:
        try:
            decided.add(_run(rule_set, case, file))
        except CaseFails as fault:
            yield fault
        else:
            sound.append(case)
    for row in rule_set.all_rows():
        if row.name not in decided:
            yield PartWithoutCase(file=file, line=1, part=row.label)
    situations = [Situation(rule_set, case.facts) for case in sound]
    amounts = _Amounts(situations)
    for boundary in boundaries_of(rule_set):
        sides = {
            _side(left, right, boundary.step)
            for left, right in zip(
                amounts.of(boundary.left), amounts.of(boundary.right), strict=True
            )
        }
        yield from _boundary_faults(boundary, sides, rule_set if situations else None, file)


def _run(rule_set: RuleSet, case: Case, file: str) -> str:
    try:
        verdict = evaluate(rule_set, case.facts)
    except FactOfWrongKind as fault:
        raise CaseFails(
            file=file, line=case.line, case=case.name, expected=case.outcome, found=fault.said
        ) from None
    found: object = verdict.outcome
    expected: object = case.outcome
    if found == expected and case.total is not None:
        found, expected = verdict.total, case.total
    if found != expected:
        raise CaseFails(file=file, line=case.line, case=case.name, expected=expected, found=found)
    return verdict.decided_by


def boundaries_of(rule_set: RuleSet) -> tuple[Boundary, ...]:
    """Every ordered comparison and every lower bound of a band, each once."""
    found = dict.fromkeys(_comparisons(rule_set))
    return tuple(dict.fromkeys((*found, *_bands(rule_set))))


def _comparisons(rule_set: RuleSet) -> Iterator[Boundary]:
    for expression in rule_set.expressions():
        for node in walk(expression):
            if isinstance(node, Compare) and node.sign in ORDERED:
                yield Boundary(node.left, node.right, _step(node, rule_set))


def _bands(rule_set: RuleSet) -> Iterator[Boundary]:
    for scale in (scale for criterion in rule_set.criteria for scale in criterion.scales):
        unit = unit_of(scale.measure, rule_set)
        for band in scale.bands:
            if band.at_least is not None:
                limit = Number(band.at_least, unit)
                yield Boundary(scale.measure, limit, usual_step(unit or "count"))


def _step(node: Compare, rule_set: RuleSet) -> Fraction:
    """The smallest step of the thresholds compared with, else the usual one of the unit."""
    unit = unit_of(node.left, rule_set) or unit_of(node.right, rule_set) or "count"
    named = [rule_set.threshold(p.name) for p in walk(node) if isinstance(p, Parameter)]
    return min((t.step for t in named if t.unit == unit), default=usual_step(unit))


class _Amounts:
    """Each number in every situation, worked out once: the bands of a scale share their measure."""

    def __init__(self, situations: list[Situation]) -> None:
        self.situations = situations
        self.kept: dict[Expression, list[Amount]] = {}

    def of(self, node: Expression) -> list[Amount]:
        found = self.kept.get(node)
        if found is None:
            found = self.kept[node] = [situation.amount(node) for situation in self.situations]
        return found


def _boundary_faults(
    boundary: Boundary, sides: set[int | None], rule_set: RuleSet | None, file: str
) -> Iterator[RuleFileRefused]:
    for side, words in zip((-1, 0, 1), SIDES, strict=True):
        if side not in sides:
            yield BoundaryWithoutCase(
                file=file, line=1, boundary=boundary_in_words(boundary, rule_set), side=words
            )


def side_of(boundary: Boundary, situation: Situation) -> int | None:
    """On which side a situation lies: -1, 0 or 1; ``None`` where it lies farther than a step."""
    left, right = situation.amount(boundary.left), situation.amount(boundary.right)
    return _side(left, right, boundary.step)


def _side(left: Amount, right: Amount, step: Fraction) -> int | None:
    apart = combine("-", left, right)
    if not isinstance(apart, Fraction) or abs(apart) > step:
        return None
    return (apart > 0) - (apart < 0)


def boundary_in_words(boundary: Boundary, rule_set: RuleSet | None) -> Sentence:
    """The two numbers that meet; a bare limit is said with its unit."""
    if rule_set is None:
        return Sentence("（没有样例）", "(no cases)")
    right = boundary.right
    limit = (
        number_in_words(right.value, right.unit)
        if isinstance(right, Number)
        else in_words(right, rule_set)
    )
    text = "{left} ↔ {limit}"
    return Sentence(text, text).format(left=in_words(boundary.left, rule_set), limit=limit)
