"""Comparisons of forms: exact, proved by bounds, or in doubt where two doubles lie too near."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from jigai.domain.columns.doubles import Doubles
from jigai.domain.columns.forms import (
    LARGEST_WHOLE,
    SLIP,
    Exact,
    Form,
    Nearly,
    Ratio,
    aligned,
    constant,
)
from jigai.domain.columns.nodes import (
    Absolute,
    Add,
    Banded,
    Compare,
    Either,
    Known,
    Multiply,
    Real,
    Subtract,
    Truth,
    Unknown,
    Whole,
)
from jigai.domain.columns.truths import NO, YES, denied, every_of, held, some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jigai.domain.columns.nodes import Node
    from jigai.domain.rules.nodes import Sign

SURE = 2**51
"""Where divisor times limit stays below this, only the limit itself rounds to the limit."""
SWAPPED: dict[Sign, Sign] = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
HOLDS: dict[Sign, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


class Comparing(Doubles):
    @staticmethod
    def known(form: Form) -> Node:
        """Whether the number is known (true or false)."""
        if not form.may_be_unknown:
            return YES
        match form:
            case Exact(node=node) | Nearly(node=node):
                return Known(node)
            case Ratio(above=above, below=below):
                return every_of(
                    [
                        Known(above.node) if above.may_be_unknown else YES,
                        Known(below.node) if below.may_be_unknown else YES,
                        held(Compare("!=", below.node, Whole(0))),
                    ]
                )

    def compare(self, sign: Sign, left: Form, right: Form) -> Node:
        """Whether a comparison holds; unknown where a side is."""
        if isinstance(left, Exact) and isinstance(right, Exact):
            found = self._exact_comparison(sign, left, right)
            if found is not None:
                return found
        for a, b, turned in ((left, right, sign), (right, left, SWAPPED[sign])):
            value = b.constant if isinstance(b, Exact) else None
            if isinstance(a, Ratio) and value is not None:
                node = self.ratio_against(turned, a, value)
                if node is not None:
                    return node
        x, y = self.nearly(left), self.nearly(right)
        self.doubt_between(x, y)
        return Compare(sign, x.node, y.node)

    def _exact_comparison(self, sign: Sign, left: Exact, right: Exact) -> Node | None:
        a, b = left.constant, right.constant
        if a is not None and b is not None:
            return Truth(value=HOLDS[sign](a, b))
        if a is not None:
            return _against(SWAPPED[sign], right, a)
        if b is not None:
            return _against(sign, left, b)
        pair = aligned((left, right))
        return Compare(sign, pair[0].node, pair[1].node) if pair else None

    def ratio_against(self, sign: Sign, ratio: Ratio, limit: Fraction) -> Node | None:
        """A rounded quotient against a rounded limit, where no other quotient rounds to it."""
        node, slips = self.quotient(ratio)
        shared = Fraction(ratio.below.denominator, ratio.above.denominator)
        below = ratio.below.reach * shared.denominator
        if slips > 1 or below * abs(limit.numerator) >= SURE:
            return None
        return Compare(sign, node, Real(float(limit)))

    def same_unless(self, sure: Node, left: Form, right: Form) -> Node:
        """Whether two numbers are the same, without a doubt where they are anyway."""
        x, y = self.nearly(left), self.nearly(right)
        self.doubt_between(x, y, unless=sure)
        return held(Compare("==", x.node, y.node))

    def doubt_between(self, left: Nearly, right: Nearly, *, unless: Node = NO) -> None:
        if left.slips == right.slips == 0 and left.error is None and right.error is None:
            return
        apart = Absolute(Subtract(left.node, right.node))
        margin: Node = Multiply(Add(self.error_of(left), self.error_of(right)), Real(2.0))
        for one, other in ((left, right), (right, left)):
            if isinstance(other.node, Real) and one.error is None:
                # near a limit the number is about as large as the limit
                size = 4 * (one.slips + 1) * SLIP * abs(other.node.value)
                if size == 0.0:  # a relative error keeps the sign and keeps 0
                    return
                near = _around(one.node, other.node.value, size)
                exact = some_of([unless, every_of([left.whole, right.whole])])
                self.workbench.doubt(every_of([*near, denied(exact)]))
                return
        exact = some_of([unless, every_of([left.whole, right.whole])])
        self.workbench.doubt(every_of([Compare("<=", apart, margin), denied(exact)]))

    def banded(self, form: Form, bounds: Sequence[Fraction], values: Sequence[int]) -> Node:
        """The value beside the first bound (they fall) that the number reaches, else the last."""
        value = form.constant if isinstance(form, Exact) else None
        if value is not None:
            reached = (n for n, bound in enumerate(bounds) if value >= bound)
            return Whole(values[next(reached, len(bounds))])
        if isinstance(form, Exact):
            return Banded(
                form.node, tuple(_kept(ceil(b * form.denominator)) for b in bounds), tuple(values)
            )
        part = self.nearly(form)
        for bound in bounds:
            limit = self.nearly(constant(bound))
            if not isinstance(form, Ratio) or self.ratio_against(">=", form, bound) is None:
                self.doubt_between(part, limit)
        return Banded(part.node, tuple(float(bound) for bound in bounds), tuple(values))


def _around(node: Node, limit: float, margin: float) -> tuple[Node, Node]:
    return (
        Compare(">=", node, Real(limit - margin)),
        Compare("<=", node, Real(limit + margin)),
    )


def _against(sign: Sign, form: Exact, limit: Fraction) -> Node:
    """A whole number against a fraction: against the whole number beside it."""
    edge = limit * form.denominator
    match sign:
        case ">=" | "<":
            return Compare(sign, form.node, Whole(_kept(ceil(edge))))
        case ">" | "<=":
            return Compare(sign, form.node, Whole(_kept(floor(edge))))
        case "==" | "!=":
            if edge.denominator == 1 and abs(edge) < LARGEST_WHOLE:
                return Compare(sign, form.node, Whole(int(edge)))
            answer = Truth(value=sign == "!=")
            if not form.may_be_unknown:
                return answer
            return Either(Known(form.node), answer, Unknown("truth"))


def _kept(edge: int) -> int:
    return max(-LARGEST_WHOLE, min(edge, LARGEST_WHOLE))
