"""A new workbook with the cells of one that cannot be edited, marked like a returned one."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter
from openpyxl.utils import column_index_from_string

from jigai.exchange.matching import REASON_HEAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jigai.exchange.ledger import Ledger
    from jigai.exchange.problems import Problem

_LOOKED_AT_FOR_SPANS = 20_000


def rewritten_workbook(ledger: Ledger, by_row: Mapping[int, list[Problem]]) -> bytes:
    """The ledger's sheet as .xlsx with the same cells, marks and reasons."""
    sheet = ledger.plan.sheet
    big = sheet.row_count > _LOOKED_AT_FOR_SPANS
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written, {"constant_memory": big, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet.name[:31])
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    red = book.add_format({"bg_color": "#FFC7CE"})
    red_day = book.add_format({"bg_color": "#FFC7CE", "num_format": "yyyy-mm-dd"})
    reasons = max((h.index for h in ledger.plan.header.heads), default=0) + 1
    for number, row in enumerate(sheet.rows(), start=1):
        problems = by_row.get(number, [])
        marked = {column_index_from_string(p.column) - 1: p for p in problems}
        for column, cell in enumerate(row):
            is_day = isinstance(cell, date | datetime)
            style = (red_day if is_day else red) if column in marked else day if is_day else None
            _write(page, number - 1, column, cell, style)
        for column, problem in marked.items():
            page.write_comment(number - 1, column, problem.said.zh + problem.remedy.zh)
        if number == ledger.header_rows[0]:
            page.write_string(number - 1, reasons, REASON_HEAD, red)
        if problems:
            text = "\n".join(f"【{p.head}】{p.said.zh}{p.remedy.zh}" for p in problems)
            page.write_string(number - 1, reasons, text)
    if not big:
        for (top, left), (bottom, right) in sheet.spans():
            page.merge_range(top, left, bottom, right, "")
            _write(page, top, left, sheet.top(top + 1)[top][left], None)
    page.set_column(reasons, reasons, 48)
    book.close()
    return written.getvalue()


def _write(page: Any, row: int, column: int, cell: object, style: Any) -> None:
    """Text stays text, even where it looks like a formula or a number."""
    if isinstance(cell, str):
        if cell or style:
            page.write_string(row, column, cell, style)
    elif isinstance(cell, date | datetime):
        page.write_datetime(row, column, cell, style)
    elif isinstance(cell, bool | float | int):
        page.write(row, column, cell, style)
    else:
        page.write_string(row, column, str(cell), style)
