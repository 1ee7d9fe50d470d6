"""Reads one page of a list in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.web.lists.column import Column
from jigai.web.lists.comparing import Comparison, compared, gone_rows
from jigai.web.lists.conditions import Read, read_terms
from jigai.web.lists.figures import Figures, figures_of
from jigai.web.lists.listing import EmptyKind, Listing, Loosening, Row, Total, cells_of
from jigai.web.lists.page import ListPage
from jigai.web.lists.paging import Order, keys_in_order, order_of, place_token
from jigai.web.lists.state import ListState


def read_list(
    page: ListPage, state: ListState, viewer: Viewer, *, is_exact: bool = False
) -> Listing:
    """One page of rows with counts and totals over all that match.

    The number of queries does not depend on the number of rows: matching rows, visible ones,
    those outside the scope, the keys of the page, its cells; plus the comparison when one is
    asked for, and one per condition when nothing matches.

    Args:
        is_exact: count and add up every matching row, however many; otherwise up to
            ``page.counted_to``.
    """
    read = read_terms(page, state.terms, viewer)
    number = change_set_on(state.as_of)
    difference = None
    if state.changed_since:
        before = change_set_on(state.changed_since) or 0
        difference = compared(page, state, viewer, read.where, before=before, now=number)
    with as_of(number):
        listing = _listing(page, state, viewer, read, difference, is_exact)
        if listing.shown_count:
            return listing
        empty = _empty_kind(listing)
        loosenings = _loosenings(listing, viewer) if empty == "nothing_matches" else ()
        return replace(listing, empty=empty, loosenings=loosenings)


def _listing(
    page: ListPage,
    state: ListState,
    viewer: Viewer,
    read: Read,
    difference: Comparison | None,
    is_exact: bool,  # noqa: FBT001 - handed on from the keyword above
) -> Listing:
    visible = page.visible(viewer)
    figures = figures_of(page, state, viewer, read.where, is_exact=is_exact)
    values, has_previous, has_next = _page_of(page, state, visible, read.where, figures)
    return Listing(
        page=page,
        state=state,
        rows=tuple(_row(page, state.columns, row, difference) for row in values),
        gone=gone_rows(page, state, difference) if difference else (),
        conditions=read.conditions,
        complaints=read.complaints,
        shown=figures.shown,
        visible=figures.visible,
        hidden=figures.hidden,
        totals=tuple(_total(column, figures.sums) for column in state.columns),
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
    page: ListPage, state: ListState, visible: QuerySet[Any], where: Q, figures: Figures
) -> tuple[list[tuple[Any, ...]], bool, bool]:
    """Keys first, then the cells of those rows alone: a page never reads what it does not show."""
    order, place = sort_order(page, state, visible), state.place
    matching = visible.filter(where if figures.keys is None else Q(pk__in=figures.keys))
    keys = keys_in_order(matching, order, place, limit=page.page_size + 1)
    more = len(keys) > page.page_size
    keys = keys[: page.page_size]
    paths = [column.read_path for column in state.columns]
    chosen = visible.filter(pk__in=[key for key, _value in keys])
    cells = {row[0]: row[1:] for row in chosen.values_list("pk", *paths)}
    values = [(*key, *cells[key[0]]) for key in keys if key[0] in cells]
    if place is not None and place.direction == "before":
        return values[::-1], more, True
    return values, place is not None, more


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


def _total(column: Column, sums: Mapping[str, Any] | None) -> Total | None:
    if not column.totals or sums is None:
        return None
    return Total(column, column.text(sums[column.key] or 0))


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
