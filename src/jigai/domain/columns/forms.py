"""One number of a column: exact over a denominator, an exact ratio, or a double with its error.

``Exact`` and ``Ratio`` are exact whatever the facts within their bounds. ``Nearly`` is a double
whose distance from the truth is at most ``slips`` times 2**-52 of its size, or ``error``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from jigai.domain.columns.nodes import Add, Multiply, Whole

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node

LARGEST_WHOLE = 2**62
LARGEST_REAL = 2**53
SLIP = 2.0**-52


@dataclass(frozen=True, slots=True)
class Exact:
    """``node / denominator``; ``least <= node <= most``."""

    node: Node
    denominator: int
    least: int
    most: int
    may_be_unknown: bool

    @property
    def reach(self) -> int:
        """How far from 0 the node can be."""
        return max(abs(self.least), abs(self.most))

    @property
    def constant(self) -> Fraction | None:
        return Fraction(self.node.value, self.denominator) if isinstance(self.node, Whole) else None

    @property
    def never_below_0(self) -> bool:
        return self.least >= 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """``above / below``; unknown where ``below`` is 0."""

    above: Exact
    below: Exact
    may_be_unknown: bool = True
    never_below_0: bool = False


@dataclass(frozen=True, slots=True)
class Nearly:
    """A double.

    ``error`` is the largest distance from the truth; without it ``slips`` says so. Where ``whole``
    (true or false) is true, the number is unknown, or exact, whole and at most ``whole_reach``
    from 0.
    """

    node: Node
    slips: int
    error: Node | None
    whole: Node
    whole_reach: int
    may_be_unknown: bool
    never_below_0: bool


Form = Exact | Ratio | Nearly


def constant(value: Fraction | int) -> Exact:
    number = Fraction(value)
    top = number.numerator
    return Exact(Whole(top), number.denominator, top, top, may_be_unknown=False)


def fits(least: int, most: int) -> bool:
    """Whether 64 bits hold a whole number of this range."""
    return least > -LARGEST_WHOLE and most < LARGEST_WHOLE


def aligned(forms: tuple[Exact, ...]) -> tuple[Exact, ...] | None:
    """The same numbers over one denominator; ``None`` where 64 bits do not hold them."""
    denominator = lcm(*(form.denominator for form in forms))
    found = [_over(form, denominator) for form in forms]
    whole = tuple(form for form in found if form is not None)
    return whole if len(whole) == len(forms) else None


def _over(form: Exact, denominator: int) -> Exact | None:
    factor = denominator // form.denominator
    least, most = form.least * factor, form.most * factor
    if not fits(least, most):
        return None
    return Exact(_times(form.node, factor), denominator, least, most, form.may_be_unknown)


def _times(node: Node, factor: int) -> Node:
    if isinstance(node, Whole):
        return Whole(node.value * factor)
    return node if factor == 1 else Multiply(node, Whole(factor))


def exact_sum(left: Exact, right: Exact) -> Exact | None:
    """The sum, or ``None`` where 64 bits do not hold it."""
    pair = aligned((left, right))
    if pair is None:
        return None
    a, b = pair
    least, most = a.least + b.least, a.most + b.most
    if not fits(least, most):
        return None
    known = isinstance(a.node, Whole) and isinstance(b.node, Whole)
    node: Node = Whole(least) if known else _added(a.node, b.node)
    return Exact(node, a.denominator, least, most, a.may_be_unknown or b.may_be_unknown)


def _added(left: Node, right: Node) -> Node:
    if left == Whole(0):
        return right
    return left if right == Whole(0) else Add(left, right)


def exact_product(left: Exact, right: Exact) -> Exact | None:
    """The product, or ``None`` where 64 bits do not hold it."""
    denominator = left.denominator * right.denominator
    unknown = left.may_be_unknown or right.may_be_unknown
    ends = [a * b for a in (left.least, left.most) for b in (right.least, right.most)]
    for one, other in ((left, right), (right, left)):
        if isinstance(one.node, Whole):
            factor = Fraction(one.node.value, denominator)  # in its lowest terms
            top = factor.numerator
            least, most = sorted((other.least * top, other.most * top))
            node = _times(other.node, top)
            return (
                Exact(node, factor.denominator, least, most, unknown) if fits(least, most) else None
            )
    if not fits(min(ends), max(ends)):
        return None
    return Exact(Multiply(left.node, right.node), denominator, min(ends), max(ends), unknown)
