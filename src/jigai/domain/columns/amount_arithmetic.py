"""Arithmetic on ranges of forms, case for case as ``domain.rules.ranges`` has it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.columns.amounts import (
    ANYTHING,
    ZERO,
    Amount,
    AmountChoices,
    known,
    point_of,
)
from jigai.domain.columns.forms import Form, constant
from jigai.domain.columns.truths import NO, denied, every_of, held, some_of

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node
    from jigai.domain.rules.nodes import Operation


class Amounts(AmountChoices):
    """Sum, product and quotient of ranges."""

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
            return point_of(self.reckoning.plus(one, other))
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
            return point_of(self.reckoning.either(some_of(mixed), ZERO, product))
        return self._product(left, right)

    def _is_zero(self, form: Form) -> Node:
        return held(self.reckoning.compare("==", form, ZERO))

    def _scaled(self, amount: Amount, factor: Fraction) -> Amount:
        if factor == 0:
            return known(0)
        by = constant(factor)
        point = amount.point
        if point is not None:
            return point_of(self.reckoning.times(point, by))
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
            return point_of(reckoning.divided(point, divisor))
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
