"""The closed union of expression nodes; data only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fractions import Fraction

Sign = Literal["<", "<=", "==", "!=", ">=", ">"]
Operation = Literal["+", "-", "*", "/"]
ORDERED: frozenset[str] = frozenset({"<", "<=", ">=", ">"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a node stands in its expression, for messages; no part of its meaning."""

    column: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Placed):
    """A literal; without a unit it takes that of its surroundings."""

    value: Fraction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Text(Placed):
    value: str


@dataclass(frozen=True, slots=True)
class Flag(Placed):
    value: bool


@dataclass(frozen=True, slots=True)
class FactName(Placed):
    name: str


@dataclass(frozen=True, slots=True)
class Parameter(Placed):
    """A threshold by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Points(Placed):
    """The points that a criterion gave."""

    criterion: str


@dataclass(frozen=True, slots=True)
class Total(Placed):
    """The sum of all criteria."""


@dataclass(frozen=True, slots=True)
class Condition(Placed):
    """A trigger by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic(Placed):
    operation: Operation
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Extremum(Placed):
    which: Literal["min", "max"]
    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Floor(Placed):
    """The whole number at or below a number; it keeps the unit."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Choose(Placed):
    """One number while a condition holds, another while it does not."""

    when: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Compare(Placed):
    sign: Sign
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class All(Placed):
    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Placed):
    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Placed):
    of: Expression


ALWAYS = Flag(value=True)
NEVER = Flag(value=False)
Leaf = Number | Text | Flag | FactName | Parameter | Points | Total | Condition
Expression = Leaf | Arithmetic | Extremum | Floor | Choose | Compare | All | AnyOf | Not


def children(node: Expression) -> tuple[Expression, ...]:
    """The nodes directly under a node."""
    match node:
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return left, right
        case Extremum(of=parts) | All(of=parts) | AnyOf(of=parts):
            return parts
        case Not(of=inner) | Floor(of=inner):
            return (inner,)
        case Choose(when=when, then=then, otherwise=otherwise):
            return when, then, otherwise
        case _:
            return ()


def walk(node: Expression) -> tuple[Expression, ...]:
    """A node and everything under it, from left to right."""
    return (node, *(below for child in children(node) for below in walk(child)))
