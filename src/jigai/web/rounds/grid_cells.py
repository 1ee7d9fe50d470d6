"""Cells of the sheet: columns, what a cell shows, and what is read out of what was typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.report_block import BlockRow
from jigai.web.rounds.report_form import ProgressForm

DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
"""How a sheet may write a day."""
COLUMNS: tuple[tuple[str, Any, Any], ...] = (
    ("progress_bp", _("形象进度"), "%"),
    ("year_investment_fen", _("本年累计完成投资"), _("万元")),
    ("data_on", _("数据日期"), ""),
    ("progress_text", _("进展说明"), ""),
    ("problem", _("存在问题"), ""),
    ("jump_reason", _("变化原因"), ""),
)
MOST_ROWS = 2_000


class BlockUnreadable(Refusal):
    code = "report.block_unreadable"
    message = Sentence("没有读懂送来的表格。", "The sheet that was sent cannot be read.")
    remedy = Sentence("请刷新页面后重试。", "Reload the page and try again.")


@dataclass(frozen=True, slots=True)
class CellError:
    project_id: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """Rows with the cells that could be read, and the others with what is wrong."""

    rows: tuple[BlockRow, ...]
    errors: tuple[CellError, ...]
    cell_count: int


def fields_of_cells() -> dict[str, forms.Field]:
    """The fields of the single form, but for what may stay empty in a draft."""
    form = ProgressForm()
    found = {name: form.fields[name] for name, _title, _unit in COLUMNS}
    found["progress_bp"].required = False
    wrong = {"invalid": _("请写日期，例如 2026-11-10。")}
    found["data_on"] = forms.DateField(required=False, input_formats=DAYS, error_messages=wrong)
    return found


def shown_value(field: forms.Field, value: Any) -> str:
    """A stored value as the cell shows it."""
    if value is None or value == "":
        return ""
    return value.isoformat() if isinstance(value, date) else str(field.prepare_value(value))


def read_block(sent: str) -> ReadBlock:
    """The rows that the page sends as JSON: project, version, and typed text of each cell.

    Raises:
        BlockUnreadable: it is not such a list.
    """
    fields = fields_of_cells()
    rows, errors, count = [], [], 0
    for project_id, version, cells in _rows(sent):
        values: dict[str, Any] = {}
        for name, typed in cells.items():
            count += 1
            try:
                values[name] = fields[name].clean(typed)
            except ValidationError as error:
                errors.append(CellError(project_id, name, "；".join(error.messages)))
        if values.get("data_on", "") is None:
            del values["data_on"]
        if values or not cells:
            known: ReportValues = values  # type: ignore[assignment]
            rows.append(BlockRow(project_id, known, version))
    return ReadBlock(tuple(rows), tuple(errors), count)


def _rows(sent: str) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    names = {name for name, _title, _unit in COLUMNS}
    try:
        listed = json.loads(sent)
        if len(listed) > MOST_ROWS:
            raise BlockUnreadable
        for one in listed:
            cells = {str(name): str(typed) for name, typed in one["cells"].items()}
            if not cells.keys() <= names:
                raise BlockUnreadable
            yield int(one["project"]), int(one["version"]), cells
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BlockUnreadable from None
