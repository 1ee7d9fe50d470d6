"""Bulk edits: what can be set, an order with its trial, confirmation, results, undo."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Query, Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.paging import Listed, Page
from jigai.api.schemas import Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.bulk.queries.runs import (
    ResultRow,
    RunRow,
    result_count,
    result_rows,
    run_for,
    run_row,
)
from jigai.flows.bulk.order_edit import keys_where, order_edit
from jigai.flows.bulk.registers import register_named
from jigai.flows.bulk.work_through import confirm_edit, work_through
from jigai.flows.undo_change import undo_edit
from jigai.jobs.bulk_edit import run_bulk_edit

router = Router()
SMALL = 100
"""Rows that are tried and changed before the answer; more go to the background."""
Row = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]


class Order(Reasoned):
    """Rows by ``keys``, or by ``where``: field → values of which a row has one.

    ``values``: field → new value as written (numbers of records, codes, 2026-11-30, whole fen);
    blank clears it.
    """

    values: dict[str, Text]
    keys: list[Row] = []
    where: dict[str, list[Text]] = {}


class ChoiceOut(Schema):
    value: str
    zh: str
    en: str


class FieldOut(Schema):
    """``shape``: choice, text, day or fen; ``may_clear``: whether a blank is a value."""

    key: str
    title: Said
    shape: str
    may_clear: bool
    choices: list[ChoiceOut]


class RunOut(Schema):
    """Counts are foreseen while ``state`` is trying or tried, then of what was done."""

    batch: str
    register_name: str
    values: dict[str, str]
    state: str
    owner: str
    reason: str
    ordered_at: datetime
    confirmed_at: datetime | None
    row_count: int
    through_count: int
    changed_count: int
    waits_count: int
    same_count: int
    refused_count: int
    kept: list[str]


class UndoneOut(Schema):
    """``kept``: records that somebody changed later; they stay as they are."""

    restored_count: int
    kept: list[str]


@router.get("/fields/{name}", response={200: list[FieldOut], **PROBLEMS})
def list_fields(request: HttpRequest, name: str) -> list[FieldOut]:
    """What can be set on many rows of a register at once."""
    viewer_in(request)
    return [
        FieldOut(
            key=field.key,
            title=Said(zh=field.title.zh, en=field.title.en),
            shape=field.shape,
            may_clear=field.may_clear,
            choices=[
                ChoiceOut(value=one.value, zh=one.label.zh, en=one.label.en)
                for one in (field.choices(localdate()) if field.choices else ())
            ],
        )
        for field in register_named(name).fields
    ]


@router.post("/of/{name}", response={201: RunOut, **PROBLEMS})
def order(request: HttpRequest, name: str, given: Order) -> Status[RunRow]:
    """Order a bulk edit and try it on every row; nothing is changed before it is confirmed."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    viewer = viewer_in(request)
    keys = given.keys or (keys_where(name, viewer, given.where, change) if given.where else [])
    run = order_edit(register=name, viewer=viewer, keys=keys, values=given.values, change=change)
    return Status(201, _gone_through(request, run.batch, len(keys)))


@router.get("/{batch}", response={200: RunOut, **PROBLEMS})
def show(request: HttpRequest, batch: str) -> RunRow:
    return run_row(run_for(viewer_in(request), batch))


@router.get("/{batch}/rows", response={200: Listed[ResultRow], **PROBLEMS})
def list_rows(
    request: HttpRequest, batch: str, page: Query[Page], outcome: str = ""
) -> dict[str, object]:
    """Row by row: changed, waits (for a second person), same, refused with the rule."""
    run = run_for(viewer_in(request), batch)
    rows = result_rows(run, outcome=outcome, page=page.page, size=page.size)
    return {"items": rows, "total": result_count(run, outcome=outcome), **page.model_dump()}


@router.post("/{batch}/confirm", response={200: RunOut, **PROBLEMS})
def confirm(request: HttpRequest, batch: str, said: Reasoned) -> RunRow:
    """Carry it out; the reason stays in the history of every row."""
    change = change_by(request, Deed.KEEP_REGISTERS, said.reason)
    run = run_for(viewer_in(request), batch)
    confirm_edit(run=run, change=change)
    return _gone_through(request, batch, run_row(run).row_count)


@router.post("/{batch}/undo", response={200: UndoneOut, **PROBLEMS})
def undo(request: HttpRequest, batch: str, said: Reasoned) -> UndoneOut:
    """Take the whole edit back."""
    change = change_by(request, Deed.UNDO, said.reason)
    undone = undo_edit(run=run_for(viewer_in(request), batch), change=change)
    return UndoneOut(restored_count=undone.restored_count, kept=[one.label for one in undone.kept])


def _gone_through(request: HttpRequest, batch: str, count: int) -> RunRow:
    if count <= SMALL:
        work_through(batch=batch, today=localdate())
    else:
        run_bulk_edit.enqueue(batch)
    return run_row(run_for(viewer_in(request), batch))
