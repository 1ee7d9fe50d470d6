"""The same conditions by click: one control per column, filled from the terms in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jigai.web.lists.column import Column, Kind, Words
from jigai.web.lists.page import ListPage
from jigai.web.lists.state import ListState

RANGES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.SHARE})
DAYS = frozenset({Kind.DATE, Kind.MOMENT})


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: Words
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the filter sheet. ``shape``: options, range, days or text."""

    column: Column
    shape: str
    options: tuple[Option, ...] = ()
    suggestions: tuple[str, ...] = ()
    value: str = ""
    low: str = ""
    high: str = ""


def controls(page: ListPage, state: ListState) -> tuple[Control, ...]:
    return tuple(_control(column, state) for column in page.columns if column.is_filter)


def mark_options(page: ListPage, state: ListState) -> tuple[Option, ...]:
    chosen = {term.value for term in state.terms if term.key == "is" and not term.is_not}
    return tuple(Option(mark.key, mark.title, mark.key in chosen) for mark in page.marks)


def column_options(page: ListPage, state: ListState) -> Iterator[Option]:
    """Columns to choose from: those shown, in their order, then the rest."""
    for column in state.columns[1:]:
        yield Option(column.key, column.title, True)
    for column in page.columns[1:]:
        if column not in state.columns:
            yield Option(column.key, column.title, False)


def _control(column: Column, state: ListState) -> Control:
    value = next((t.value for t in state.terms if t.key == column.key and not t.is_not), "")
    if column.kind in {Kind.CHOICE, Kind.BADGE}:
        chosen = set(value.split(","))
        options = tuple(Option(code, word, code in chosen) for code, word in column.options)
        return Control(column, "options", options)
    if column.kind in RANGES or column.kind in DAYS:
        low, high = _bounds(value)
        return Control(column, "days" if column.kind in DAYS else "range", low=low, high=high)
    offered = tuple(column.suggestions()) if column.suggestions else ()
    return Control(column, "text", suggestions=offered, value=value)


def _bounds(value: str) -> tuple[str, str]:
    if ".." in value:
        low, _sep, high = value.partition("..")
        return low, high
    if value.startswith(("<", "≤")):
        return "", value.lstrip("<=≤")
    return value.lstrip(">=≥"), "" if value.startswith((">", "≥")) else value
