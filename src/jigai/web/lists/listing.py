"""What a list shows: frozen rows, counts and totals, ready to lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from jigai.web.layout.figures import ABSENT
from jigai.web.lists.column import Column
from jigai.web.lists.conditions import Condition
from jigai.web.lists.page import ListPage
from jigai.web.lists.state import ListState

RowState = Literal["", "changed", "new", "entered", "deleted", "left"]
EmptyKind = Literal["", "nothing_yet", "nothing_matches", "not_allowed"]


@dataclass(frozen=True, slots=True)
class Cell:
    """``exact`` and ``exact_old``: an amount to the cent in yuan, blank for other kinds."""

    column: Column
    text: str
    old: str | None = None
    exact: str = ""
    exact_old: str = ""

    @property
    def is_absent(self) -> bool:
        """Nothing is known; a card leaves it out."""
        return self.text == ABSENT and self.old is None


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    url: str
    title: Cell
    cells: tuple[Cell, ...]
    state: RowState = ""


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one column over all matching rows, not only those of the page."""

    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How the matching rows differ from those of the earlier day."""

    changed: int = 0
    new: int = 0
    entered: int = 0
    deleted: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Loosening:
    """One condition that could go, and how many rows would then match."""

    condition: Condition
    link: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of rows; ``is_more``: counting stopped there, and there are more."""

    number: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list.

    Attributes:
        shown: rows that match; of a long list the exact number is asked for by itself.
        visible: rows that the person may see at all.
        hidden: rows that match and lie outside the person's scope.
        totals: sums over all matching rows; ``None`` throughout until they are exact.
    """

    page: ListPage
    state: ListState
    rows: tuple[Row, ...]
    gone: tuple[Row, ...]
    conditions: tuple[Condition, ...]
    complaints: tuple[str, ...]
    shown: Counted
    visible: Counted
    hidden: Counted
    totals: tuple[Total | None, ...]
    changes: ChangeCounts | None
    first_link: str
    previous_link: str
    next_link: str
    empty: EmptyKind = ""
    loosenings: tuple[Loosening, ...] = ()

    @property
    def shown_count(self) -> int:
        """How many rows match, or how far they were counted."""
        return self.shown.number

    @property
    def visible_count(self) -> int:
        return self.visible.number

    @property
    def hidden_count(self) -> int:
        return self.hidden.number

    @property
    def is_exact(self) -> bool:
        """Whether every count and total of the page is final."""
        counted = (self.shown, self.visible, self.hidden)
        return not (any(one.is_more for one in counted) or self.waits_for_totals)

    @property
    def waits_for_totals(self) -> bool:
        return self.has_totals and not any(self.totals)

    @property
    def columns_with_totals(self) -> tuple[tuple[Column, Total | None], ...]:
        return tuple(zip(self.state.columns, self.totals, strict=True))

    @property
    def has_totals(self) -> bool:
        return any(column.totals for column in self.state.columns)


def cells_of(
    columns: tuple[Column, ...], values: tuple[Any, ...], old: tuple[Any, ...] | None = None
) -> tuple[Cell, ...]:
    """Cells in column order; a cell that differs from the earlier day carries its old value."""
    before = values if old is None else old
    return tuple(
        Cell(column, column.mark(value), exact=column.exact(value))
        if was == value
        else Cell(
            column, column.mark(value), column.text(was), column.exact(value), column.exact(was)
        )
        for column, value, was in zip(columns, values, before, strict=True)
    )
