"""Exact numbers and ranges: what is left of arithmetic when something is unknown.

A known number is a ``Fraction``; an unknown one is a ``Range`` that surely holds it. Ranges may be
wider than needed, never narrower, so an answer drawn from them is never wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jigai.domain.rules.nodes import Operation, Sign


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both possible; ``None`` means without limit."""

    low: Fraction | None = None
    high: Fraction | None = None


Amount = Fraction | Range
Answer = bool | None
ANYTHING = Range()


def low_of(amount: Amount) -> Fraction | None:
    return amount.low if isinstance(amount, Range) else amount


def high_of(amount: Amount) -> Fraction | None:
    return amount.high if isinstance(amount, Range) else amount


def between(low: Fraction | None, high: Fraction | None) -> Amount:
    """A range, or the number itself when the limits meet."""
    return low if low is not None and low == high else Range(low, high)


def combine(operation: Operation, left: Amount, right: Amount) -> Amount:
    """Arithmetic on numbers and ranges; a division by 0 can be anything."""
    match operation:
        case "+":
            return _plus(left, right)
        case "-":
            return _plus(left, _times(right, Fraction(-1)))
        case "*":
            return _times(left, right)
        case "/":
            return _over(left, right)


def _plus(left: Amount, right: Amount) -> Amount:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    ends = ((low_of(left), low_of(right)), (high_of(left), high_of(right)))
    low, high = (None if a is None or b is None else a + b for a, b in ends)
    return between(low, high)


def _times(left: Amount, right: Amount) -> Amount:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    if isinstance(right, Fraction):
        return _scaled(left, right)
    if isinstance(left, Fraction):
        return _scaled(right, left)
    ends = (left.low, left.high, right.low, right.high)
    if None in ends:
        return ANYTHING
    products = [
        a * b
        for a in (left.low, left.high)
        for b in (right.low, right.high)
        if a is not None and b is not None
    ]
    return between(min(products), max(products))


def _scaled(amount: Amount, factor: Fraction) -> Amount:
    if factor == 0:
        return Fraction(0)
    low, high = (None if end is None else end * factor for end in (low_of(amount), high_of(amount)))
    return between(low, high) if factor > 0 else between(high, low)


def _over(left: Amount, right: Amount) -> Amount:
    if isinstance(right, Fraction):
        return _times(left, 1 / right) if right else ANYTHING
    if right.low is None or right.high is None or right.low <= 0 <= right.high:
        return ANYTHING
    return _times(left, between(1 / right.high, 1 / right.low))


def least_of(amounts: Iterable[Amount]) -> Amount:
    """The smallest: known where one known number lies below every range."""
    parts = list(amounts)
    lows, highs = [low_of(p) for p in parts], [high_of(p) for p in parts]
    low = None if None in lows else min(end for end in lows if end is not None)
    known = [end for end in highs if end is not None]
    return between(low, min(known) if known else None)


def greatest_of(amounts: Iterable[Amount]) -> Amount:
    parts = list(amounts)
    lows, highs = [low_of(p) for p in parts], [high_of(p) for p in parts]
    high = None if None in highs else max(end for end in highs if end is not None)
    known = [end for end in lows if end is not None]
    return between(max(known) if known else None, high)


def hull_of(amounts: Iterable[Amount]) -> Amount:
    """The narrowest range that holds all of them."""
    parts = list(amounts)
    lows, highs = [low_of(p) for p in parts], [high_of(p) for p in parts]
    low = None if None in lows else min(end for end in lows if end is not None)
    high = None if None in highs else max(end for end in highs if end is not None)
    return between(low, high)


def whole_below(amount: Amount) -> Amount:
    """The whole number at or below; of a range, from that of its low to that of its high end."""
    low, high = (
        None if end is None else Fraction(floor(end)) for end in (low_of(amount), high_of(amount))
    )
    return between(low, high)


def kept_within(limits: Amount, amount: Amount) -> Amount:
    """An amount moved to the nearer end of a range when it lies outside."""
    low, high = low_of(limits), high_of(limits)
    above = amount if low is None else greatest_of([amount, low])
    return above if high is None else least_of([above, high])


def compare(sign: Sign, left: Amount, right: Amount) -> bool | None:
    """Whether a comparison holds; ``None`` where the ranges leave it open."""
    match sign:
        case "<":
            return _below(left, right)
        case "<=":
            return _opposite(_below(right, left))
        case ">":
            return _below(right, left)
        case ">=":
            return _opposite(_below(left, right))
        case "==":
            return _same(left, right)
        case "!=":
            return _opposite(_same(left, right))


def _below(left: Amount, right: Amount) -> bool | None:
    left_high, right_low = high_of(left), low_of(right)
    if left_high is not None and right_low is not None and left_high < right_low:
        return True
    left_low, right_high = low_of(left), high_of(right)
    if left_low is not None and right_high is not None and left_low >= right_high:
        return False
    return None


def _same(left: Amount, right: Amount) -> bool | None:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left == right
    apart = _below(left, right) or _below(right, left)
    return False if apart else None


def _opposite(answer: Answer) -> Answer:
    return None if answer is None else not answer
