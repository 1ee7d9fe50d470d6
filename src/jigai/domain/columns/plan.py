"""A plan: the columns of one rule set in stages, and what each result column is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jigai.domain.columns.nodes import Column, columns_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jigai.domain.columns.nodes import Node

USUAL_DECIMALS = 2
USUAL_BOUND = 10**14
"""A trillion yuan in fen: facts of a real table stay below it."""
CLOSE, CLOSE_OUTCOME = "close", "close_outcome"
PLACES = 6
"""Decimals of points and totals in a result, rounded half away from zero."""


@dataclass(frozen=True, slots=True)
class FactColumn:
    """How a number fact lies in its column: as a whole number of its last decimal place.

    Args:
        decimals: 2 for yuan written to the fen: 12.5 lies there as 1250.
        bound: no whole number of the column is farther from 0. A row that does not fit is left to
            ``evaluate`` by the reader of the table.
        may_be_unknown: whether the column may hold null.
        is_double: the figures have too many decimals; the column holds the double nearest to each.
    """

    decimals: int = USUAL_DECIMALS
    bound: int = USUAL_BOUND
    may_be_unknown: bool = True
    is_double: bool = False


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """One column of a stage. ``column`` is how later nodes refer to it."""

    column: Column
    node: Node


@dataclass(frozen=True, slots=True)
class Result:
    """What a column of the result stands for.

    ``kind``: ``name`` (a number that counts ``names``), ``decimal`` (a whole number over
    ``denominator``, which divides a million; when that is 0 a double, to be rounded to ``PLACES``
    decimals half away from zero), ``truth`` or ``words``.
    """

    node: Node
    kind: Literal["name", "decimal", "truth", "words"]
    names: tuple[str, ...] = ()
    denominator: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of a rule set.

    Args:
        facts: the facts that it reads, in order of first use.
        numbers: of those, the numbers with the form of their column. Flags are three-valued truth,
            choices text, both null while unknown.
        stages: each reads the facts and the stages before it.
        results: by name. ``outcome``, ``decided_by``, ``total_low``, ``total_high``,
            ``points_<criterion>_low`` and ``_high``, ``applies_<criterion>``, ``holds_<condition>``
            of each gate and trigger, ``possible``, ``missing``, ``reasons``; ``close`` (never
            unknown: ``evaluate`` decides the row) and ``close_outcome`` (the same for those who
            leave the decimals of points and totals alone).
    """

    facts: tuple[str, ...]
    numbers: Mapping[str, FactColumn]
    stages: tuple[tuple[NamedColumn, ...], ...]
    results: Mapping[str, Result]

    def needed(self, results: Iterable[str]) -> tuple[tuple[NamedColumn, ...], ...]:
        """The stages with only those columns that some results need; empty stages are left out."""
        wanted = frozenset().union(*(columns_in(self.results[name].node) for name in results))
        kept: list[tuple[NamedColumn, ...]] = []
        for stage in reversed(self.stages):
            part = tuple(one for one in stage if one.column.name in wanted)
            wanted = wanted.union(*(columns_in(one.node) for one in part))
            if part:
                kept.append(part)
        return tuple(reversed(kept))
