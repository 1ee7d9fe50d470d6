"""A list of any length as a workbook, with the count of its rows printed in it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROWS_PER_SHEET = 1_048_000
FIRST_ROW, MEASURED = 2, 500
WIDEST, LATIN, A4 = 48, 0x2E7F, 9


def write_plain_export(
    target: Path | BinaryIO,
    *,
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> int:
    """Writes all rows in constant memory and returns their number.

    Title, heads, rows, then “共 N 行”; columns as wide as their first rows need, amounts with
    two decimals, on paper landscape with the heads on each page. Rows beyond what a sheet holds
    go on in a further sheet; none is dropped. Text is written as text, whatever it begins with.
    """
    destination = str(target) if isinstance(target, Path) else target
    book = xlsxwriter.Workbook(
        destination,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    sheets = _Sheets(book, title, heads)
    count, line = 0, rows_per_sheet
    for row in rows:
        if line >= rows_per_sheet:
            sheets.begin()
            line = 0
        for column, value in enumerate(row):
            sheets.write(line + FIRST_ROW, column, value)
        count, line = count + 1, line + 1
    if not count:
        sheets.begin()
        line = 0
    sheets.finish(line, count)
    book.set_properties({"title": title, "comments": f"共 {count} 行"})
    book.close()
    return count


class _Sheets:
    """The sheets of one workbook: alike in widths, formats and what is repeated on paper."""

    def __init__(self, book: Any, title: str, heads: Sequence[str]) -> None:
        self.book, self.title, self.heads = book, title, heads
        self.widths = [_width(head) for head in heads]
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bg_color": "#EAF0F8", "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.exact = book.add_format({"num_format": "#,##0.00"})
        self.sheet: Any = None

    def begin(self) -> None:
        sheet = self.sheet = self.book.add_worksheet()
        sheet.write_string(0, 0, self.title, self.bold)
        for column, head in enumerate(self.heads):
            sheet.write_string(1, column, head, self.head)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C&P / &N")

    def finish(self, line: int, count: int) -> None:
        self.sheet.write_string(line + FIRST_ROW, 0, f"共 {count} 行", self.bold)
        for sheet in self.book.worksheets():
            for column, width in enumerate(self.widths):
                sheet.set_column(column, column, width)

    def write(self, row: int, column: int, value: object) -> None:
        if value is None or value == "":
            return
        sheet = self.sheet
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, value.replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, bool):
            sheet.write_string(row, column, "是" if value else "否")
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self.exact)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, str(value))
        if row < MEASURED:
            self.widths[column] = max(self.widths[column], _width(value))


def _width(value: object) -> int:
    """Characters that a cell needs; a Chinese one counts twice."""
    if isinstance(value, datetime):
        return 17
    if isinstance(value, date | float):
        return 13
    text = str(value)
    return min(WIDEST, 3 + sum(2 if ord(sign) > LATIN else 1 for sign in text))
