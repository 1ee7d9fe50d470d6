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
from jigai.domain.columns.nodes import Absolute, AsReal, Divide, Multiply, Real
from jigai.domain.columns.truths import NO, YES

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
                node, slips = self.quotient(form)
                return Nearly(node, slips, None, NO, 0, True, form.never_below_0)
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

    def quotient(self, form: Ratio) -> tuple[Node, int]:
        """A ratio as one division of doubles, named, and its slips."""
        shared = Fraction(form.below.denominator, form.above.denominator)
        slips, parts = 1, []
        for part, factor in ((form.above, shared.numerator), (form.below, shared.denominator)):
            scaled = exact_product(part, constant(factor * part.denominator))
            if scaled is not None and scaled.reach <= LARGEST_REAL:
                parts.append(self._real(scaled).node)
            else:
                parts.append(Multiply(AsReal(part.node), Real(float(factor))))
                slips += 3
        return self.workbench.name(Divide(parts[0], parts[1]), "real", "ratio"), slips

    @staticmethod
    def error_of(form: Nearly) -> Node:
        """How far the double may lie from the truth."""
        if form.error is not None:
            return form.error
        return Multiply(Absolute(form.node), Real(form.slips * SLIP))
