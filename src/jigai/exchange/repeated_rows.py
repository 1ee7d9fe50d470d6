"""Repeats pattern rows of a sheet and moves what stands below, styles and merges included."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.cell_range import CellRange
    from openpyxl.worksheet.worksheet import Worksheet

CellValue: TypeAlias = str | int | float | date | None
# The style array of a cell: openpyxl has no public way to copy all of it at once.
_STYLE = "_style"
Fill = Callable[[str, Mapping[str, CellValue]], CellValue]
Line = tuple[int, Mapping[str, CellValue]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern row: per column value and style, its height and its merges."""

    cells: Mapping[int, tuple[object, object]]
    height: float | None
    spans: Sequence[tuple[int, int]]


def repeat_rows(
    sheet: Worksheet, *, first: int, count: int, lines: Sequence[Line], fill: Fill
) -> None:
    """Replaces ``count`` pattern rows from row ``first`` by ``lines``.

    Args:
        sheet: the sheet, changed in place.
        first: first pattern row; the pattern rows stand together.
        count: number of pattern rows.
        lines: for each new row the pattern row that it follows, and its values.
        fill: puts values into a pattern's text.
    """
    patterns = {r: _pattern(sheet, r) for r in range(first, first + count)}
    tail = [s for s in sheet.merged_cells.ranges if s.min_row >= first]
    _unmerge(sheet, tail)
    _move_tail(sheet, first + count, len(lines) - count)
    for number, (pattern, values) in enumerate(lines, start=first):
        _write(sheet, number, patterns[pattern], values, fill)
    for span in (s for s in tail if s.min_row >= first + count):
        span.shift(row_shift=len(lines) - count)
        sheet.merge_cells(span.coord)


def _pattern(sheet: Worksheet, row: int) -> _Pattern:
    cells = {
        c.column: (c.value, copy(getattr(c, _STYLE)))
        for c in sheet[row]
        if c.column and not isinstance(c, MergedCell)
    }
    spans = [
        (s.min_col, s.max_col) for s in sheet.merged_cells.ranges if s.min_row == s.max_row == row
    ]
    return _Pattern(cells, sheet.row_dimensions[row].height, spans)


def _unmerge(sheet: Worksheet, spans: Sequence[CellRange]) -> None:
    for span in spans:
        sheet.unmerge_cells(span.coord)


def _move_tail(sheet: Worksheet, first: int, shift: int) -> None:
    last = sheet.max_row
    if first > last or not shift:
        return
    heights = {r: sheet.row_dimensions[r].height for r in range(first, last + 1)}
    sheet.move_range(f"A{first}:{get_column_letter(sheet.max_column)}{last}", rows=shift)
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
        sheet.row_dimensions[row + shift].height = height


def _write(
    sheet: Worksheet,
    number: int,
    pattern: _Pattern,
    values: Mapping[str, CellValue],
    fill: Fill,
) -> None:
    for column, (text, style) in pattern.cells.items():
        cell = sheet.cell(number, column)
        setattr(cell, _STYLE, copy(style))
        put(cell, fill(text, values) if isinstance(text, str) else text)
    sheet.row_dimensions[number].height = pattern.height
    for left, right in pattern.spans:
        sheet.merge_cells(start_row=number, end_row=number, start_column=left, end_column=right)


def put(cell: Any, value: object) -> None:
    """Writes a value; text stays text, even where it begins like a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
