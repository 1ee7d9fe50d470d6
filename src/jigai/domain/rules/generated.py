"""The generated function of a rule set, made once, with the operations that its text calls.

They are those of the plain reading (``ranges``, ``situation``) over pairs: ``None`` and a range
where a number is unknown, else numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from jigai.domain.rules import ranges
from jigai.domain.rules.generate import Text, text_of
from jigai.domain.rules.ranges import ANYTHING, Amount, Range
from jigai.domain.rules.situation import ZERO, check_facts, on_bands, sum_of

if TYPE_CHECKING:
    from jigai.domain.rules.facts import Fact, FactDeclaration
    from jigai.domain.rules.nodes import Operation, Sign
    from jigai.domain.rules.rule_set import Band, RuleSet

Split = tuple[int | None, Any]  # numerator and denominator, or None and a range
Record = Callable[[Mapping[str, "Fact"], "RuleSet"], tuple[int, bool, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Form:
    """The function of a rule set, and where in its record each part stands."""

    record: Record
    text: Text


def form_of(rule_set: RuleSet) -> Form:
    """The generated form, made at the first call and kept with the rule set."""
    kept = rule_set.memory.get(("form", id(rule_set)))
    if kept is None:
        kept = rule_set.memory["form", id(rule_set)] = rule_set, _made(rule_set)
    form: Form = kept[1]
    return form


def _made(rule_set: RuleSet) -> Form:
    text = text_of(rule_set)
    names = OPERATIONS | text.values
    exec(compile(text.source, f"<{rule_set.id}>", "exec"), names)  # noqa: S102 - see ``generate``
    record: Record = names["record"]
    return Form(record, text)


def joined(n: int | None, d: Any) -> Amount:
    """A pair as an amount."""
    amount: Amount = d if n is None else Fraction(n, d)
    return amount


def split(amount: Amount) -> Split:
    """An amount as a pair."""
    if isinstance(amount, Range):
        return None, amount
    return amount.numerator, amount.denominator


def exact(
    fact: Fact, declaration: FactDeclaration, rule_set: RuleSet, facts: Mapping[str, Fact]
) -> Split:
    """A known number with its unit seen; what does not fit is refused in the order of the facts."""
    value = fact.value
    if fact.unit and fact.unit != declaration.unit:
        check_facts(rule_set, facts)
    kind = type(value)
    if kind is Decimal or kind is int:
        return value.as_integer_ratio()  # type: ignore[union-attr] # both have it
    if kind is not Fraction:
        check_facts(rule_set, facts)
    return split(Fraction(value))  # type: ignore[arg-type] # the check refuses what is no number


def combined(operation: Operation, n: int | None, d: Any, m: int | None, e: Any) -> Split:
    return split(ranges.combine(operation, joined(n, d), joined(m, e)))


def compared(sign: Sign, n: int | None, d: Any, m: int | None, e: Any) -> bool | None:
    return ranges.compare(sign, joined(n, d), joined(m, e))


def least(pairs: Sequence[Split]) -> Split:
    return split(ranges.least_of([joined(n, d) for n, d in pairs]))


def greatest(pairs: Sequence[Split]) -> Split:
    return split(ranges.greatest_of([joined(n, d) for n, d in pairs]))


def hull(pairs: Sequence[Split]) -> Split:
    return split(ranges.hull_of([joined(n, d) for n, d in pairs]))


def floored(amount: Range) -> Split:
    return split(ranges.whole_below(amount))


def banded(bands: tuple[Band, ...], measured: Range) -> Split:
    return split(on_bands(bands, measured))


def kept(n: int | None, d: Any, m: int | None, e: Any) -> Split:
    return split(ranges.kept_within(joined(n, d), joined(m, e)))


def clamped(amount: Range, weight: Fraction) -> Split:
    return split(ranges.least_of([ranges.greatest_of([amount, ZERO]), weight]))


def options(steps: Sequence[tuple[bool | None, int | None, Any]], n: int | None, d: Any) -> Split:
    """The points that may count, the first step that surely holds being the last of them."""
    found: list[Amount] = []
    for holds, m, e in steps:
        if holds is not False:
            found.append(joined(m, e))
        if holds:
            break
    else:
        found.append(joined(n, d))
    return split(ranges.hull_of(found))


def summed(
    weights: Sequence[Fraction], scored: Sequence[tuple[bool | None, int | None, Any]]
) -> Split:
    parts = [(a, w, joined(n, d)) for w, (a, n, d) in zip(weights, scored, strict=True)]
    return split(sum_of(parts))


OPERATIONS: dict[str, Any] = {
    one.__name__: one
    for one in (
        *(check_facts, exact, combined, compared, least, greatest, hull),
        *(floored, banded, kept, clamped, options, summed),
    )
} | {"ANYTHING": ANYTHING}
