"""A plan in which every larger part that is used more than once is a column of its own.

A tree repeats what its parts have in common, and the repeated parts repeat others: the doubts of a
rule with a sum of ratios are some hundred different nodes, but many thousand when each use is
written out. Named once, they make the work of every engine, and the SQL, grow with the different
nodes alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

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
    Not,
    Some,
    Subtract,
    WholeBelow,
    Words,
    parts_of,
)
from jigai.domain.columns.plan import Plan
from jigai.domain.columns.ranges_of_nodes import family_of, range_of
from jigai.domain.columns.truths import may_be_unknown
from jigai.domain.columns.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jigai.domain.columns.nodes import Node

LARGE = 8
"""A repeated part of fewer nodes stays where it is: a further column costs something, too."""
HINT = "part"


def shared(plan: Plan) -> Plan:
    """The same results by the same columns and further ones, named ``part``."""
    return _Sharing(plan).plan()


class _Sharing:
    def __init__(self, given: Plan) -> None:
        self.given = given
        columns = [one for stage in given.stages for one in stage]
        self.named = {one.node: one.column for one in columns}
        self.results = {name: result.node for name, result in given.results.items()}
        self.uses = _uses([*(one.node for one in columns), *self.results.values()])
        self.bench = Workbench([*given.facts, *(one.column.name for one in columns)])
        self.done: dict[Node, Node] = {}

    def plan(self) -> Plan:
        for node, column in self.named.items():
            self._put(node, column)
        results = {
            name: replace(result, node=self._rewritten(result.node))
            for name, result in self.given.results.items()
        }
        return replace(self.given, stages=self.bench.stages(), results=results)

    def _put(self, node: Node, column: Column) -> Column:
        if node not in self.done:
            self.bench.put(column, self._with_short_parts(node))
            self.done[node] = column
        return column

    def _rewritten(self, node: Node) -> Node:
        if not parts_of(node):
            return node
        if node in self.named:
            return self._put(node, self.named[node])
        if node not in self.done:
            self.done[node] = self._named(node, self._with_short_parts(node))
        return self.done[node]

    def _named(self, node: Node, short: Node) -> Node:
        if self.uses[node] == 1 or isinstance(node, Words) or _size(short) < LARGE:
            return short
        family = family_of(short)
        least, most = range_of(short) if family == "whole" else (0, 0)
        unknown = may_be_unknown(short)
        return self.bench.name(short, family, HINT, least=least, most=most, may_be_unknown=unknown)

    def _with_short_parts(self, node: Node) -> Node:
        return _with_parts(node, [self._rewritten(part) for part in parts_of(node)])


def _uses(roots: Iterable[Node]) -> Counter[Node]:
    """How often each node is read by different ones."""
    found: Counter[Node] = Counter()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        found[node] += 1
        if found[node] == 1:
            waiting += parts_of(node)
    return found


def _size(node: Node) -> int:
    return 1 + sum(map(_size, parts_of(node)))


def _with_parts(node: Node, parts: Sequence[Node]) -> Node:
    """The same node over other parts, in the order of ``parts_of``."""
    match node:
        case Add() | Subtract() | Multiply() | Divide() | Compare():
            found: Node = replace(node, left=parts[0], right=parts[1])
        case Least() | Greatest() | Every() | Some():
            found = replace(node, of=tuple(parts))
        case AsReal() | WholeBelow() | Absolute() | Not() | Known() | Holds():
            found = replace(node, of=parts[0])
        case Either() | Filled() | Decided():
            found = type(node)(*parts)
        case Banded():
            found = replace(node, measure=parts[0])
        case Words():
            words = (word for _, word in node.parts)
            found = Words(tuple(zip(parts, words, strict=True)))
        case _:
            found = node
    return found
