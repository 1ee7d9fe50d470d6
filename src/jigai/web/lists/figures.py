"""Counts and totals of a list: exact where that is quick, else counted up to a stated number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count, Q, QuerySet, Sum

from jigai.apps.accounts.viewer import Viewer
from jigai.web.lists.column import Column
from jigai.web.lists.listing import Counted
from jigai.web.lists.page import ListPage
from jigai.web.lists.state import ListState

OUTSIDERS = frozenset({"enterprise", "institution"})
"""Roles that are not even told how many rows others have."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page says about all matching rows.

    Attributes:
        shown, visible, hidden: see ``Listing``.
        sums: column key → sum over all matching rows; ``None`` when they were not all read.
        keys: ids of all matching rows, when they are few enough to be named.
    """

    shown: Counted
    visible: Counted
    hidden: Counted
    sums: Mapping[str, Any] | None
    keys: tuple[int, ...] | None


def figures_of(
    page: ListPage, state: ListState, viewer: Viewer, where: Q, *, is_exact: bool
) -> Figures:
    """Reads matching rows up to ``page.counted_to``; when there are more, says so.

    Args:
        is_exact: count and add up all of them instead, in the database.
    """
    visible = page.visible(viewer)
    matching = visible.filter(where)
    summed = [column for column in state.columns if column.totals]
    found = _first_rows(matching, summed, limit=page.counted_to + 1)
    keys: tuple[int, ...] | None = None
    sums: Mapping[str, Any] | None = None
    if len(found) <= page.counted_to:
        keys = tuple(row[0] for row in found)
        sums = {c.key: sum(row[at] or 0 for row in found) for at, c in enumerate(summed, 1)}
        shown = Counted(len(found))
    elif is_exact:
        shown, sums = _all_rows(matching, summed)
    elif where or state.as_of:
        shown = Counted(page.counted_to, is_more=True)
    else:
        shown = Counted(matching.count())
    return Figures(
        shown=shown,
        visible=_visible(page, state, visible, is_exact=is_exact) if where else shown,
        hidden=_hidden(page, viewer, where, shown, is_exact=is_exact),
        sums=sums,
        keys=keys,
    )


def _visible(
    page: ListPage, state: ListState, visible: QuerySet[Any], *, is_exact: bool
) -> Counted:
    """The present register has its count at hand; of a past day every version must be looked at."""
    if is_exact or not state.as_of:
        return Counted(visible.count())
    count = visible.order_by().values("pk")[: page.counted_to + 1].count()
    return Counted(min(count, page.counted_to), is_more=count > page.counted_to)


def _first_rows(
    matching: QuerySet[Any], summed: Sequence[Column], *, limit: int
) -> list[tuple[Any, ...]]:
    """Id and summed values of matching rows; reading stops at the limit.

    In the order of the keys, in which a table lies: a search for a word then reads it once from
    front to back, and not row by row in the order of some index.
    """
    return list(matching.order_by("pk").values_list("pk", *(c.path for c in summed))[:limit])


def _all_rows(
    matching: QuerySet[Any], summed: Sequence[Column]
) -> tuple[Counted, Mapping[str, Any]]:
    sums = {f"sum_{column.key}": Sum(column.path) for column in summed}
    found = matching.aggregate(row_count=Count("pk"), **sums)
    return Counted(found["row_count"]), {c.key: found[f"sum_{c.key}"] for c in summed}


def _hidden(page: ListPage, viewer: Viewer, where: Q, shown: Counted, *, is_exact: bool) -> Counted:
    """Matching rows outside the viewer's scope."""
    rows = page.rows()
    if viewer.roles <= OUTSIDERS or _is_same(rows, page.visible(viewer)):
        return Counted(0)
    if shown.is_more:
        return Counted(0, is_more=True)
    if is_exact or not where:
        return Counted(rows.filter(where).count() - shown.number)
    end = shown.number + page.counted_to
    hidden = rows.filter(where).order_by().values("pk")[: end + 1].count() - shown.number
    return Counted(min(hidden, page.counted_to), is_more=hidden > page.counted_to)


def _is_same(rows: QuerySet[Any], visible: QuerySet[Any]) -> bool:
    """Whether the viewer sees all rows: both queries read alike."""
    try:
        return bool(rows.query.sql_with_params() == visible.query.sql_with_params())
    except EmptyResultSet:
        return False
