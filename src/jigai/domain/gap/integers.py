"""Whole-number expressions and true/false literals over the solver's variables, all exact."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LARGEST = 2**60
"""The solver counts in 64 bits; beyond this nothing is handed to it."""


class NotTranslatable(Exception):
    """This part cannot be said exactly in the solver's whole numbers; it is tabulated instead."""


@dataclass(frozen=True, slots=True)
class Affine:
    """A constant and whole multiples of variables, by the number of the variable."""

    constant: int
    terms: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A true/false variable or its opposite."""

    variable: int
    is_positive: bool


Truth = bool | Literal
Interval = tuple[int, int]
ZERO = Affine(0)


def negated(truth: Truth) -> Truth:
    if isinstance(truth, bool):
        return not truth
    return Literal(truth.variable, not truth.is_positive)


def plus(left: Affine, right: Affine, times: int = 1) -> Affine:
    """``left + times * right``."""
    sums = dict(left.terms)
    for variable, factor in right.terms:
        sums[variable] = sums.get(variable, 0) + times * factor
    terms = tuple(sorted((v, f) for v, f in sums.items() if f))
    return Affine(left.constant + times * right.constant, terms)


def multiplied(affine: Affine, factor: int) -> Affine:
    return plus(ZERO, affine, factor)


@dataclass(frozen=True, slots=True)
class Pull:
    """How often one lever is pulled (0 to ``most``), and whether it is pulled at all."""

    count: int
    used: int
    most: int


class IntegerModel:
    """The solver's model with what was already said in it, so that nothing is said twice."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()
        self.variables: list[cp_model.IntVar] = []
        self.limits: list[Interval] = []
        self.pulls: list[Pull] = []
        self._pull_of: dict[int, int] = {}
        self._known: dict[object, Truth] = {}
        self._products: dict[tuple[Affine, Affine], Affine] = {}

    def whole(self, low: int, high: int) -> Affine:
        """A new variable from ``low`` to ``high``."""
        if max(abs(low), abs(high)) > LARGEST:
            raise NotTranslatable
        if low == high:
            return Affine(low)
        self.variables.append(self.cp.new_int_var(low, high, f"v{len(self.variables)}"))
        self.limits.append((low, high))
        return Affine(0, ((len(self.variables) - 1, 1),))

    def flag(self) -> Literal:
        return Literal(self.whole(0, 1).terms[0][0], is_positive=True)

    def pull(self, most: int) -> Pull:
        """A lever's own variables: its count, and ``used`` as soon as the count is not 0."""
        count, used = self.whole(0, most).terms[0][0], self.flag().variable
        self.cp.add(self.variables[count] >= self.variables[used])
        self.cp.add(self.variables[count] <= most * self.variables[used])
        pull = Pull(count, used, most)
        self.pulls.append(pull)
        self._pull_of |= {count: len(self.pulls) - 1, used: len(self.pulls) - 1}
        return pull

    def bounds(self, affine: Affine) -> Interval:
        low = high = affine.constant
        for variable, factor in affine.terms:
            ends = [factor * end for end in self.limits[variable]]
            low, high = low + min(ends), high + max(ends)
        return low, high

    def linear(self, affine: Affine) -> cp_model.LinearExprT:
        """The solver's own form of an expression.

        Raises:
            NotTranslatable: its terms could pass what the solver can count.
        """
        size = abs(affine.constant)
        for variable, factor in affine.terms:
            size += abs(factor) * max(abs(end) for end in self.limits[variable])
        if size > LARGEST:
            raise NotTranslatable
        factors = [factor for _, factor in affine.terms]
        variables = [self.variables[variable] for variable, _ in affine.terms]
        return cp_model.LinearExpr.weighted_sum(variables, factors) + affine.constant

    def literal(self, truth: Literal) -> cp_model.LiteralT:
        variable = self.variables[truth.variable]
        return variable if truth.is_positive else ~variable

    def as_number(self, truth: Truth) -> Affine:
        """1 where it is true, 0 where not."""
        if isinstance(truth, bool):
            return Affine(int(truth))
        if truth.is_positive:
            return Affine(0, ((truth.variable, 1),))
        return Affine(1, ((truth.variable, -1),))

    def product(self, left: Affine, right: Affine) -> Affine:
        if not left.terms or not right.terms:
            constant, other = (left, right) if not left.terms else (right, left)
            return multiplied(other, constant.constant)
        key = (left, right)
        if key not in self._products:
            ends = [a * b for a in self.bounds(left) for b in self.bounds(right)]
            result = self.whole(min(ends), max(ends))
            self.cp.add_multiplication_equality(
                self.linear(result), self.linear(left), self.linear(right)
            )
            self._products[key] = result
        return self._products[key]

    def is_at_least_0(self, affine: Affine) -> Truth:
        """Whether an expression is 0 or more, for every value of its variables."""
        low, high = self.bounds(affine)
        if low >= 0 or high < 0:
            return low >= 0
        divisor = gcd(*(factor for _, factor in affine.terms))
        terms = tuple((variable, factor // divisor) for variable, factor in affine.terms)
        reduced = Affine(affine.constant // divisor, terms)
        pulls = {self._pull_of.get(variable, -1) for variable, _ in terms}
        if len(pulls) == 1 and -1 not in pulls:
            return self._on_one_lever(self.pulls[pulls.pop()], reduced)
        opposite = Affine(-1 - reduced.constant, tuple((v, -f) for v, f in terms))
        if opposite in self._known:
            return negated(self._known[opposite])
        return self._said_once(reduced, lambda holds: self._reify(reduced, holds))

    def _reify(self, affine: Affine, holds: Literal) -> None:
        expression = self.linear(affine)
        self.cp.add(expression >= 0).only_enforce_if(self.literal(holds))
        self.cp.add(expression <= -1).only_enforce_if(~self.literal(holds))

    def _on_one_lever(self, pull: Pull, affine: Affine) -> Truth:
        """Solved here for the count, so that figures of any size stay exact."""
        factors = dict(affine.terms)
        slope = factors.get(pull.count, 0)
        start = affine.constant + factors.get(pull.used, 0)
        if slope > 0:
            found = [(max(1, -(start // slope)), pull.most)]
        elif slope < 0:
            found = [(1, min(pull.most, start // -slope))]
        else:
            found = [(1, pull.most)] if start >= 0 else []
        return self.is_count_in(pull, [*([(0, 0)] if affine.constant >= 0 else []), *found])

    def is_count_in(self, pull: Pull, intervals: Iterable[Interval]) -> Truth:
        """Whether the count of a lever lies in one of some intervals."""
        inside = cp_model.Domain.from_intervals([i for i in intervals if i[0] <= i[1]])
        everything = cp_model.Domain(0, pull.most)
        inside = inside.intersection_with(everything)
        outside = everything.intersection_with(inside.complement())
        if inside.is_empty() or outside.is_empty():
            return bool(outside.is_empty())
        count = self.variables[pull.count]
        other = (pull.count, tuple(outside.flattened_intervals()))
        if other in self._known:
            return negated(self._known[other])

        def say(holds: Literal) -> None:
            literal = self.literal(holds)
            self.cp.add_linear_expression_in_domain(count, inside).only_enforce_if(literal)
            self.cp.add_linear_expression_in_domain(count, outside).only_enforce_if(~literal)

        return self._said_once((pull.count, tuple(inside.flattened_intervals())), say)

    def every(self, truths: Iterable[Truth]) -> Truth:
        """Whether all of them are true."""
        parts: dict[Literal, None] = {}
        for truth in truths:
            if isinstance(truth, bool):
                if not truth:
                    return False
            elif negated(truth) in parts:
                return False
            else:
                parts[truth] = None
        if len(parts) <= 1:
            return next(iter(parts), True)

        def say(holds: Literal) -> None:
            literals = [self.literal(part) for part in parts]
            self.cp.add_bool_and(literals).only_enforce_if(self.literal(holds))
            self.cp.add_bool_or([*(~literal for literal in literals), self.literal(holds)])

        return self._said_once(("every", frozenset(parts)), say)

    def some(self, truths: Iterable[Truth]) -> Truth:
        """Whether at least one of them is true."""
        return negated(self.every(negated(truth) for truth in truths))

    def least(self, parts: Sequence[Affine]) -> Affine:
        """The smallest of some expressions."""
        ends = [self.bounds(part) for part in parts]
        high = min(end for _, end in ends)
        for part, (_, own_high) in zip(parts, ends, strict=True):
            if own_high <= min(low for low, _ in ends):
                return part
        result = self.whole(min(low for low, _ in ends), high)
        self.cp.add_min_equality(self.linear(result), [self.linear(part) for part in parts])
        return result

    def greatest(self, parts: Sequence[Affine]) -> Affine:
        return multiplied(self.least([multiplied(part, -1) for part in parts]), -1)

    def chosen(self, options: Sequence[tuple[Truth, Affine]]) -> Affine:
        """The expression whose guard is true; exactly one guard is."""
        values = [value for _, value in options]
        ends = [self.bounds(value) for value in values]
        result = self.whole(min(low for low, _ in ends), max(high for _, high in ends))
        if not any(value.terms for value in values):
            total = ZERO
            for guard, value in options:
                total = plus(total, self.as_number(guard), value.constant)
            if result.terms:
                self.cp.add(self.linear(result) == self.linear(total))
            return result
        for guard, value in options:
            if guard is not False:
                same = self.cp.add(self.linear(result) == self.linear(value))
                if isinstance(guard, Literal):
                    same.only_enforce_if(self.literal(guard))
        return result

    def _said_once(self, key: object, say: Callable[[Literal], None]) -> Truth:
        if key not in self._known:
            holds = self.flag()
            say(holds)
            self._known[key] = holds
        return self._known[key]
