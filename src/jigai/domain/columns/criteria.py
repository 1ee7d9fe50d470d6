"""Criteria to columns: steps, bands, experts' points, the total with its redistributed weights."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import lcm
from typing import TYPE_CHECKING

from jigai.domain.columns.amounts import Amount, between, known
from jigai.domain.columns.forms import Exact, Form, constant
from jigai.domain.columns.nodes import Filled, Truth, Whole
from jigai.domain.columns.truths import (
    NO,
    YES,
    denied,
    every_of,
    held,
    is_open,
    may_be_unknown,
    may_hold,
    refuted,
    some_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jigai.domain.columns.expressions import Expressions
    from jigai.domain.columns.nodes import Node
    from jigai.domain.rules.rule_set import Band, Criterion, Scale


def lower_criteria(expressions: Expressions) -> dict[str, Node]:
    """Points and total become known to the expressions; whether each criterion applies."""
    criteria = expressions.rule_set.criteria
    applies: dict[str, Node] = {}
    for criterion in criteria:
        answer = expressions.holds(criterion.applies_when)
        applies[criterion.name] = expressions.keep_truth(answer, f"applies_{criterion.name}")
        points = _points(expressions, criterion)
        expressions.points[criterion.name] = expressions.keep_amount(
            points, f"points_{criterion.name}"
        )
    if criteria:
        total = _total(expressions, [applies[c.name] for c in criteria])
        expressions.total = expressions.keep_amount(total, "total")
    return applies


def _points(expressions: Expressions, criterion: Criterion) -> Amount:
    """The points, kept between 0 and the weight."""
    amounts = expressions.amounts
    found = _unstepped(expressions, criterion)
    for step in reversed(criterion.steps):
        points = expressions.amount(step.points)
        found = amounts.chosen(expressions.holds(step.when), points, found)
    above = amounts.extreme("max", [found, known(0)])
    return amounts.extreme("min", [above, known(criterion.weight)])


def _unstepped(expressions: Expressions, criterion: Criterion) -> Amount:
    if criterion.formula is not None:
        return expressions.amount(criterion.formula)
    amounts = expressions.amounts
    found = between(Fraction(0), criterion.weight)
    if criterion.scales:
        scored = [
            _on_scale(expressions, scale, f"{criterion.name}_{number}")
            for number, scale in enumerate(criterion.scales, 1)
        ]
        found = amounts.extreme("max", scored)
    if criterion.given is not None:
        found = amounts.kept_within(found, expressions.amount(criterion.given))
    return found


def _on_scale(expressions: Expressions, scale: Scale, name: str) -> Amount:
    """The points of the bands that a measure can lie in.

    Those are the bands from the one of its high end down to the one of its low end.
    """
    measured = expressions.keep_amount(expressions.amount(scale.measure), f"measure_{name}")
    if measured.constant is not None:
        band = next(b for b in scale.bands if b.at_least is None or measured.constant >= b.at_least)
        return between(band.points, band.most)
    least = [band.points for band in scale.bands]
    most = [band.most for band in scale.bands]
    if least == sorted(least, reverse=True) and most == sorted(most, reverse=True):
        low = _banded(expressions, scale.bands, measured.low, least, least[-1], f"low_{name}")
        point = measured.point
        if least == most and point is not None:
            known_at = expressions.amounts.reckoning.known(point)
            high = expressions.amounts.reckoning.either(known_at, low, constant(most[0]))
            return Amount(low, high)
        high = _banded(expressions, scale.bands, measured.high, most, most[0], f"high_{name}")
        return Amount(low, high)
    return _unordered(expressions, scale, measured)


def _banded(
    expressions: Expressions,
    bands: Sequence[Band],
    end: Form | None,
    points: Sequence[Fraction],
    unknown: Fraction,
    name: str,
) -> Form:
    """The points of the band in which one end of a measure lies."""
    if end is None:
        return constant(unknown)
    reckoning = expressions.amounts.reckoning
    denominator = lcm(*(p.denominator for p in points))
    values = [int(p * denominator) for p in points]
    bounds = [band.at_least for band in bands if band.at_least is not None]
    node = reckoning.banded(end, bounds, values)
    ends = min(values), max(values)
    form = Exact(node, denominator, *ends, end.may_be_unknown)
    if isinstance(node, Whole):
        return constant(Fraction(node.value, denominator))
    return expressions.keep(reckoning.filled(form, constant(unknown)), f"band_{name}")


def _unordered(expressions: Expressions, scale: Scale, measured: Amount) -> Amount:
    """Bands whose points do not fall with their bounds: each possible band for itself."""
    reckoning = expressions.amounts.reckoning
    lows: list[Form] = []
    highs: list[Form] = []
    above: Node = NO
    for band in scale.bands:
        reached: Node = YES
        settled: Node = YES
        if band.at_least is not None:
            limit = constant(band.at_least)
            reached = _reaches(expressions, measured.high, limit, unknown=YES)
            settled = _reaches(expressions, measured.low, limit, unknown=NO)
        impossible = denied(every_of([reached, denied(above)]))
        lows.append(reckoning.unless(impossible, constant(band.points)))
        highs.append(reckoning.unless(impossible, constant(band.most)))
        above = some_of([above, settled])
    return Amount(
        _certain(reckoning.extreme("min", lows, ignoring=True)),
        _certain(reckoning.extreme("max", highs, ignoring=True)),
    )


def _reaches(expressions: Expressions, end: Form | None, limit: Form, *, unknown: Node) -> Node:
    if end is None:
        return unknown
    answer = expressions.amounts.reckoning.compare(">=", end, limit)
    return held(answer) if unknown == NO else Filled(answer, unknown)


def _certain(form: Form) -> Form:
    """A choice of which one part is always known."""
    return replace(form, may_be_unknown=False)


def _total(expressions: Expressions, applies: Sequence[Node]) -> Amount:
    """The sum, with the weight of what does not apply given to the rest.

    Where it is unknown whether a criterion applies, the sums with and without it are possible.
    """
    choices = [
        (True, False) if not isinstance(answer, Truth) else (answer.value,) for answer in applies
    ]
    reckoning = expressions.amounts.reckoning
    sums = [(_sum(expressions, used), _possible(applies, used)) for used in product(*choices)]
    if not any(may_be_unknown(answer) for answer in applies):
        total, rest = sums[-1][0], sums[:-1]
        for amount, possible in reversed(rest):
            total = expressions.amounts.either(possible, amount, total)
        return total
    lows = _ends([(amount.low, possible) for amount, possible in sums])
    highs = _ends([(amount.high, possible) for amount, possible in sums])
    low = _certain(
        reckoning.extreme("min", [reckoning.unless(*end) for end in lows], ignoring=True)
    )
    high = [reckoning.unless(*end) for end in highs]
    sure = [denied(is_open(answer)) for answer in applies]
    for criterion, answer in zip(expressions.rule_set.criteria, applies, strict=True):
        points = expressions.amounts.sure(expressions.points[criterion.name])
        sure.append(some_of([refuted(answer), points]))
    both = every_of(sure)
    return Amount(low, _certain(reckoning.extreme("max", high, ignoring=True)), both)


def _ends(sums: Sequence[tuple[Form | None, Node]]) -> list[tuple[Node, Form]]:
    return [(denied(possible), end) for end, possible in sums if end is not None]


def _possible(applies: Sequence[Node], used: Sequence[bool]) -> Node:
    return every_of(
        [
            may_hold(answer) if chosen else denied(held(answer))
            for answer, chosen in zip(applies, used, strict=True)
        ]
    )


def _sum(expressions: Expressions, used: Sequence[bool]) -> Amount:
    criteria = expressions.rule_set.criteria
    chosen = [c for c, is_used in zip(criteria, used, strict=True) if is_used]
    whole = sum((c.weight for c in criteria), Fraction(0))
    weight = sum((c.weight for c in chosen), Fraction(0))
    if not weight:
        return between(Fraction(0), whole)
    found = known(0)
    for criterion in chosen:
        found = expressions.amounts.combine("+", found, expressions.points[criterion.name])
    return expressions.amounts.combine("*", found, known(whole / weight))
