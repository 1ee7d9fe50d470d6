"""The sheet of a round: many projects at once, by keyboard or pasted from a workbook."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.actions.submit_report import ReasonForJumpMissing
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.report_grid import GridRow, report_grid
from jigai.apps.rounds.queries.rounds import round_row
from jigai.domain.change import Path
from jigai.domain.refusal import Refusal
from jigai.flows.report_block import Block, BlockResult, BlockRow, report_block, undo_block
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.layout.figures import in_percent, in_wan
from jigai.web.refusals import http_status
from jigai.web.requests import PageRequest
from jigai.web.rounds.grid_cells import COLUMNS, ReadBlock, fields_of_cells, read_block, shown_value
from jigai.web.rounds.words import ENTRY_STATES, ENTRY_TONES

OPEN = frozenset({"missing", "draft", "returned", "excused"})
AT_FIELD = {
    "report.progress_missing": "progress_bp",
    "report.date_after_period": "data_on",
    "report.reason_for_jump_missing": "jump_reason",
}


@require_safe
def grid(request: PageRequest, period: str) -> HttpResponse:
    require(request.viewer, Deed.HAND_IN)
    held = round_of(period)
    rows = report_grid(request.viewer, round=held)
    fields = fields_of_cells()
    shown = {
        "round": round_row(held),
        "columns": COLUMNS,
        "rows": [_row(row, fields) for row in rows],
        "open_count": sum(1 for row in rows if row.state in OPEN),
    }
    return render(request, "rounds/grid.html", shown)


@require_POST
def grid_check(request: PageRequest, period: str) -> JsonResponse:
    """What saving these cells would do, cell by cell; nothing is saved."""
    return _answered(request, period, is_trial=True, is_handed_in=False)


@require_POST
def grid_save(request: PageRequest, period: str) -> JsonResponse:
    """Keep the good cells as drafts, or hand the rows in; the others come back with the reason."""
    handed_in = request.POST.get("act") == "submit"
    return _answered(request, period, is_trial=False, is_handed_in=handed_in)


@require_POST
def grid_undo(request: PageRequest, period: str) -> JsonResponse:
    """Take one's own last save back; reports that others changed since stay as they are."""
    number = request.POST.get("change_set", "")
    change = change_by(request, _("撤销表格填报"), path=Path.UNDO)
    try:
        undone = undo_block(number=int(number) if number.isdecimal() else 0, change=change)
    except Refusal as refusal:
        return _refused(refusal)
    said = _("已撤销，恢复 {count} 份填报。").format(count=undone.restored_count)
    if undone.kept:
        said += _("{count} 条保持不变（后来有人改过，或所在期次已锁定）。").format(
            count=len(undone.kept)
        )
    rows = report_grid(request.viewer, round=round_of(period))
    fields = fields_of_cells()
    return JsonResponse({"said": said, "rows": [_as_json(row, fields) for row in rows]})


def _answered(
    request: PageRequest, period: str, *, is_trial: bool, is_handed_in: bool
) -> JsonResponse:
    require(request.viewer, Deed.HAND_IN)
    try:
        read = read_block(request.POST.get("block", ""))
        change = change_by(request, _("表格填报"))

        def tried(*, trial: bool, handed_in: bool) -> Block:
            return report_block(
                viewer=request.viewer,
                period=period,
                rows=_sound(read) if handed_in else read.rows,
                is_handed_in=handed_in,
                change=change,
                is_trial=trial,
            )

        done = tried(trial=is_trial, handed_in=is_handed_in)
        later = tried(trial=True, handed_in=True) if is_trial else None
    except Refusal as refusal:
        return _refused(refusal)
    asked = [_told(one) for one in later.results if _asks_why(one)] if later else []
    return JsonResponse(
        _answer(read, done.results) | {"asked": asked, "change_set": done.change_set}
    )


def _sound(read: ReadBlock) -> list[BlockRow]:
    """Rows of which every cell could be read: a half-read row is not handed in."""
    faulty = {one.project_id for one in read.errors}
    return [row for row in read.rows if row.project_id not in faulty]


def _answer(read: ReadBlock, results: tuple[BlockResult, ...]) -> dict[str, Any]:
    bad = {(one.project_id, one.field) for one in read.errors}
    given = {row.project_id: set(row.values) for row in read.rows}
    for one in results:
        if one.refused:
            at = set(one.fields) or {AT_FIELD.get(one.code, "")} - {""}
            bad |= {(one.project_id, name) for name in at or given[one.project_id]}
    return {
        "cells": [{"project": e.project_id, "field": e.field, "said": e.text} for e in read.errors],
        "rows": [_told(one) for one in results],
        "good_count": max(read.cell_count - len(bad), 0),
        "bad_count": len(bad),
    }


def _told(one: BlockResult) -> dict[str, Any]:
    at = AT_FIELD.get(one.code, "")
    fields = {name: said_on_page(said) for name, said in one.fields.items()}
    said = said_on_page(one.refused) if one.refused else ""
    return {
        "project": one.project_id,
        "version": one.version,
        "state": str(ENTRY_STATES.get(one.state, "")),
        "code": one.code,
        "said": said,
        "fields": fields or ({at: said} if at else {}),
    }


def _asks_why(one: BlockResult) -> bool:
    return one.code == ReasonForJumpMissing.code


def _refused(refusal: Refusal) -> JsonResponse:
    said = said_on_page(refusal.said + refusal.advice)
    return JsonResponse({"code": refusal.code, "said": said}, status=http_status(refusal))


def _row(row: GridRow, fields: Any) -> dict[str, Any]:
    return {
        "row": row,
        "state": ENTRY_STATES[row.state],
        "tone": ENTRY_TONES[row.state],
        "is_open": row.state in OPEN,
        "last": f"{in_percent(row.last_progress_bp)} · {in_wan(row.last_year_investment_fen)}",
        "cells": [
            (name, title, shown_value(fields[name], row.values.get(name)))
            for name, title, _unit in COLUMNS
        ],
    }


def _as_json(row: GridRow, fields: Any) -> dict[str, Any]:
    return {
        "project": row.project_id,
        "version": row.version,
        "state": str(ENTRY_STATES[row.state]),
        "cells": {
            name: shown_value(fields[name], row.values.get(name)) for name, _title, _unit in COLUMNS
        },
    }
