"""Links of a list's own controls: headings, chips, density, files."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.web.lists.column import Column, Kind, Words
from jigai.web.lists.conditions import Condition
from jigai.web.lists.listing import Listing
from jigai.web.lists.state import ListState


@dataclass(frozen=True, slots=True)
class Head:
    """One heading; ``sorted_as`` is ``ascending``, ``descending`` or blank."""

    column: Column
    link: str
    sorted_as: str


@dataclass(frozen=True, slots=True)
class Chip:
    words: Words
    link: str


@dataclass(frozen=True, slots=True)
class Links:
    heads: tuple[Head, ...]
    chips: tuple[Chip, ...]
    bare: str
    density: str
    present: str
    uncompared: str
    xlsx: str
    csv: str
    exact: str
    hidden_inputs: tuple[tuple[str, str], ...]
    sort_words: str


def links_of(listing: Listing) -> Links:
    state = listing.state
    column = listing.page.column(state.sort_key)
    return Links(
        heads=tuple(_head(column, state) for column in state.columns),
        chips=tuple(_chip(condition, state) for condition in listing.conditions),
        bare=state.with_(q=None),
        density=state.with_(density=None if state.density else "compact"),
        present=state.with_(as_of=None),
        uncompared=state.with_(changed_since=None),
        xlsx=state.with_(export="xlsx"),
        csv=state.with_(export="csv"),
        exact=state.with_(figures="exact"),
        hidden_inputs=tuple((name, value) for name, value in state.kept if name != "q"),
        sort_words=str(column.title) if column else "",
    )


def _head(column: Column, state: ListState) -> Head:
    if not column.sorts_by:
        return Head(column, "", "")
    is_current = column.key == state.sort_key
    # Numbers and days are wanted from the top first, words from the start.
    starts_down = column.is_right or column.kind in {Kind.DATE, Kind.MOMENT}
    is_down_next = not state.is_descending if is_current else starts_down
    way = "descending" if state.is_descending else "ascending"
    link = state.with_(sort=f"-{column.key}" if is_down_next else column.key)
    return Head(column, link, way if is_current else "")


def _chip(condition: Condition, state: ListState) -> Chip:
    return Chip(condition.words, state.without(condition.term))
