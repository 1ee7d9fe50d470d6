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

WORDS_EACH = 63
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
            expression(condition).fill_null(value=False).cast(pl.UInt64) * pl.lit(1 << n, pl.UInt64)
            for n, (condition, _) in enumerate(words.parts[start : start + WORDS_EACH])
        ]
        found.append(pl.sum_horizontal(bits))
    return found or [pl.lit(0, pl.UInt64)]


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
            return SIGNS[sign](expression(left), expression(right))
        case Decided(yes=yes, no=no):
            known = pl.when(expression(yes)).then(statement=True)
            return known.when(expression(no)).then(statement=False)
        case Every(of=parts):
            return reduce(and_, map(expression, parts))
        case Some(of=parts):
            return reduce(or_, map(expression, parts))
        case Not(of=inner):
            return ~expression(inner)
        case Known(of=inner):
            return expression(inner).is_not_null()
        case Holds(of=inner):
            return expression(inner).fill_null(value=False)


def _choice(node: Either | Filled | Banded | Least | Greatest) -> pl.Expr:
    match node:
        case Either(when=when, then=then, otherwise=otherwise):
            kind = type_of(node)
            chosen = pl.when(expression(when)).then(_as(then, kind))
            return chosen.otherwise(_as(otherwise, kind))
        case Filled(of=inner, instead=instead):
            kind = type_of(node)
            return _as(inner, kind).fill_null(_as(instead, kind))
        case Banded():
            return _banded(node)
        case Least(of=parts, ignoring=ignoring) | Greatest(of=parts, ignoring=ignoring):
            kind = type_of(node)
            across = pl.min_horizontal if isinstance(node, Least) else pl.max_horizontal
            found = across([_as(part, kind) for part in parts])
            gaps = [expression(part).is_null() for part in parts if may_be_unknown(part)]
            if ignoring or not gaps:
                return found
            return pl.when(~reduce(or_, gaps)).then(found)


def _banded(node: Banded) -> pl.Expr:
    """The lowest value and a step up for each bound that is reached."""
    kind = type_of(node)
    measure = expression(node.measure)
    limit = type_of(node.measure)
    steps = [a - b for a, b in zip(node.values, node.values[1:], strict=False)]
    reached = [(measure >= pl.lit(bound, limit)).cast(kind) for bound in node.bounds]
    if len(set(steps)) == 1:
        found = reduce(pl.Expr.__add__, reached) * pl.lit(steps[0], kind)
    else:
        parts = [one * pl.lit(step, kind) for one, step in zip(reached, steps, strict=True) if step]
        found = reduce(pl.Expr.__add__, parts)
    lowest = node.values[-1]
    return found + pl.lit(lowest, kind) if lowest else found


def _number(
    node: Add | Subtract | Multiply | Divide | AsReal | WholeBelow | Absolute,
) -> pl.Expr:
    kind = type_of(node)
    match node:
        case Add(left=left, right=right):
            return _as(left, kind) + _as(right, kind)
        case Subtract(left=left, right=right):
            return _as(left, kind) - _as(right, kind)
        case Multiply(left=left, right=right):
            return _as(left, kind) * _as(right, kind)
        case Divide(left=left, right=right):
            quotient = expression(left) / expression(right)
            if isinstance(right, Real) and right.value:
                return quotient
            return pl.when(expression(right) != 0.0).then(quotient)
        case AsReal(of=inner):
            return expression(inner).cast(pl.Float64)
        case WholeBelow(of=inner):
            return expression(inner).floor().cast(kind, strict=False)
        case Absolute(of=inner):
            return _as(inner, kind).abs()


def _as(node: Node, kind: pl.DataType) -> pl.Expr:
    found = expression(node)
    if isinstance(node, Whole | Unknown):
        return pl.lit(getattr(node, "value", None), kind)
    return found if type_of(node) == kind else found.cast(kind)
