"""The nodes of a column: whole numbers, doubles, three-valued truth and text; data only.

Unless a node says otherwise its value is unknown (null) as soon as one of its parts is.

======================  =====================================================================
node                    value
======================  =====================================================================
``Column``              a fact, or a column of an earlier stage
``Whole``, ``Real``     a constant: 64-bit integer, double
``Word``, ``Truth``     a constant: text, true or false
``Unknown``             null of a family
``Add Subtract          on two whole numbers or two doubles; whole numbers never overflow, as the
Multiply``              lowering has seen to that
``Divide``              of two doubles, IEEE double division; unknown where the divisor is 0
``AsReal``              a whole number as the nearest double
``WholeBelow``          the whole number at or below a double, as an integer
``Absolute``            without its sign
``Least Greatest``      of several numbers; ``ignoring`` says whether unknown parts are left out
                        (unknown only when all are) or make the whole unknown
``Either``              ``then`` where ``when`` is true, ``otherwise`` where it is false or unknown
``Filled``              ``of``, or ``instead`` where that is unknown
``Banded``              the value beside the first bound (they fall) that ``measure`` reaches; the
                        last value, which has no bound, where it reaches none
``Compare``             two numbers, two texts or (``==``, ``!=``) two truths
``Decided``             true where ``yes`` is true, false where ``no`` is true, else unknown; both
                        never hold at once
``Every Some Not``      Kleene's and, or, not
``Known``               true or false: whether a value is known; never unknown
``Holds``               true or false: unknown counts as false; never unknown
``Words``               text: the words whose condition is true, in order, one blank between; ""
                        where none is; never unknown
======================  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jigai.domain.rules.nodes import Sign

Family = Literal["whole", "real", "truth", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name; of whole numbers also the smallest and largest possible value."""

    name: str
    family: Family
    least: int = 0
    most: int = 0
    may_be_unknown: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    value: int


@dataclass(frozen=True, slots=True)
class Real:
    value: float


@dataclass(frozen=True, slots=True)
class Word:
    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    family: Family


@dataclass(frozen=True, slots=True)
class Add:
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Subtract:
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Multiply:
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Divide:
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class AsReal:
    of: Node


@dataclass(frozen=True, slots=True)
class WholeBelow:
    of: Node


@dataclass(frozen=True, slots=True)
class Absolute:
    of: Node


@dataclass(frozen=True, slots=True)
class Least:
    of: tuple[Node, ...]
    ignoring: bool


@dataclass(frozen=True, slots=True)
class Greatest:
    of: tuple[Node, ...]
    ignoring: bool


@dataclass(frozen=True, slots=True)
class Either:
    when: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Filled:
    of: Node
    instead: Node


@dataclass(frozen=True, slots=True)
class Banded:
    """``bounds`` are integers or doubles like ``measure``; ``values`` has one more than they."""

    measure: Node
    bounds: tuple[int | float, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    sign: Sign
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Decided:
    yes: Node
    no: Node


@dataclass(frozen=True, slots=True)
class Every:
    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    of: Node


@dataclass(frozen=True, slots=True)
class Known:
    of: Node


@dataclass(frozen=True, slots=True)
class Holds:
    of: Node


@dataclass(frozen=True, slots=True)
class Words:
    parts: tuple[tuple[Node, str], ...]


Constant = Whole | Real | Word | Truth | Unknown
Number = Add | Subtract | Multiply | Divide | AsReal | WholeBelow | Absolute | Least | Greatest
Condition = Compare | Decided | Every | Some | Not | Known | Holds
Node = Column | Constant | Number | Either | Filled | Banded | Condition | Words


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly under a node, from left to right."""
    match node:
        case Add() | Subtract() | Multiply() | Divide() | Compare():
            found: tuple[Node, ...] = node.left, node.right
        case Least() | Greatest() | Every() | Some():
            found = node.of
        case AsReal() | WholeBelow() | Absolute() | Not() | Known() | Holds():
            found = (node.of,)
        case _:
            found = _parts_of_choice(node)
    return found


def _parts_of_choice(node: Node) -> tuple[Node, ...]:
    match node:
        case Either():
            found: tuple[Node, ...] = node.when, node.then, node.otherwise
        case Filled():
            found = node.of, node.instead
        case Banded():
            found = (node.measure,)
        case Decided():
            found = node.yes, node.no
        case Words():
            found = tuple(condition for condition, _ in node.parts)
        case _:
            found = ()
    return found


def columns_in(node: Node) -> frozenset[str]:
    """The names of the columns that a node reads."""
    if isinstance(node, Column):
        return frozenset({node.name})
    return frozenset().union(*(columns_in(part) for part in parts_of(node)))
