"""The nodes of a plan as Polars expressions: node for node, no rule in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_, or_
from typing import assert_never

import polars as pl

from jigai.domain.columns.nodes import (
    Absolute,
    Add,
    AsReal,
    Banded,
    Column,
    Compare,
    Decided,
    Divide,
    Either,
    Every,
    Filled,
    Greatest,
    Holds,
    Known,
    Least,
    Multiply,
    Node,
    Not,
    Real,
    Some,
    Subtract,
    Truth,
    Unknown,
    Whole,
    WholeBelow,
    Word,
    Words,
)
from jigai.domain.columns.plan import Plan, Result
from jigai.domain.columns.ranges_of_nodes import family_of, range_of
from jigai.domain.columns.truths import may_be_unknown

WORDS_EACH = 8
"""Conditions in one mask of words."""
TYPES: dict[str, pl.DataType] = {
    "real": pl.Float64(),
    "truth": pl.Boolean(),
    "text": pl.String(),
}
SIGNS: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "<": pl.Expr.__lt__,
    "<=": pl.Expr.__le__,
    "==": pl.Expr.__eq__,
    "!=": pl.Expr.__ne__,
    ">=": pl.Expr.__ge__,
    ">": pl.Expr.__gt__,
}


def whole_type(least: int, most: int) -> pl.DataType:
    """The narrowest integer that holds a range."""
    for kind, bits in ((pl.Int8(), 7), (pl.Int16(), 15), (pl.Int32(), 31)):
        if -(2**bits) <= least and most < 2**bits:
            return kind
    return pl.Int64()


def computed(table: pl.LazyFrame, plan: Plan, results: Sequence[str]) -> pl.LazyFrame:
    """The columns of some results over a table of facts as the plan wants them.

    Words come as masks: ``<name>`` and a number, bit by bit in the order of the words.
    """
    for stage in plan.needed(results):
        table = table.with_columns(expression(one.node).alias(one.column.name) for one in stage)
    return table.with_columns(
        part for name in results for part in _result(name, plan.results[name])
    )


def _result(name: str, result: Result) -> list[pl.Expr]:
    if not isinstance(result.node, Words):
        return [expression(result.node).alias(f"={name}")]
    return [mask.alias(f"={name}{n}") for n, mask in enumerate(masks(result.node))]


def masks(words: Words) -> list[pl.Expr]:
    """The conditions of words as bits."""
    found = []
    for start in range(0, len(words.parts), WORDS_EACH):
        bits = [
            pl.when(expression(condition))
            .then(pl.lit(1 << n, pl.UInt8))
            .otherwise(pl.lit(0, pl.UInt8))
            for n, (condition, _) in enumerate(words.parts[start : start + WORDS_EACH])
        ]
        found.append(reduce(pl.Expr.__add__, bits))
    return found or [pl.lit(0, pl.UInt8)]


def expression(node: Node) -> pl.Expr:
    """One node and what is under it."""
    match node:
        case Column(name=name):
            return pl.col(name)
        case Whole() | Real() | Word() | Truth() | Unknown():
            return _constant(node)
        case Compare() | Decided() | Every() | Some() | Not() | Known() | Holds():
            return _condition(node)
        case Either() | Filled() | Banded() | Least() | Greatest():
            return _choice(node)
        case Add() | Subtract() | Multiply() | Divide() | AsReal() | WholeBelow() | Absolute():
            return _number(node)
        case Words():
            raise TypeError(node)  # words are results, and come as masks
        case _:
            assert_never(node)


def type_of(node: Node) -> pl.DataType:
    family = family_of(node)
    return whole_type(*range_of(node)) if family == "whole" else TYPES[family]


def _constant(node: Whole | Real | Word | Truth | Unknown) -> pl.Expr:
    match node:
        case Unknown(family=family):
            kind: pl.DataType = pl.Int8() if family == "whole" else TYPES[family]
            return pl.lit(None, kind)
        case _:
            return pl.lit(node.value, type_of(node))


def _condition(node: Compare | Decided | Every | Some | Not | Known | Holds) -> pl.Expr:
    match node:
        case Compare(sign=sign, left=left, right=right):
            found = SIGNS[sign](expression(left), expression(right))
        case Decided(yes=yes, no=no):
            known = pl.when(expression(yes)).then(statement=True)
            found = known.when(expression(no)).then(statement=False)
        case Every(of=parts):
            found = reduce(and_, map(expression, parts))
        case Some(of=parts):
            found = reduce(or_, map(expression, parts))
        case Not(of=inner):
            found = ~expression(inner)
        case Known(of=inner):
            found = expression(inner).is_not_null()
        case Holds(of=inner):
            found = expression(inner).fill_null(value=False)
    return found


def _choice(node: Either | Filled | Banded | Least | Greatest) -> pl.Expr:
    kind = type_of(node)
    match node:
        case Either(when=when, then=then, otherwise=otherwise):
            chosen = pl.when(expression(when)).then(_as(then, kind))
            found = chosen.otherwise(_as(otherwise, kind))
        case Filled(of=Banded(values=values) as inner, instead=Whole(value=value)) if (
            value == values[-1]
        ):
            found = _stepped(inner)
        case Filled(of=inner, instead=instead):
            found = _as(inner, kind).fill_null(_as(instead, kind))
        case Banded():
            found = _banded(node)
        case Least() | Greatest():
            found = _limited(node, kind)
    return found


def _limited(node: Least | Greatest, kind: pl.DataType) -> pl.Expr:
    """Of two parts of which one is always known: one choice instead of a search across columns."""
    sure = [part for part in node.of if not may_be_unknown(part)]
    if len(node.of) != len(("one", "other")) or not sure:
        return _across(node, kind)
    other = node.of[0] if node.of[1] is sure[-1] else node.of[1]
    number, limit = _as(other, kind), _as(sure[-1], kind)
    wins, loses = pl.Expr.__le__, pl.Expr.__gt__
    if isinstance(node, Greatest):
        wins, loses = pl.Expr.__ge__, pl.Expr.__lt__
    if node.ignoring:  # an unknown number does not win
        return pl.when(wins(number, limit)).then(number).otherwise(limit)
    return pl.when(loses(number, limit)).then(limit).otherwise(number)


def _across(node: Least | Greatest, kind: pl.DataType) -> pl.Expr:
    across = pl.min_horizontal if isinstance(node, Least) else pl.max_horizontal
    found = across([_as(part, kind) for part in node.of])
    gaps = [expression(part).is_null() for part in node.of if may_be_unknown(part)]
    if node.ignoring or not gaps:
        return found
    return pl.when(~reduce(or_, gaps)).then(found)


def _banded(node: Banded) -> pl.Expr:
    if may_be_unknown(node.measure):
        return pl.when(expression(node.measure).is_not_null()).then(_stepped(node))
    return _stepped(node)


def _stepped(node: Banded) -> pl.Expr:
    """The lowest value and a step for each bound that is reached; an unknown one reaches none.

    Choices of small integers are several times faster here than truths made numbers.
    """
    kind = type_of(node)
    measure, limit = expression(node.measure), type_of(node.measure)
    steps = [
        _if(measure >= pl.lit(bound, limit), above - below, kind)
        for bound, above, below in zip(node.bounds, node.values[:-1], node.values[1:], strict=True)
        if above != below
    ]
    lowest = [pl.lit(node.values[-1], kind)] if node.values[-1] or not steps else []
    return reduce(pl.Expr.__add__, [*steps, *lowest])


def _if(condition: pl.Expr, value: int, kind: pl.DataType) -> pl.Expr:
    return pl.when(condition).then(pl.lit(value, kind)).otherwise(pl.lit(0, kind))


def _number(
    node: Add | Subtract | Multiply | Divide | AsReal | WholeBelow | Absolute,
) -> pl.Expr:
    kind = type_of(node)
    match node:
        case Add(left=left, right=right):
            found = _as(left, kind) + _as(right, kind)
        case Subtract(left=left, right=right):
            found = _as(left, kind) - _as(right, kind)
        case Multiply(left=left, right=right):
            found = _as(left, kind) * _as(right, kind)
        case Divide(left=left, right=right):
            found = _quotient(left, right)
        case AsReal(of=inner):
            found = expression(inner).cast(pl.Float64)
        case WholeBelow(of=inner):
            found = expression(inner).floor().cast(kind, strict=False)
        case Absolute(of=inner):
            found = _as(inner, kind).abs()
    return found


def _quotient(left: Node, right: Node) -> pl.Expr:
    if isinstance(right, Real) and right.value:
        return divided(expression(left), right.value)
    whole = expression(right.of) != 0 if isinstance(right, AsReal) else expression(right) != 0.0
    return pl.when(whole).then(expression(left) / expression(right))


def divided(number: pl.Expr, by: float) -> pl.Expr:
    """A true division by a constant: Polars would multiply by its inverse, which rounds twice."""
    return number / (number * 0.0 + by)


def _as(node: Node, kind: pl.DataType) -> pl.Expr:
    found = expression(node)
    if isinstance(node, Whole | Unknown):
        return pl.lit(getattr(node, "value", None), kind)
    return found if type_of(node) == kind else found.cast(kind)
