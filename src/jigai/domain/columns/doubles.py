"""Forms as doubles with their error, and quotients that are named once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jigai.domain.columns.forms import (
    LARGEST_REAL,
    SLIP,
    Exact,
    Form,
    Nearly,
    Ratio,
    constant,
    exact_product,
)
from jigai.domain.columns.nodes import (
    Absolute,
    AsReal,
    Compare,
    Divide,
    Multiply,
    Real,
    WholeBelow,
)
from jigai.domain.columns.truths import NO, YES, held

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node
    from jigai.domain.columns.workbench import Workbench


class Doubles:
    """Names shared quotients on a workbench and leaves its doubts there."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench

    def nearly(self, form: Form) -> Nearly:
        """The form as a double with its error."""
        match form:
            case Exact():
                return self._real(form)
            case Ratio():
                return self._of_ratio(form)
            case Nearly():
                return form

    def _real(self, form: Exact) -> Nearly:
        value = form.constant
        if value is not None:
            exact = value.denominator == 1 and abs(value) <= LARGEST_REAL
            slips, whole = (0, YES) if exact else (1, NO)
            reach = abs(int(value))
            return Nearly(Real(float(value)), slips, None, whole, reach, False, value >= 0)
        slips = 0 if form.reach <= LARGEST_REAL else 1
        node: Node = AsReal(form.node)
        if form.denominator != 1:
            node, slips = Divide(node, Real(float(form.denominator))), slips + 1
        whole = YES if slips == 0 else NO
        return Nearly(node, slips, None, whole, form.reach, form.may_be_unknown, form.never_below_0)

    def _of_ratio(self, form: Ratio) -> Nearly:
        """Where divisor times the whole quotient is the dividend, the quotient is exact."""
        above, below, slips = self._ends(form)
        node = self.quotient(form)[0]
        whole: Node = NO
        if slips == 1:
            back = Multiply(AsReal(WholeBelow(node)), below)
            is_whole = held(Compare("==", back, above))
            whole = self.workbench.name(is_whole, "truth", "ratio_whole", may_be_unknown=False)
        return Nearly(node, slips, None, whole, form.above.reach, True, form.never_below_0)

    def quotient(self, form: Ratio) -> tuple[Node, int]:
        """A ratio as one division of doubles, named, and its slips."""
        above, below, slips = self._ends(form)
        return self.workbench.name(Divide(above, below), "real", "ratio"), slips

    def _ends(self, form: Ratio) -> tuple[Node, Node, int]:
        """Dividend and divisor as doubles; one slip where both are exact."""
        shared = Fraction(form.below.denominator, form.above.denominator)
        slips, parts = 1, []
        for part, factor in ((form.above, shared.numerator), (form.below, shared.denominator)):
            scaled = exact_product(part, constant(factor * part.denominator))
            if scaled is not None and scaled.reach <= LARGEST_REAL:
                parts.append(self._real(scaled).node)
            else:
                parts.append(Multiply(AsReal(part.node), Real(float(factor))))
                slips += 3
        return parts[0], parts[1], slips

    @staticmethod
    def error_of(form: Nearly) -> Node:
        """How far the double may lie from the truth."""
        if form.error is not None:
            return form.error
        return Multiply(Absolute(form.node), Real(form.slips * SLIP))
