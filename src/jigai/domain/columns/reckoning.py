"""Arithmetic on forms: exact as long as 64 bits hold it, else in doubles with an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.columns.choosing import Choosing
from jigai.domain.columns.forms import (
    SLIP,
    Exact,
    Form,
    Nearly,
    Ratio,
    constant,
    exact_product,
    exact_sum,
)
from jigai.domain.columns.nodes import (
    Absolute,
    Add,
    Compare,
    Divide,
    Either,
    Multiply,
    Real,
    Subtract,
)
from jigai.domain.columns.truths import NO, every_of

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node

WHOLE_ENOUGH = 2**52
FARTHEST = Real(1e150)


class Reckoning(Choosing):
    """Sum, product and quotient."""

    def plus(self, left: Form, right: Form) -> Form:
        """The sum; unknown where a part is."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Exact) and one.constant == 0:
                return other
        if isinstance(left, Exact) and isinstance(right, Exact):
            found = exact_sum(left, right)
            if found is not None:
                return found
        for ratio, other in ((left, right), (right, left)):
            if isinstance(ratio, Ratio) and isinstance(other, Exact):
                more = exact_product(other, ratio.below)
                above = exact_sum(ratio.above, more) if more else None
                if above is not None:
                    never = ratio.never_below_0 and other.never_below_0
                    return Ratio(above, ratio.below, never_below_0=never)
        return self._nearly_sum(self.nearly(left), self.nearly(right))

    def negated(self, form: Form) -> Form:
        return self.times(form, constant(-1))

    def times(self, left: Form, right: Form) -> Form:
        """The product; unknown where a part is (``amounts`` sees to 0 times unknown)."""
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Exact) and one.constant == 1:
                return other
        if isinstance(left, Exact) and isinstance(right, Exact):
            found = exact_product(left, right)
            if found is not None:
                return found
        for ratio, other in ((left, right), (right, left)):
            if isinstance(ratio, Ratio) and isinstance(other, Exact):
                above = exact_product(ratio.above, other)
                if above is not None:
                    never = ratio.never_below_0 and other.never_below_0
                    return Ratio(above, ratio.below, never_below_0=never)
        return self._nearly_product(self.nearly(left), self.nearly(right))

    def divided(self, left: Form, right: Form) -> Form:
        """The quotient; unknown where a part is unknown or the divisor is 0."""
        if isinstance(right, Exact):
            value = right.constant
            if value:
                return self.times(left, constant(1 / value))
            never = right.least > 0
            if isinstance(left, Exact):
                return Ratio(left, right, never_below_0=never and left.never_below_0)
            below = exact_product(left.below, right) if isinstance(left, Ratio) else None
            if isinstance(left, Ratio) and below is not None:
                return Ratio(left.above, below, never_below_0=never and left.never_below_0)
        return self._nearly_quotient(self.nearly(left), self.nearly(right))

    def _nearly_sum(self, left: Nearly, right: Nearly) -> Nearly:
        node = Add(left.node, right.node)
        unknown = left.may_be_unknown or right.may_be_unknown
        whole, reach = _whole(left, right, left.whole_reach + right.whole_reach)
        never = left.never_below_0 and right.never_below_0
        if never and left.error is None and right.error is None:
            slips = max(left.slips, right.slips) + 1
            return Nearly(node, slips, None, whole, reach, unknown, never)
        error = _grown(Add(self.error_of(left), self.error_of(right)), node)
        return Nearly(node, 0, error, whole, reach, unknown, never)

    def _nearly_product(self, left: Nearly, right: Nearly) -> Nearly:
        node = Multiply(left.node, right.node)
        unknown = left.may_be_unknown or right.may_be_unknown
        whole, reach = _whole(left, right, left.whole_reach * right.whole_reach)
        never = left.never_below_0 and right.never_below_0
        if left.error is None and right.error is None:
            slips = left.slips + right.slips + 1
            return Nearly(node, slips, None, whole, reach, unknown, never)
        a, b = self.error_of(left), self.error_of(right)
        sizes = Add(Multiply(Absolute(left.node), b), Multiply(Absolute(right.node), a))
        error = _grown(Add(sizes, Multiply(a, b)), node)
        return Nearly(node, 0, error, whole, reach, unknown, never)

    def _nearly_quotient(self, left: Nearly, right: Nearly) -> Nearly:
        node = Divide(left.node, right.node)
        never = left.never_below_0 and right.never_below_0
        if left.error is None and right.error is None:
            slips = left.slips + right.slips + 1
            return Nearly(node, slips, None, NO, 0, True, never)
        # |a'/b' - a/b| <= (ea + |a'/b'| eb) / (|b'| - eb)
        wrong = self.error_of(right)
        slack = Subtract(Absolute(right.node), wrong)
        self.workbench.doubt(Compare("<=", slack, Real(0.0)))
        above = Add(self.error_of(left), Multiply(Absolute(node), wrong))
        error = Either(Compare(">", slack, Real(0.0)), Divide(above, slack), FARTHEST)
        return Nearly(node, 0, _grown(error, node), NO, 0, True, never)


def _grown(error: Node, node: Node) -> Node:
    """The error with the rounding of the last operation, and of the error itself."""
    return Multiply(Add(error, Multiply(Absolute(node), Real(SLIP))), Real(1 + 2.0**-40))


def _whole(left: Nearly, right: Nearly, reach: int) -> tuple[Node, int]:
    """Where both are whole the result is too, while doubles hold it."""
    whole = every_of([left.whole, right.whole])
    return (whole, reach) if reach <= WHOLE_ENOUGH else (NO, 0)
