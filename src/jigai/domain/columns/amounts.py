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
from jigai.domain.columns.truths import NO, YES, denied, every_of, held, refuted, some_of

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node
    from jigai.domain.columns.reckoning import Reckoning
    from jigai.domain.rules.nodes import Operation, Sign


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


class Amounts:
    """Arithmetic on ranges with a reckoning for their ends."""

    def __init__(self, reckoning: Reckoning) -> None:
        self.reckoning = reckoning

    def combine(self, operation: Operation, left: Amount, right: Amount) -> Amount:
        match operation:
            case "+":
                return self.plus(left, right)
            case "-":
                return self.plus(left, self.times(right, known(-1)))
            case "*":
                return self.times(left, right)
            case "/":
                return self.over(left, right)

    def plus(self, left: Amount, right: Amount) -> Amount:
        one, other = left.point, right.point
        if one is not None and other is not None:
            return _point(self.reckoning.plus(one, other))
        sure = every_of([self.sure(left), self.sure(right)])
        return Amount(self._sum(left.low, right.low), self._sum(left.high, right.high), sure)

    def _sum(self, left: Form | None, right: Form | None) -> Form | None:
        return None if left is None or right is None else self.reckoning.plus(left, right)

    def times(self, left: Amount, right: Amount) -> Amount:
        """0 times unknown is 0; ranges without limits give anything."""
        for factor, other in ((right.constant, left), (left.constant, right)):
            if factor is not None:
                return self._scaled(other, factor)
        one, another = left.point, right.point
        if one is not None and another is not None:
            product = self.reckoning.times(one, another)
            zeros = [self._is_zero(part) for part in (one, another) if part.may_be_unknown]
            mixed = [self._is_zero(one), self._is_zero(another)] if zeros else []
            return _point(self.reckoning.either(some_of(mixed), ZERO, product))
        return self._product(left, right)

    def _is_zero(self, form: Form) -> Node:
        return held(self.reckoning.compare("==", form, ZERO))

    def _scaled(self, amount: Amount, factor: Fraction) -> Amount:
        if factor == 0:
            return known(0)
        by = constant(factor)
        point = amount.point
        if point is not None:
            return _point(self.reckoning.times(point, by))
        low, high = (
            None if end is None else self.reckoning.times(end, by)
            for end in (amount.low, amount.high)
        )
        sure = amount.sure
        return Amount(low, high, sure) if factor > 0 else Amount(high, low, sure)

    def _product(self, left: Amount, right: Amount) -> Amount:
        """A known side scales the other; of two ranges the four products of their ends."""
        corners = self._corners(left, right)
        found = corners
        for factor, other in ((left, right), (right, left)):
            sure = self.is_known(factor)
            if sure == NO or factor.low is None:
                continue
            scaled = self._scaled_by(other, factor.low)
            found = self.either(sure, scaled, found)
        return found

    def _scaled_by(self, amount: Amount, factor: Form) -> Amount:
        """A range times a number that is known where it counts."""
        reckoning = self.reckoning
        zero = self._is_zero(factor)
        up = held(reckoning.compare(">", factor, ZERO))
        low, high = (
            None if end is None else reckoning.times(end, factor)
            for end in (amount.low, amount.high)
        )
        nothing = known(0)
        sure = amount.sure
        rest = self.either(up, Amount(low, high, sure), Amount(high, low, sure))
        return self.either(zero, nothing, rest)

    def _corners(self, left: Amount, right: Amount) -> Amount:
        ends = (left.low, left.high), (right.low, right.high)
        found = [
            self.reckoning.times(a, b)
            for a in ends[0]
            for b in ends[1]
            if a is not None and b is not None
        ]
        if None in (*ends[0], *ends[1]):
            return ANYTHING
        return Amount(
            self.reckoning.extreme("min", found, ignoring=False),
            self.reckoning.extreme("max", found, ignoring=False),
        )

    def over(self, left: Amount, right: Amount) -> Amount:
        """A division by 0, or by a range around 0, can be anything."""
        if right.constant == 0 or right.low is None or right.high is None:
            return ANYTHING
        reckoning, divisor, point = self.reckoning, right.point, left.point
        if divisor is not None and point is not None:
            return _point(reckoning.divided(point, divisor))
        if divisor is not None:
            low, high = (
                None if end is None else reckoning.divided(end, divisor)
                for end in (left.low, left.high)
            )
            up = reckoning.compare(">", divisor, ZERO)
            down = reckoning.compare("<", divisor, ZERO)
            falling = self.either(held(down), Amount(high, low, left.sure), ANYTHING)
            return self.either(held(up), Amount(low, high, left.sure), falling)
        one = constant(1)
        around = some_of(
            [
                denied(reckoning.known(right.low)),
                denied(reckoning.known(right.high)),
                every_of(
                    [
                        held(reckoning.compare("<=", right.low, ZERO)),
                        held(reckoning.compare(">=", right.high, ZERO)),
                    ]
                ),
            ]
        )
        ends = reckoning.divided(one, right.high), reckoning.divided(one, right.low)
        inverse = Amount(*ends, right.sure)
        return self.either(around, ANYTHING, self.times(left, inverse))

    # --- choices -----------------------------------------------------------------------------

    def extreme(self, which: Literal["min", "max"], amounts: Sequence[Amount]) -> Amount:
        """The smallest or largest: known where one known number lies beyond every range."""
        if len(amounts) == 1:
            return amounts[0]
        points = [amount.point for amount in amounts]
        sure = [point for point in points if point is not None and not point.may_be_unknown]
        if len(sure) == len(amounts):
            return _point(self.reckoning.extreme(which, sure, ignoring=True))
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
        if isinstance(when, Truth):
            return then if when.value else otherwise
        rest = self.either(refuted(when), otherwise, self.hull([then, otherwise]))
        return self.either(held(when), then, rest)

    def whole_below(self, amount: Amount) -> Amount:
        point = amount.point
        if point is not None:
            return _point(self.reckoning.whole_below(point))
        low, high = (
            None if end is None else self.reckoning.whole_below(end)
            for end in (amount.low, amount.high)
        )
        return Amount(low, high, amount.sure)

    def kept_within(self, limits: Amount, amount: Amount) -> Amount:
        """An amount moved to the nearer end of a range, of which both ends are known."""
        above = amount
        if limits.low is not None:
            above = self.extreme("max", [amount, _point(limits.low)])
        if limits.high is not None:
            above = self.extreme("min", [above, _point(limits.high)])
        return above

    # --- comparisons -------------------------------------------------------------------------

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


def _point(form: Form) -> Amount:
    return Amount(form, form)
