"""Choices among forms: the smallest, the largest, one or the other, the whole number below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Literal

from jigai.domain.columns.comparing import SURE, Comparing
from jigai.domain.columns.forms import Exact, Form, Nearly, Ratio, aligned, constant
from jigai.domain.columns.nodes import (
    Absolute,
    Add,
    AsReal,
    Compare,
    Either,
    Filled,
    Greatest,
    Known,
    Least,
    Multiply,
    Real,
    Subtract,
    Truth,
    Unknown,
    Whole,
    WholeBelow,
)
from jigai.domain.columns.truths import YES, denied, every_of, held, some_of

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Node

FARTHEST_WHOLE = 2**60


class Choosing(Comparing):
    """Choices; unknown parts are left out or make the whole unknown, as asked."""

    def extreme(
        self, which: Literal["min", "max"], forms: Sequence[Form], *, ignoring: bool
    ) -> Form:
        """The smallest or largest; unknown parts are left out or make the whole unknown."""
        if len(forms) == 1:
            return forms[0]
        unknown = (all if ignoring else any)(form.may_be_unknown for form in forms)
        left_out = ignoring or not unknown
        kind = Least if which == "min" else Greatest
        pick = min if which == "min" else max
        exact = _aligned(forms)
        if exact is not None:
            least, most = pick(f.least for f in exact), pick(f.most for f in exact)
            if ignoring:  # a part may be left out, so any of them may be the one
                least, most = min(f.least for f in exact), max(f.most for f in exact)
            if all(f.constant is not None for f in exact):
                return constant(Fraction(pick(f.least for f in exact), exact[0].denominator))
            kept = _undominated(which, exact, ignoring=ignoring)
            if len(kept) == 1:
                return kept[0]
            node = kind(tuple(f.node for f in kept), left_out)
            return Exact(node, exact[0].denominator, least, most, unknown)
        parts = [self.nearly(form) for form in forms]
        node = kind(tuple(part.node for part in parts), left_out)
        never = _never_below_0(which, parts)
        whole, reach = self._whole_extreme(which, forms, parts, ignoring=left_out)
        if all(part.error is None for part in parts):
            slips = max(part.slips for part in parts)
            return Nearly(node, slips, None, whole, reach, unknown, never)
        error = Greatest(tuple(self.error_of(part) for part in parts), True)
        return Nearly(node, 0, error, whole, reach, unknown, never)

    def _whole_extreme(
        self,
        which: Literal["min", "max"],
        forms: Sequence[Form],
        parts: Sequence[Nearly],
        *,
        ignoring: bool,
    ) -> tuple[Node, int]:
        """Where the one that is taken is exact: all are, or a limit is and the ratio passes it."""
        whole = every_of(
            [
                some_of([denied(Known(part.node)), part.whole])
                if ignoring and part.may_be_unknown
                else part.whole
                for part in parts
            ]
        )
        reach = max(part.whole_reach for part in parts)
        pairs = ((0, 1), (1, 0)) if len(forms) == len((0, 1)) else ()
        if pairs:
            for one, two in pairs:
                limit, other, part = forms[one], forms[two], parts[one]
                value = limit.constant if isinstance(limit, Exact) else None
                if value is None or part.whole != YES or not isinstance(other, Ratio):
                    continue
                passes = self.ratio_against(">=" if which == "min" else "<=", other, value)
                if passes is not None:
                    taken = Filled(passes, YES) if ignoring else held(passes)
                    nothing = held(Compare("==", other.above.node, Whole(0)))
                    return some_of([taken, nothing]), part.whole_reach
        return whole, reach

    def either(self, when: Node, then: Form, otherwise: Form) -> Form:
        """One where a condition is true, the other where it is false or unknown."""
        if isinstance(when, Truth):
            return then if when.value else otherwise
        if then == otherwise:
            return then
        unknown = then.may_be_unknown or otherwise.may_be_unknown
        exact = _aligned((then, otherwise))
        if exact is not None:
            a, b = exact
            node = Either(when, a.node, b.node)
            ends = min(a.least, b.least), max(a.most, b.most)
            return Exact(node, a.denominator, *ends, unknown)
        x, y = self.nearly(then), self.nearly(otherwise)
        node = Either(when, x.node, y.node)
        never = x.never_below_0 and y.never_below_0
        whole = x.whole if x.whole == y.whole else Either(when, x.whole, y.whole)
        reach = max(x.whole_reach, y.whole_reach)
        if x.error is None and y.error is None:
            return Nearly(node, max(x.slips, y.slips), None, whole, reach, unknown, never)
        error = Either(when, self.error_of(x), self.error_of(y))
        return Nearly(node, 0, error, whole, reach, unknown, never)

    def unless(self, when: Node, form: Form) -> Form:
        """The number, unknown where a condition is true."""
        if isinstance(when, Truth):
            return self._unknown(form) if when.value else form
        match form:
            case Exact():
                node = Either(when, Unknown("whole"), form.node)
                return Exact(node, form.denominator, form.least, form.most, may_be_unknown=True)
            case _:
                part = self.nearly(form)
                node = Either(when, Unknown("real"), part.node)
                whole = some_of([held(when), part.whole])
                return replace(part, node=node, whole=whole, may_be_unknown=True)

    @staticmethod
    def _unknown(form: Form) -> Form:
        if isinstance(form, Exact):
            return Exact(Unknown("whole"), form.denominator, 0, 0, may_be_unknown=True)
        return Nearly(Unknown("real"), 0, None, YES, 0, True, never_below_0=True)

    def filled(self, form: Form, instead: Form) -> Form:
        """The number, or another where it is unknown."""
        if not form.may_be_unknown:
            return form
        exact = _aligned((form, instead))
        if exact is not None:
            a, b = exact
            ends = min(a.least, b.least), max(a.most, b.most)
            return Exact(Filled(a.node, b.node), a.denominator, *ends, b.may_be_unknown)
        return self.either(self.known(form), form, instead)

    def whole_below(self, form: Form) -> Form:
        """The whole number at or below."""
        value = form.constant if isinstance(form, Exact) else None
        if value is not None:
            return constant(floor(value))
        if isinstance(form, Exact) and form.denominator == 1:
            return form
        part = self.nearly(form)
        limit = self._floor_limit(form)
        if limit is None:
            part, limit = self._floored(part), FARTHEST_WHOLE
        node = WholeBelow(part.node)
        low = 0 if part.never_below_0 else -limit
        return Exact(node, 1, low, limit, part.may_be_unknown)

    def _floored(self, part: Nearly) -> Nearly:
        """Rows near a whole number, or too far from 0 for one, are in doubt."""
        far = Compare(">=", Absolute(part.node), Real(float(FARTHEST_WHOLE)))
        self.workbench.doubt(far)
        safe = Either(far, Unknown("real"), part.node)
        nearest = WholeBelow(Add(safe, Real(0.5)))
        apart = Absolute(Subtract(safe, AsReal(nearest)))
        margin = Multiply(self.error_of(part), Real(2.0))
        self.workbench.doubt(every_of([Compare("<=", apart, margin), denied(part.whole)]))
        return replace(part, node=safe, may_be_unknown=True)

    @staticmethod
    def _floor_limit(form: Form) -> int | None:
        """How far from 0 the floor can lie, where the rounded quotient has the same floor."""
        match form:
            case Exact(denominator=below, reach=above):
                far = above // below + 1
                return far if above + below < SURE else None
            case Ratio(above=above, below=below):
                shared = Fraction(below.denominator, above.denominator)
                top, bottom = above.reach * shared.numerator, below.reach * shared.denominator
                return top + 1 if top + bottom < SURE else None
            case _:
                return None


def _aligned(forms: Sequence[Form]) -> tuple[Exact, ...] | None:
    exact = tuple(form for form in forms if isinstance(form, Exact))
    return aligned(exact) if len(exact) == len(forms) else None


def _never_below_0(which: Literal["min", "max"], parts: Sequence[Nearly]) -> bool:
    above = [part for part in parts if part.never_below_0]
    is_lifted = which == "max" and any(not part.may_be_unknown for part in above)
    return is_lifted or len(above) == len(parts)


def _undominated(
    which: Literal["min", "max"], forms: tuple[Exact, ...], *, ignoring: bool
) -> tuple[Exact, ...]:
    """Without the parts that another, surely known one always beats."""
    kept = list(dict.fromkeys(forms))
    for form in tuple(kept):
        others = [f for f in kept if f is not form and not f.may_be_unknown]
        beaten = any(
            other.least >= form.most if which == "max" else other.most <= form.least
            for other in others
        )
        if beaten and (ignoring or not form.may_be_unknown):
            kept.remove(form)
    return tuple(kept)
