"""A list of any length as a workbook, with the count of its rows printed in it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROWS_PER_SHEET = 1_048_000


def write_plain_export(
    target: Path | BinaryIO,
    *,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> int:
    """Writes all rows in constant memory and returns their number.

    Title, heads, rows, then “共 N 行”. Rows beyond what a sheet holds go on in a further sheet;
    none is dropped. Text is written as text, whatever it begins with.
    """
    destination = str(target) if isinstance(target, Path) else target
    book = xlsxwriter.Workbook(
        destination,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    bold = book.add_format({"bold": True})
    count, line = 0, rows_per_sheet
    sheet: Any = None
    for row in rows:
        if line >= rows_per_sheet:
            sheet, line = _new_sheet(book, title, heads, bold), 0
        for column, value in enumerate(row):
            _write(sheet, line + 2, column, value, day)
        count, line = count + 1, line + 1
    if sheet is None:
        sheet, line = _new_sheet(book, title, heads, bold), 0
    sheet.write_string(line + 2, 0, f"共 {count} 行", bold)
    book.set_properties({"title": title, "comments": f"共 {count} 行"})
    book.close()
    return count


def _new_sheet(book: Any, title: str, heads: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, title, bold)
    for column, head in enumerate(heads):
        sheet.write_string(1, column, head, bold)
    sheet.freeze_panes(2, 0)
    return sheet


def _write(sheet: Any, row: int, column: int, value: object, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime | date):
        naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        sheet.write_datetime(row, column, naive, day)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否")
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
