"""Ranges of forms: what ``domain.rules.ranges`` does for one subject, for columns.

An end that is ``None`` is without limit in every row; a form that may be unknown is without limit
where it is unknown. A *point* has one form for both ends: known, or without any limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from jigai.domain.columns.forms import Exact, Form, constant
from jigai.domain.columns.nodes import Decided, Truth
from jigai.domain.columns.truths import (
    NO,
    YES,
    denied,
    every_of,
    held,
    may_be_unknown,
    refuted,
    some_of,
)

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node
    from jigai.domain.columns.reckoning import Reckoning
    from jigai.domain.rules.nodes import Sign


@dataclass(frozen=True, slots=True)
class Amount:
    """Two ends; where ``sure`` (true or false) is true they are one number."""

    low: Form | None
    high: Form | None
    sure: Node = NO

    @property
    def point(self) -> Form | None:
        return self.low if self.low is self.high or self.low == self.high else None

    @property
    def constant(self) -> Fraction | None:
        return self.low.constant if self.point and isinstance(self.low, Exact) else None


ANYTHING = Amount(None, None)
ZERO = constant(0)


def known(value: Fraction | int) -> Amount:
    form = constant(value)
    return Amount(form, form)


def between(low: Fraction, high: Fraction) -> Amount:
    return known(low) if low == high else Amount(constant(low), constant(high))


class AmountChoices:
    """Choices among ranges and their comparisons, with a reckoning for their ends."""

    def __init__(self, reckoning: Reckoning) -> None:
        self.reckoning = reckoning

    def extreme(self, which: Literal["min", "max"], amounts: Sequence[Amount]) -> Amount:
        """The smallest or largest: known where one known number lies beyond every range."""
        if len(amounts) == 1:
            return amounts[0]
        points = [amount.point for amount in amounts]
        sure = [point for point in points if point is not None and not point.may_be_unknown]
        if len(sure) == len(amounts):
            return point_of(self.reckoning.extreme(which, sure, ignoring=True))
        lows, highs = [a.low for a in amounts], [a.high for a in amounts]
        settled = every_of([self.sure(amount) for amount in amounts])
        if which == "min":
            return Amount(self._whole(which, lows), self._known(which, highs), settled)
        return Amount(self._known(which, lows), self._whole(which, highs), settled)

    def _whole(self, which: Literal["min", "max"], ends: Sequence[Form | None]) -> Form | None:
        found = [end for end in ends if end is not None]
        if len(found) < len(ends):
            return None
        return self.reckoning.extreme(which, list(dict.fromkeys(found)), ignoring=False)

    def _known(self, which: Literal["min", "max"], ends: Sequence[Form | None]) -> Form | None:
        found = list(dict.fromkeys(end for end in ends if end is not None))
        return self.reckoning.extreme(which, found, ignoring=True) if found else None

    def hull(self, amounts: Sequence[Amount]) -> Amount:
        """The narrowest range that holds all of them."""
        several = list(dict.fromkeys(amounts))
        if len(several) == 1:
            return several[0]
        lows, highs = [a.low for a in several], [a.high for a in several]
        return Amount(self._whole("min", lows), self._whole("max", highs))

    def either(self, when: Node, then: Amount, otherwise: Amount) -> Amount:
        """One where a condition is true, the other where it is false or unknown."""
        if isinstance(when, Truth):
            return then if when.value else otherwise
        if then == otherwise:
            return then
        one, other = then.point, otherwise.point
        low = self._either(when, then.low, otherwise.low)
        if (one is not None or then == ANYTHING) and (other is not None or otherwise == ANYTHING):
            return Amount(low, low)
        sure = self._sure_either(when, self.sure(then), self.sure(otherwise))
        return Amount(low, self._either(when, then.high, otherwise.high), sure)

    @staticmethod
    def _sure_either(when: Node, then: Node, otherwise: Node) -> Node:
        if then == otherwise:
            return then
        sides = every_of([held(when), then]), every_of([denied(held(when)), otherwise])
        return some_of(sides)

    def _either(self, when: Node, then: Form | None, otherwise: Form | None) -> Form | None:
        if then is None and otherwise is None:
            return None
        if then is None and otherwise is not None:
            return self.reckoning.unless(when, otherwise)
        if otherwise is None and then is not None:
            return self.reckoning.unless(denied(held(when)), then)
        if then is not None and otherwise is not None:
            return self.reckoning.either(when, then, otherwise)
        return None

    def chosen(self, when: Node, then: Amount, otherwise: Amount) -> Amount:
        """One where a condition holds, the other where it does not, both where it is unknown."""
        if not may_be_unknown(when):
            return self.either(when, then, otherwise)
        rest = self.either(refuted(when), otherwise, self.hull([then, otherwise]))
        return self.either(held(when), then, rest)

    def whole_below(self, amount: Amount) -> Amount:
        point = amount.point
        if point is not None:
            return point_of(self.reckoning.whole_below(point))
        low, high = (
            None if end is None else self.reckoning.whole_below(end)
            for end in (amount.low, amount.high)
        )
        return Amount(low, high, amount.sure)

    def kept_within(self, limits: Amount, amount: Amount) -> Amount:
        """An amount moved to the nearer end of a range, of which both ends are known."""
        above = amount
        if limits.low is not None:
            above = self.extreme("max", [amount, point_of(limits.low)])
        if limits.high is not None:
            above = self.extreme("min", [above, point_of(limits.high)])
        return above

    def sure(self, amount: Amount) -> Node:
        """Where both ends are surely one number (true or false); elsewhere they may be, too."""
        point = amount.point
        return amount.sure if point is None else self.reckoning.known(point)

    def is_known(self, amount: Amount) -> Node:
        """Whether both ends are one number (true or false)."""
        low, high = amount.low, amount.high
        if amount.point is not None or low is None or high is None:
            return self.sure(amount)
        if isinstance(low, Exact) and isinstance(high, Exact):
            return held(self.reckoning.compare("==", low, high))
        return some_of([amount.sure, self.reckoning.same_unless(amount.sure, low, high)])

    def compare(self, sign: Sign, left: Amount, right: Amount) -> Node:
        """Whether a comparison holds; unknown where the ranges leave it open."""
        one, other = left.point, right.point
        if one is not None and other is not None:
            return self.reckoning.compare(sign, one, other)
        match sign:
            case "<" | ">=":
                answer = self._below(left, right)
            case ">" | "<=":
                answer = self._below(right, left)
            case "==" | "!=":
                answer = self._same(left, right)
        return answer if sign in {"<", ">", "=="} else denied(answer)

    def _below(self, left: Amount, right: Amount) -> Node:
        yes = self._ends("<", left.high, right.low)
        no = self._ends(">=", left.low, right.high)
        return decided(yes, no)

    def _same(self, left: Amount, right: Amount) -> Node:
        yes = every_of(
            [
                self._ends("==", left.low, right.high),
                self._ends("==", left.high, right.low),
            ]
        )
        apart = (left.high, right.low), (right.high, left.low)
        return decided(yes, some_of([self._ends("<", a, b) for a, b in apart]))

    def _ends(self, sign: Sign, left: Form | None, right: Form | None) -> Node:
        if left is None or right is None:
            return NO
        return held(self.reckoning.compare(sign, left, right))


def decided(yes: Node, no: Node) -> Node:
    if yes == YES:
        return YES
    return NO if no == YES else Decided(yes, no)


def point_of(form: Form) -> Amount:
    return Amount(form, form)
