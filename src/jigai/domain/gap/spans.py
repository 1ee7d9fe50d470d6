"""Exact numbers and ranges over the solver's variables: the arithmetic of ``rules.ranges``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from jigai.domain.gap.integers import (
    Affine,
    IntegerModel,
    NotTranslatable,
    Truth,
    multiplied,
    negated,
    plus,
)
from jigai.domain.rules.ranges import Amount, high_of, low_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jigai.domain.rules.nodes import Operation, Sign

ONE = Affine(1)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One expression over another that is always above 0."""

    over: Affine
    under: Affine = ONE

    @property
    def is_constant(self) -> bool:
        return not self.over.terms and not self.under.terms


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``; ``None`` is without limit. An exact number has both alike."""

    low: Ratio | None
    high: Ratio | None

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Answer:
    """Three values as two: surely so, surely not; unknown is neither."""

    yes: Truth
    no: Truth


ANYTHING = Span(None, None)


def constant(value: Fraction) -> Ratio:
    return Ratio(Affine(value.numerator), Affine(value.denominator))


def exact(ratio: Ratio) -> Span:
    return Span(ratio, ratio)


def span_of(amount: Amount) -> Span:
    low, high = low_of(amount), high_of(amount)
    return Span(*(None if end is None else constant(end) for end in (low, high)))


class Spans:
    """The arithmetic of ranges, on one model.

    Raises:
        NotTranslatable: where the answer would need more than whole numbers of 64 bits, or where
            the end of an open range depends on a number that could be 0.
    """

    def __init__(self, model: IntegerModel) -> None:
        self.model = model

    def combine(self, operation: Operation, left: Span, right: Span) -> Span:
        match operation:
            case "+":
                return self._plus(left, right, 1)
            case "-":
                return self._plus(left, Span(right.high, right.low), -1)
            case "*":
                return self._times(left, right)
            case "/":
                return self._over(left, right)

    def _plus(self, left: Span, right: Span, sign: int) -> Span:
        low = self._sum(left.low, right.low, sign)
        return Span(
            low, low if _both_exact(left, right) else self._sum(left.high, right.high, sign)
        )

    def _sum(self, left: Ratio | None, right: Ratio | None, sign: int) -> Ratio | None:
        if left is None or right is None:
            return None
        (a, b), under = self._on_one(left, right)
        return Ratio(plus(a, b, sign), under)

    def _on_one(self, left: Ratio, right: Ratio) -> tuple[tuple[Affine, Affine], Affine]:
        """Both over one denominator."""
        if left.under == right.under:
            return (left.over, right.over), left.under
        if not left.under.terms and not right.under.terms:
            under = lcm(left.under.constant, right.under.constant)
            a = multiplied(left.over, under // left.under.constant)
            return (a, multiplied(right.over, under // right.under.constant)), Affine(under)
        product = self.model.product
        a, b = product(left.over, right.under), product(right.over, left.under)
        return (a, b), product(left.under, right.under)

    def _times(self, left: Span, right: Span) -> Span:
        if not left.is_exact:
            left, right = right, left
        if not left.is_exact or left.low is None:
            raise NotTranslatable
        if right.is_exact and right.low is not None:
            return exact(self._product(left.low, right.low))
        low, high = self.model.bounds(left.low.over)
        open_ended = right.low is None or right.high is None
        if left.low.is_constant and low == 0:
            return exact(left.low)
        if (low < 0 < high) or (open_ended and low <= 0 <= high):
            raise NotTranslatable
        ends = (right.low, right.high) if low >= 0 else (right.high, right.low)
        return Span(*(None if end is None else self._product(left.low, end) for end in ends))

    def _product(self, left: Ratio, right: Ratio) -> Ratio:
        product = self.model.product
        return Ratio(product(left.over, right.over), product(left.under, right.under))

    def _over(self, left: Span, right: Span) -> Span:
        if right.low is None or right.high is None:
            return ANYTHING
        if not right.is_exact:
            raise NotTranslatable
        low, high = self.model.bounds(right.low.over)
        if low == high == 0:
            return ANYTHING
        if low <= 0 <= high:
            raise NotTranslatable
        sign = 1 if low > 0 else -1
        inverse = Ratio(multiplied(right.low.under, sign), multiplied(right.low.over, sign))
        return self._times(exact(inverse), left)

    def whole_below(self, span: Span) -> Span:
        low = None if span.low is None else self._floor(span.low)
        high = None if span.high is None else self._floor(span.high)
        return exact(low) if span.is_exact and low is not None else Span(low, high)

    def _floor(self, ratio: Ratio) -> Ratio:
        if ratio.under == ONE:
            return ratio
        if ratio.under.terms:
            raise NotTranslatable
        model, under = self.model, ratio.under.constant
        low, high = model.bounds(ratio.over)
        whole = model.whole(low // under, high // under)
        rest = model.linear(plus(ratio.over, whole, -under))
        model.cp.add(rest >= 0)
        model.cp.add(rest <= under - 1)
        return Ratio(whole)

    def least_of(self, spans: Sequence[Span]) -> Span:
        lows, highs = [s.low for s in spans], [s.high for s in spans]
        known = [end for end in highs if end is not None]
        low = None if None in lows else self._least([end for end in lows if end is not None])
        if all(span.is_exact for span in spans) and low is not None:
            return exact(low)
        return Span(low, self._least(known) if known else None)

    def greatest_of(self, spans: Sequence[Span]) -> Span:
        turned = self.least_of([_turned(span) for span in spans])
        return _turned(turned)

    def _least(self, ratios: Sequence[Ratio]) -> Ratio:
        if len(set(ratios)) == 1:
            return ratios[0]
        parts, under = self._on_constant(ratios)
        return Ratio(self.model.least(parts), Affine(under))

    def _on_constant(self, ratios: Sequence[Ratio]) -> tuple[list[Affine], int]:
        if any(ratio.under.terms for ratio in ratios):
            raise NotTranslatable
        under = lcm(*(ratio.under.constant for ratio in ratios))
        return [multiplied(r.over, under // r.under.constant) for r in ratios], under

    def hull_of(self, options: Sequence[tuple[Truth, Span]], *, is_one: bool) -> Span:
        """The narrowest span of the options that are possible (their guard is true).

        Args:
            is_one: exactly one guard is true, so that exact options stay exact.
        """
        possible = [(guard, span) for guard, span in options if guard is not False]
        if len({span for _, span in possible}) == 1:
            return possible[0][1]
        if is_one and all(span.is_exact for _, span in possible):
            return exact(self._chosen([(g, s.low) for g, s in possible]))
        if any(end is None for _, span in possible for end in (span.low, span.high)):
            raise NotTranslatable
        if is_one:
            low = self._chosen([(g, s.low) for g, s in possible])
            return Span(low, self._chosen([(g, s.high) for g, s in possible]))
        low = self._least_possible([(g, s.low) for g, s in possible])
        turned = self._least_possible([(g, _turned(s).low) for g, s in possible])
        return Span(low, _minus(turned))

    def _chosen(self, options: Sequence[tuple[Truth, Ratio | None]]) -> Ratio:
        parts, under = self._on_constant([value for _, value in options if value is not None])
        guards = [guard for guard, _ in options]
        return Ratio(self.model.chosen(list(zip(guards, parts, strict=True))), Affine(under))

    def _least_possible(self, options: Sequence[tuple[Truth, Ratio | None]]) -> Ratio:
        parts, under = self._on_constant([value for _, value in options if value is not None])
        top = Affine(max(self.model.bounds(part)[1] for part in parts))
        guarded = [
            self.model.chosen([(guard, part), (negated(guard), top)])
            for (guard, _), part in zip(options, parts, strict=True)
        ]
        return Ratio(self.model.least(guarded), Affine(under))

    def compare(self, sign: Sign, left: Span, right: Span) -> Answer:
        match sign:
            case "<":
                return self._below(left, right)
            case "<=":
                return _opposite(self._below(right, left))
            case ">":
                return self._below(right, left)
            case ">=":
                return _opposite(self._below(left, right))
            case "==":
                return self._same(left, right)
            case "!=":
                return _opposite(self._same(left, right))

    def is_at_least(self, left: Ratio | None, right: Ratio | None) -> Truth:
        """``left >= right``; false where either is without limit."""
        if left is None or right is None:
            return False
        a, b = self._cross(left, right)
        return self.model.is_at_least_0(plus(a, b, -1))

    def _cross(self, left: Ratio, right: Ratio) -> tuple[Affine, Affine]:
        """Multiplied out; denominators are above 0, so the order stays."""
        if left.under == right.under:
            return left.over, right.over
        product = self.model.product
        return product(left.over, right.under), product(right.over, left.under)

    def _below(self, left: Span, right: Span) -> Answer:
        known = left.high is not None and right.low is not None
        yes = negated(self.is_at_least(left.high, right.low)) if known else False
        return Answer(yes, self.is_at_least(left.low, right.high))

    def _same(self, left: Span, right: Span) -> Answer:
        below, above = self._below(left, right), self._below(right, left)
        both = [self.is_at_least(left.low, right.high), self.is_at_least(right.low, left.high)]
        return Answer(self.model.every(both), self.model.some([below.yes, above.yes]))


def _opposite(answer: Answer) -> Answer:
    return Answer(answer.no, answer.yes)


def _both_exact(left: Span, right: Span) -> bool:
    return left.is_exact and right.is_exact


def _minus(ratio: Ratio) -> Ratio:
    return Ratio(multiplied(ratio.over, -1), ratio.under)


def _turned(span: Span) -> Span:
    """The span below 0 that mirrors it."""
    low = None if span.high is None else _minus(span.high)
    return Span(low, None if span.low is None else _minus(span.low))
