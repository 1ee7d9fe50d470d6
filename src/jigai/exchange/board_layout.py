"""The default layout of the published board (亮牌公示表) as a workbook to be changed at will."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from jigai.exchange.layout import Places
from jigai.exchange.paper import A4, on_paper

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    field: str
    width: int


COLUMNS = (
    _Column("序号", "number", 6),
    _Column("项目名称", "project", 42),
    _Column("责任单位", "unit", 20),
    _Column("乡镇（园区）", "division", 14),
    _Column("牌色", "badge", 10),
    _Column("得分", "score", 10),
    _Column("评定理由", "reason", 60),
)
_SINGLE = ("title", "as_of", "counts", "scope", "rule", "rule_hash", "snapshot", "audit_head")
PLACES = Places(
    known=frozenset([*_SINGLE, *(f"row.{column.field}" for column in COLUMNS)]),
    required=frozenset(["title", "row.project", "row.badge", "rule_hash", "audit_head"]),
)
_TITLE, _AS_OF, _HEADS, _ROW, _FIRST_NOTE = 1, 2, 3, 4, 6
_NOTES = (
    "{{scope}}",
    "评定规则：{{rule}}",
    "规则摘要：{{rule_hash}}",
    "数据快照：{{snapshot}}",
    "审计链头：{{audit_head}}",
)


def default_board_layout() -> bytes:
    """The layout as .xlsx: title, day and counts, one row a project, what it was made from."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "亮牌公示表"
    sheet.cell(_TITLE, 1, "{{title}}").font = Font(size=18, bold=True)
    sheet.cell(_AS_OF, 1, "{{as_of}}　{{counts}}")
    for i, column in enumerate(COLUMNS, start=1):
        sheet.cell(_HEADS, i, column.head).font = Font(bold=True)
        sheet.cell(_ROW, i, f"{{{{row.{column.field}}}}}")
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    for offset, note in enumerate(_NOTES):
        sheet.cell(_FIRST_NOTE + offset, 1, note)
    _dress(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _dress(sheet: Worksheet) -> None:
    thin, width = Side(style="thin"), len(COLUMNS)
    for row in (_HEADS, _ROW):
        for i in range(1, width + 1):
            framed = sheet.cell(row, i)
            framed.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            framed.alignment = Alignment(vertical="center", wrap_text=True)
    for i in (1, 5):
        sheet.cell(_ROW, i).alignment = Alignment(vertical="center", horizontal="center")
    sheet.cell(_ROW, 6).alignment = Alignment(vertical="center", horizontal="right")
    for i in range(1, width + 1):
        head = sheet.cell(_HEADS, i)
        head.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
        head.fill = PatternFill("solid", fgColor="EAF0F8")
    for row in (_TITLE, _AS_OF, *range(_FIRST_NOTE, _FIRST_NOTE + len(_NOTES))):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    sheet.cell(_TITLE, 1).alignment = Alignment(horizontal="center")
    sheet.row_dimensions[_TITLE].height = 30
    sheet.cell(_AS_OF, 1).alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[_AS_OF].height = 34
    sheet.freeze_panes = f"C{_ROW}"
    sheet.print_title_rows = f"{_HEADS}:{_HEADS}"
    on_paper(sheet, A4)
