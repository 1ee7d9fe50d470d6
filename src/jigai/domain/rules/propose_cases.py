"""Cases for the sides of boundaries that have none, worked out for the author to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from jigai.domain.rules.cases import side_of
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.rules.ranges import combine
from jigai.domain.rules.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jigai.domain.rules.case_review import MissingCase
    from jigai.domain.rules.cases import Boundary, Case
    from jigai.domain.rules.rule_set import Outcome, RuleSet

WHOLE_UNITS = frozenset({"fen", "person", "day", "month", "year", "count"})
PLACES = 6
PULLS = (Fraction(1), Fraction(1, 2), Fraction(1, 10))
"""How far into the step beside a boundary a value is looked for."""


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """A situation on the missing side; the outcome is what the draft gives and is to be confirmed.

    ``facts`` are those that differ from the usual situation.
    """

    missing: MissingCase
    facts: dict[str, Fact]
    outcome: Outcome
    total: tuple[Fraction, Fraction] | None


def propose_cases(
    rule_set: RuleSet, cases: tuple[Case, ...], missing: tuple[MissingCase, ...]
) -> tuple[ProposedCase, ...]:
    """One proposal for each missing side for which moving one fact of a case gives one.

    Each is proved: it lies on its side. Sides for which two facts would have to move together are
    left to the author.
    """
    found = (_proposal(rule_set, cases, one) for one in missing)
    return tuple(one for one in found if one is not None)


def _proposal(
    rule_set: RuleSet, cases: tuple[Case, ...], missing: MissingCase
) -> ProposedCase | None:
    usual = cases[0].facts if cases else {}
    for case in cases:
        for name, value in _candidates(rule_set, case.facts, missing):
            facts = {**case.facts, name: Fact(value)}
            if side_of(missing.boundary, Situation(rule_set, facts)) != missing.side:
                continue
            verdict = evaluate(rule_set, facts)
            own = {key: fact for key, fact in facts.items() if usual.get(key) != fact}
            return ProposedCase(missing, own, rule_set.outcome(verdict.outcome), verdict.total)
    return None


def _candidates(
    rule_set: RuleSet, facts: Mapping[str, Fact], missing: MissingCase
) -> Iterator[tuple[str, int | Decimal]]:
    """Values of one fact that may put the case on the side, where the difference is a line."""
    for name in rule_set.fact_names():
        declaration, fact = rule_set.facts[name], facts.get(name)
        if declaration.type is not FactType.NUMBER or fact is None or fact.known is None:
            continue
        now = Fraction(fact.known)
        for pull in PULLS if missing.side else PULLS[:1]:
            wanted = missing.side * pull * missing.boundary.step
            exact = _solved(rule_set, facts, missing.boundary, (name, now), wanted)
            if exact is not None and _is_within(exact, declaration.at_least, declaration.at_most):
                for value in _writable(exact, is_whole=declaration.unit in WHOLE_UNITS):
                    yield name, value


def _solved(
    rule_set: RuleSet,
    facts: Mapping[str, Fact],
    boundary: Boundary,
    moved: tuple[str, Fraction],
    wanted: Fraction,
) -> Fraction | None:
    """Where the difference is as wanted, by the line through two values of the fact."""
    name, now = moved
    far = now + max(abs(now) / 100, Fraction(1, 100))
    here, there = (
        _apart(boundary, Situation(rule_set, {**facts, name: Fact(value)})) for value in (now, far)
    )
    if here is None or there is None or here == there:
        return None
    return now + (wanted - here) * (far - now) / (there - here)


def _apart(boundary: Boundary, situation: Situation) -> Fraction | None:
    apart = combine("-", situation.amount(boundary.left), situation.amount(boundary.right))
    return apart if isinstance(apart, Fraction) else None


def _is_within(value: Fraction, low: Fraction | None, high: Fraction | None) -> bool:
    return value >= (low or 0) and (high is None or value <= high)


def _writable(exact: Fraction, *, is_whole: bool) -> Iterator[int | Decimal]:
    """The value as a file can hold it: itself when that ends, else the nearest below and above."""
    if exact.denominator == 1:
        yield int(exact)
        return
    places = 0 if is_whole else PLACES
    below = Fraction(floor(exact * 10**places), 10**places)
    for value in (below, below + Fraction(1, 10**places)):
        yield int(value) if value.denominator == 1 else _decimal(value)


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
