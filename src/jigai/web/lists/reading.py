"""Reads one page of a list in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_at
from jigai.web.lists.column import Column
from jigai.web.lists.comparing import Comparison, compared, gone_rows
from jigai.web.lists.conditions import Read, read_terms
from jigai.web.lists.listing import EmptyKind, Listing, Loosening, Row, Total, cells_of
from jigai.web.lists.page import ListPage
from jigai.web.lists.paging import Order, beyond, order_of, ordered, place_token
from jigai.web.lists.state import ListState

OUTSIDERS = frozenset({"enterprise"})
"""Roles that are not even told how many rows others have."""


def read_list(page: ListPage, state: ListState, viewer: Viewer) -> Listing:
    """One page of rows with counts and totals over all that match.

    The number of queries does not depend on the number of rows: counts with totals, visible,
    all, and the page itself; plus the comparison when one is asked for, and one per condition
    when nothing matches.
    """
    read = read_terms(page, state.terms, viewer)
    number = change_set_at(state.moment) if state.moment else None
    difference = None
    if state.changed_since:
        since = state.changed_since
        difference = compared(page, state, viewer, read.where, since=since, now=number)
    with as_of(number):
        listing = _listing(page, state, viewer, read, difference)
        if listing.shown_count:
            return listing
        empty = _empty_kind(listing)
        loosenings = _loosenings(listing, viewer) if empty == "nothing_matches" else ()
        return replace(listing, empty=empty, loosenings=loosenings)


def _listing(
    page: ListPage, state: ListState, viewer: Viewer, read: Read, difference: Comparison | None
) -> Listing:
    visible = page.visible(viewer)
    matching = visible.filter(read.where)
    sums = {f"sum_{c.key}": Sum(c.path) for c in state.columns if c.totals}
    figures = matching.aggregate(row_count=Count("pk"), **sums)
    visible_count, hidden = visible.count(), 0
    if not viewer.roles <= OUTSIDERS:
        hidden = page.rows().filter(read.where).count() - figures["row_count"]
    values, has_previous, has_next = _page_of(page, state, matching)
    shown = tuple(_row(page, state.columns, row, difference) for row in values)
    return Listing(
        page=page,
        state=state,
        rows=shown,
        gone=gone_rows(page, state, difference) if difference else (),
        conditions=read.conditions,
        complaints=read.complaints,
        shown_count=figures["row_count"],
        visible_count=visible_count,
        hidden_count=hidden,
        totals=tuple(_total(column, figures) for column in state.columns),
        changes=difference.counts if difference else None,
        first_link=state.with_() if has_previous else "",
        previous_link=_link(page, state, "before", values[0]) if has_previous and values else "",
        next_link=_link(page, state, "after", values[-1]) if has_next and values else "",
    )


def sort_order(page: ListPage, state: ListState, rows: QuerySet[Any]) -> Order:
    return order_of(rows, _sorted_by(page, state), is_descending=state.is_descending)


def _sorted_by(page: ListPage, state: ListState) -> str:
    return (page.column(state.sort_key) or page.columns[0]).sorts_by


def _page_of(
    page: ListPage, state: ListState, matching: QuerySet[Any]
) -> tuple[list[tuple[Any, ...]], bool, bool]:
    order = sort_order(page, state, matching)
    place = state.place
    backwards = place is not None and place.direction == "before"
    rows = ordered(matching, order, backwards=backwards)
    if place is not None:
        rows = beyond(rows, order, place)
    paths = [column.read_path for column in state.columns]
    fetched = list(rows.values_list("pk", order.path, *paths)[: page.page_size + 1])
    more = len(fetched) > page.page_size
    fetched = fetched[: page.page_size]
    if backwards:
        return fetched[::-1], more, True
    return fetched, place is not None, more


def _row(
    page: ListPage,
    columns: tuple[Column, ...],
    values: Sequence[Any],
    difference: Comparison | None,
) -> Row:
    key = values[0]
    old = difference.then.get(key) if difference else None
    cells = cells_of(columns, tuple(values[2:]), old)
    url = page.row_url(key) if page.row_url else ""
    return Row(key, url, cells[0], cells[1:], difference.state_of(key) if difference else "")


def _total(column: Column, figures: dict[str, Any]) -> Total | None:
    if not column.totals:
        return None
    return Total(column, column.text(figures[f"sum_{column.key}"] or 0))


def _link(page: ListPage, state: ListState, direction: str, row: Sequence[Any]) -> str:
    return state.with_(**{direction: place_token(row[1], row[0], path=_sorted_by(page, state))})


def _empty_kind(listing: Listing) -> EmptyKind:
    if listing.visible_count:
        return "nothing_matches"
    return "not_allowed" if listing.hidden_count else "nothing_yet"


def _loosenings(listing: Listing, viewer: Viewer) -> tuple[Loosening, ...]:
    """For each condition, how many rows match without it; the most helpful first."""
    visible = listing.page.visible(viewer)
    found = []
    for condition in listing.conditions:
        rest = Q()
        for other in listing.conditions:
            rest &= Q() if other is condition else other.where
        count = visible.filter(rest).count()
        found.append(Loosening(condition, listing.state.without(condition.term), count))
    return tuple(sorted(found, key=lambda loosening: -loosening.count))
