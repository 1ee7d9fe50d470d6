"""Kleene's connectives with what is known when the plan is made taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jigai.domain.columns.nodes import (
    Column,
    Decided,
    Divide,
    Either,
    Every,
    Filled,
    Greatest,
    Holds,
    Known,
    Least,
    Not,
    Some,
    Truth,
    Unknown,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jigai.domain.columns.nodes import Node

NO = Truth(value=False)
YES = Truth(value=True)


def every_of(parts: Sequence[Node]) -> Node:
    flat = (p for part in parts for p in (part.of if isinstance(part, Every) else (part,)))
    left = _others(flat, YES)
    if NO in left:
        return NO
    if not left:
        return YES
    return left[0] if len(left) == 1 else Every(tuple(left))


def some_of(parts: Sequence[Node]) -> Node:
    flat = (p for part in parts for p in (part.of if isinstance(part, Some) else (part,)))
    left = _others(flat, NO)
    if YES in left:
        return YES
    if not left:
        return NO
    return left[0] if len(left) == 1 else Some(tuple(left))


def _others(parts: Iterable[Node], neutral: Node) -> list[Node]:
    return [part for part in dict.fromkeys(parts) if part != neutral]


def denied(part: Node) -> Node:
    match part:
        case Truth(value=value):
            return Truth(value=not value)
        case Not(of=inner):
            return inner
        case _:
            return Not(part)


def may_be_unknown(node: Node) -> bool:
    """Whether a node can be null, as far as the plan tells."""
    match node:
        case Column(may_be_unknown=found):
            pass
        case Unknown() | Decided() | Divide():
            found = True
        case Known() | Holds():
            found = False
        case Either(then=then, otherwise=otherwise):
            found = may_be_unknown(then) or may_be_unknown(otherwise)
        case Filled(instead=instead):
            found = may_be_unknown(instead)
        case Least(of=parts, ignoring=True) | Greatest(of=parts, ignoring=True):
            found = all(may_be_unknown(part) for part in parts)
        case _:
            found = any(may_be_unknown(part) for part in parts_of(node))
    return found


def held(node: Node) -> Node:
    """True or false: unknown counts as false."""
    return Holds(node) if may_be_unknown(node) else node


def may_hold(node: Node) -> Node:
    """True or false: unknown counts as true."""
    return Filled(node, YES) if may_be_unknown(node) else node


def is_open(node: Node) -> Node:
    """True where a condition is unknown."""
    return denied(Known(node)) if may_be_unknown(node) else NO


def refuted(node: Node) -> Node:
    """True where a condition is surely false."""
    return denied(may_hold(node))
