"""What a translation may want to know of a node: its family, and the range of a whole number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.columns.nodes import (
    Absolute,
    Add,
    AsReal,
    Banded,
    Column,
    Divide,
    Either,
    Filled,
    Greatest,
    Least,
    Multiply,
    Real,
    Subtract,
    Unknown,
    Whole,
    WholeBelow,
    Word,
    Words,
)

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Family, Node

FARTHEST = 2**63 - 1


def family_of(node: Node) -> Family:
    match node:
        case Column(family=family) | Unknown(family=family):
            found = family
        case Whole() | Banded() | WholeBelow():
            found = "whole"
        case Real() | Divide() | AsReal():
            found = "real"
        case Word() | Words():
            found = "text"
        case _:
            found = _family_of_parts(node)
    return found


def _family_of_parts(node: Node) -> Family:
    match node:
        case Add(left=part) | Subtract(left=part) | Multiply(left=part):
            found = family_of(part)
        case Absolute(of=part) | Filled(of=part):
            found = family_of(part)
        case Either(then=part):
            found = family_of(part)
        case Least(of=parts) | Greatest(of=parts):
            found = family_of(parts[0])
        case _:
            found = "truth"
    return found


def range_of(node: Node) -> tuple[int, int]:
    """The smallest and largest whole number that a node can be."""
    match node:
        case Column(least=least, most=most):
            found = least, most
        case Whole(value=value):
            found = value, value
        case Unknown():
            found = 0, 0
        case Banded(values=values):
            found = min(values), max(values)
        case Add(left=left, right=right):
            (a, b), (c, d) = range_of(left), range_of(right)
            found = a + c, b + d
        case Subtract(left=left, right=right):
            (a, b), (c, d) = range_of(left), range_of(right)
            found = a - d, b - c
        case Multiply(left=left, right=right):
            ends = [x * y for x in range_of(left) for y in range_of(right)]
            found = min(ends), max(ends)
        case _:
            found = _range_of_choice(node)
    return found


def _range_of_choice(node: Node) -> tuple[int, int]:
    match node:
        case Either(then=left, otherwise=right) | Filled(of=left, instead=right):
            found = _around(range_of(left), range_of(right))
        case Least(of=parts) | Greatest(of=parts):
            found = _around(*map(range_of, parts))
        case Absolute(of=part):
            least, most = range_of(part)
            found = 0, max(abs(least), abs(most))
        case _:
            found = -FARTHEST, FARTHEST
    return found


def _around(*ranges: tuple[int, int]) -> tuple[int, int]:
    return min(least for least, _ in ranges), max(most for _, most in ranges)
