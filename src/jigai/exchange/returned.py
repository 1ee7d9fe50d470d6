"""The sender's own workbook with faulty cells marked and a column of reasons."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string

from jigai.exchange.matching import REASON_HEAD
from jigai.exchange.problems import Problem, Severity
from jigai.exchange.rewritten import rewritten_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from jigai.exchange.ledger import Ledger

_AUTHOR = "Jigai"
_FAULT_FILL = PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE")
_WARNING_FILL = PatternFill("solid", start_color="FFFFEB9C", end_color="FFFFEB9C")
_NO_FILL = PatternFill()
_OURS = {_FAULT_FILL.start_color.rgb, _WARNING_FILL.start_color.rgb}
_MOST_CELLS = 1_000_000
_REASON_WIDTH = 48


def returned_workbook(ledger: Ledger, *, also: Sequence[Problem] = ()) -> bytes:
    """The file as .xlsx to send back: marks, comments and a column 错误说明 on the right.

    An .xlsx keeps its layout, validations and names. An .xls, a text table, or a file of more
    than a million cells is written anew with the same cells. Marks of an earlier return are
    taken away first.

    Args:
        ledger: the file as read.
        also: what the registers say against its rows, marked in the same way.
    """
    by_row = problems_by_row([*ledger.problems, *also])
    sheet = ledger.plan.sheet
    cells = sheet.row_count * len(ledger.plan.header.heads)
    if ledger.plan.workbook.kind == "xlsx" and cells <= _MOST_CELLS:
        try:
            book = openpyxl.load_workbook(io.BytesIO(ledger.plan.workbook.content))
        except (KeyError, ValueError, OSError):
            return rewritten_workbook(ledger, by_row)
        _mark(book[sheet.name], ledger, by_row)
        written = io.BytesIO()
        book.save(written)
        return written.getvalue()
    return rewritten_workbook(ledger, by_row)


def problems_by_row(problems: Sequence[Problem]) -> dict[int, list[Problem]]:
    """Problems of each row; row 0 holds remarks on columns."""
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    return by_row


def _mark(sheet: Worksheet, ledger: Ledger, by_row: Mapping[int, list[Problem]]) -> None:
    first, last = ledger.header_rows[0], ledger.header_rows[-1]
    column = _reason_column(sheet, first)
    _clear(sheet, last + 1, column)
    head = sheet.cell(first, column, REASON_HEAD)
    head.font, head.fill = Font(bold=True), _FAULT_FILL
    sheet.column_dimensions[head.column_letter].width = _REASON_WIDTH
    for row, problems in by_row.items():
        if not row:
            continue
        reason = sheet.cell(row, column, "\n".join(_short(p) for p in problems))
        reason.alignment = Alignment(wrap_text=True, vertical="top")
        for problem in problems:
            _mark_cell(sheet, problem)


def _short(problem: Problem) -> str:
    return f"【{problem.head}】{problem.said.zh}{problem.remedy.zh}"


def _mark_cell(sheet: Worksheet, problem: Problem) -> None:
    cell: Any = sheet.cell(problem.row, column_index_from_string(problem.column))
    if isinstance(cell, MergedCell):
        span = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
        cell = sheet.cell(span.min_row, span.min_col)
    cell.fill = _FAULT_FILL if problem.severity == Severity.FAULT else _WARNING_FILL
    earlier = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(earlier + problem.said.zh + problem.remedy.zh, _AUTHOR)


def _reason_column(sheet: Worksheet, first: int) -> int:
    """A column of an earlier return is used again."""
    for cell in sheet[first]:
        if cell.value == REASON_HEAD:
            return int(cell.column or 1)
    return sheet.max_column + 1


def _clear(sheet: Worksheet, first: int, column: int) -> None:
    for row in sheet.iter_rows(min_row=first):
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if cell.column == column:
                cell.value = None
            if cell.comment and cell.comment.author == _AUTHOR:
                cell.comment = None
            if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _OURS:
                cell.fill = _NO_FILL
