"""Published boards: the original and its numbered restatements side by side, with the receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jigai.apps.badges.queries.board import FrozenBoard, frozen_boards
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.rounds import round_row, round_rows
from jigai.domain.badges.colours import Colour
from jigai.domain.sentence import Sentence
from jigai.web.badges.reasoning import missing_words
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class FrozenCell:
    """A project on one board; ``is_changed`` against the board before."""

    colour: str
    reason: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class FrozenLine:
    project_id: int
    project: str
    code: str
    agency: str
    cells: tuple[FrozenCell | None, ...]
    is_changed: bool


@require_safe
def frozen(request: PageRequest, period: str) -> HttpResponse:
    held = round_of(period)
    boards = frozen_boards(request.viewer, round=held)
    lines = list(_lines(boards))
    only = "changed" in request.GET
    shown = {
        "round": round_row(held),
        "boards": [(one, _counts(one)) for one in boards],
        "lines": [line for line in lines if line.is_changed or not only],
        "changed_count": sum(line.is_changed for line in lines),
        "only_changed": only,
        "others": [row for row in round_rows() if row.computed_at],
        "here_tab": "frozen",
    }
    return render(request, "badges/frozen.html", shown)


def _counts(board: FrozenBoard) -> list[tuple[str, int]]:
    found = Counter(row["colour"] for row in board.rows)
    return [(colour.value, found[colour.value]) for colour in Colour if found[colour.value]]


def _lines(boards: list[FrozenBoard]) -> Iterator[FrozenLine]:
    """One line a project of the original's order, a cell for each board."""
    changed = [{row["project_id"] for row in board.changed_rows} for board in boards]
    by_board = [{row["project_id"]: row for row in board.rows} for board in boards]
    keys = dict.fromkeys(key for rows in by_board for key in rows)
    for key in keys:
        rows = [found.get(key) for found in by_board]
        cells = tuple(_cell(row, key in ids) for row, ids in zip(rows, changed, strict=True))
        known: dict[str, Any] = next(row for row in rows if row)
        is_changed = any(cell.is_changed for cell in cells if cell)
        yield FrozenLine(key, known["project"], known["code"], known["agency"], cells, is_changed)


def _cell(row: dict[str, Any] | None, is_changed: bool) -> FrozenCell | None:  # noqa: FBT001 - mapped
    if row is None:
        return None
    reason = said_on_page(Sentence(**row["reason"]))
    is_withheld = row["colour"] == Colour.NOT_ASSESSED and row["missing"]
    return FrozenCell(
        row["colour"], missing_words(row["missing"]) if is_withheld else reason, is_changed
    )
