"""Where a plan is put together: names of shared columns, their stages, and the doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jigai.domain.columns.nodes import Column, columns_in
from jigai.domain.columns.plan import NamedColumn
from jigai.domain.columns.truths import NO, held, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jigai.domain.columns.nodes import Family, Node


class Workbench:
    """Collects named columns, each once.

    Args:
        taken: names that no column may get: the facts.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._known: dict[Node, Column] = {}
        self._stage: dict[str, int] = {}
        self._columns: list[NamedColumn] = []
        self._doubts: dict[Node, None] = {}

    def name(self, node: Node, family: Family, hint: str, **range_: Any) -> Column:
        """The column of a node; the same node gets the same column."""
        if isinstance(node, Column):
            return node
        if node not in self._known:
            self.put(Column(self._free(hint), family, **range_), node)
        return self._known[node]

    def put(self, column: Column, node: Node) -> None:
        """A node under a name that it has; the columns that it reads are there already."""
        self._known[node] = column
        self._stage[column.name] = 1 + self._depth(node)
        self._columns.append(NamedColumn(column, node))

    def doubt(self, node: Node) -> None:
        """Rows in which a condition holds are decided by ``evaluate``."""
        found = held(node)
        if found != NO:
            self._doubts[found] = None

    def doubts(self) -> Node:
        return some_of(list(self._doubts))

    def stages(self) -> tuple[tuple[NamedColumn, ...], ...]:
        last = max(self._stage.values(), default=0)
        return tuple(
            tuple(one for one in self._columns if self._stage[one.column.name] == stage)
            for stage in range(1, last + 1)
        )

    def _depth(self, node: Node) -> int:
        return max((self._stage.get(name, 0) for name in columns_in(node)), default=0)

    def _free(self, hint: str) -> str:
        name, count = hint, 1
        while name in self._taken:
            count += 1
            name = f"{hint}_{count}"
        self._taken.add(name)
        return name
