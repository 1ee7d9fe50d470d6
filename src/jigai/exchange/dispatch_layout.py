"""The default official layout of the dispatch ledger, as a workbook to be changed at will."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from jigai.exchange.layout import Places
from jigai.exchange.paper import A3, on_paper

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    field: str
    group: str = ""
    is_sum: bool = False
    width: int = 12


_PROGRESS, _PROCEDURES, _PROBLEMS = "形象进度", "手续办理情况", "存在问题、解决方案及完成时限"
COLUMNS = (
    _Column("序号", "number", width=6),
    _Column("项目名称", "project_name", width=30),
    _Column("项目代码", "project_code", width=26),
    _Column("企业名称", "enterprise_name", width=26),
    _Column("统一社会信用代码", "credit_code", width=22),
    _Column("所属乡镇（园区）", "township"),
    _Column("产业方向", "direction"),
    _Column("总投资(万元)", "total_investment", is_sum=True),
    _Column("其中设备投资(万元)", "equipment_investment", is_sum=True),
    _Column("计划开工", "planned_start_on", "计划工期"),
    _Column("计划竣工", "planned_end_on", "计划工期"),
    _Column("是否开工", "is_started", _PROGRESS),
    _Column("本年累计完成投资(万元)", "year_completed", _PROGRESS, is_sum=True),
    _Column("开工以来累计完成投资(万元)", "cumulative_completed", _PROGRESS, is_sum=True),
    _Column("投资完成率", "completion_rate", _PROGRESS),
    _Column("形象进度(%)", "progress", _PROGRESS),
    _Column("工程形象进度", "progress_text", _PROGRESS),
    _Column("是否纳统", "inclusion", _PROGRESS),
    _Column("备案", "has_filing", _PROCEDURES, width=8),
    _Column("环评", "has_environmental_assessment", _PROCEDURES, width=8),
    _Column("节能审查", "has_energy_review", _PROCEDURES, width=8),
    _Column("用地", "has_land", _PROCEDURES, width=8),
    _Column("施工许可证", "has_construction_permit", _PROCEDURES, width=8),
    _Column("具体问题", "problem", _PROBLEMS, width=20),
    _Column("解决措施", "measure", _PROBLEMS, width=20),
    _Column("办理部门", "handling_department", _PROBLEMS),
    _Column("完成时限", "handle_by", _PROBLEMS),
    _Column("责任单位", "responsible_unit"),
    _Column("责任领导", "responsible_leader"),
    _Column("备注", "remark", width=16),
)
_SINGLE = ("title", "reporting_unit", "reported_on", "leader", "compiler")
_SUMS = tuple(c.field for c in COLUMNS if c.is_sum)
PLACES = Places(
    known=frozenset(
        [
            *_SINGLE,
            *(f"row.{c.field}" for c in COLUMNS),
            "group.name",
            *(f"group.{name}" for name in _SUMS),
            *(f"total.{name}" for name in _SUMS),
        ]
    ),
    required=frozenset(["title", "row.project_name", "row.project_code"]),
)
_TITLE, _UNIT, _GROUPS, _HEADS, _ROW, _CLOSING, _TOTAL, _NOTE, _SIGNED = 1, 2, 3, 4, 5, 6, 7, 9, 10
_NAMES_FROM = 16
_THIN = Side(style="thin")
_NOTE_TEXT = "注：1. 总投资含税；2. “是否纳统”以实际入库为准；3. 本表为调度信息，非统计报表。"


def default_dispatch_layout() -> bytes:
    """The layout as .xlsx: title, unit row, two rows of heads, subtotal per direction, total.

    Amounts are in 万元; the caller passes values as they are to stand in the cells.
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "技改项目调度表"
    width = len(COLUMNS)
    sheet.cell(_TITLE, 1, "{{title}}").font = Font(size=18, bold=True)
    sheet.cell(_UNIT, 1, "填报单位：{{reporting_unit}}")
    sheet.cell(_UNIT, width - 4, "单位：万元")
    sheet.cell(_UNIT, width - 2, "填报日期：{{reported_on}}")
    _write_heads(sheet)
    for i, column in enumerate(COLUMNS, start=1):
        sheet.cell(_ROW, i, f"{{{{row.{column.field}}}}}")
        if column.is_sum:
            sheet.cell(_CLOSING, i, f"{{{{group.{column.field}}}}}")
            sheet.cell(_TOTAL, i, f"{{{{total.{column.field}}}}}")
        sheet.column_dimensions[get_column_letter(i)].width = column.width
    sheet.cell(_CLOSING, 1, "{{group.name}}小计")
    sheet.cell(_TOTAL, 1, "合计")
    sheet.cell(_NOTE, 1, _NOTE_TEXT)
    sheet.cell(_SIGNED, 1, "单位负责人：{{leader}}　　　　填表人：{{compiler}}")
    _dress(sheet, width)
    sheet.freeze_panes = f"C{_ROW}"
    sheet.print_title_rows = f"{_GROUPS}:{_HEADS}"
    on_paper(sheet, A3)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_heads(sheet: Worksheet) -> None:
    """Heads of one level are merged over both rows, groups over their columns."""
    start = 1
    for i, column in enumerate(COLUMNS, start=1):
        if not column.group:
            sheet.cell(_GROUPS, i, column.head)
            sheet.merge_cells(start_row=_GROUPS, end_row=_HEADS, start_column=i, end_column=i)
            continue
        sheet.cell(_HEADS, i, column.head)
        if COLUMNS[i - 2].group != column.group:
            start = i
            sheet.cell(_GROUPS, i, column.group)
        if i == len(COLUMNS) or COLUMNS[i].group != column.group:
            sheet.merge_cells(start_row=_GROUPS, end_row=_GROUPS, start_column=start, end_column=i)


def _align(cell: Cell | MergedCell, column: _Column) -> None:
    """Amounts right with two decimals, names left; the rest stays in the middle."""
    if column.is_sum or column.field == "progress":
        cell.number_format = "#,##0.00" if column.is_sum else "0.00"
        cell.alignment = Alignment(vertical="center", horizontal="right")
    elif column.width >= _NAMES_FROM:
        cell.alignment = Alignment(vertical="center", horizontal="left", wrap_text=True)


def _dress(sheet: Worksheet, width: int) -> None:
    for row in range(_GROUPS, _TOTAL + 1):
        for i in range(1, width + 1):
            framed = sheet.cell(row, i)
            framed.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
            framed.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
    for i, column in enumerate(COLUMNS, start=1):
        for row in (_ROW, _CLOSING, _TOTAL):
            _align(sheet.cell(row, i), column)
    label = next(i for i, c in enumerate(COLUMNS) if c.is_sum)
    spans = [
        (_TITLE, width),
        (_UNIT, 6),
        (_CLOSING, label),
        (_TOTAL, label),
        (_NOTE, width),
        (_SIGNED, width),
    ]
    for row, last in spans:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    sheet.cell(_TITLE, 1).alignment = Alignment(horizontal="center")
    sheet.row_dimensions[_TITLE].height = 30
