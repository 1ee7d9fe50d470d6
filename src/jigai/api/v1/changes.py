"""The history of changes: who, when, why, before and after; undo; the chain's head."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router, Schema

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.paging import Listed, Page
from jigai.api.schemas import Number, Reasoned
from jigai.apps.accounts.permissions import Deed, reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.actions.undo_change_set import NoSuchChangeSet, Undone
from jigai.apps.audit.queries.change_sets import (
    ChangeSetRow,
    TableChange,
    change_set_count,
    change_set_page,
    change_set_row,
    change_set_rows,
    record_changes,
)
from jigai.apps.audit.queries.entries import Entry, entries, entry_count
from jigai.flows.undo_change import undo_change

router = Router()


class ChangeSetOut(Schema):
    """One change set with before and after of its records (200 of a table at most)."""

    change_set: ChangeSetRow
    tables: list[TableChange]


class KeptOut(Schema):
    """A record that was left alone, and why."""

    table: str
    key: int
    label: str
    reason: Said


class ChangeUndoneOut(Schema):
    """``restored``: table → records; ``kept``: left alone, each with the reason."""

    number: int
    restored: dict[str, int]
    kept: list[KeptOut]


@router.get("", response={200: Listed[ChangeSetRow], **PROBLEMS})
def list_changes(request: HttpRequest, page: Query[Page]) -> dict[str, object]:
    """Newest first; who does not read the whole county gets what they did themselves."""
    key = _own_key(viewer_in(request))
    rows = change_set_page(actor_key=key, page=page.page, size=page.size)
    return {"items": rows, "total": change_set_count(actor_key=key), **page.model_dump()}


@router.get("/entries/{table}", response={200: Listed[Entry], **PROBLEMS})
def list_entries(
    request: HttpRequest,
    table: str,
    page: Query[Page],
    reason: str = "",
    actor: str = "",
    path: str = "",
    batch: str = "",
) -> dict[str, object]:
    """Record by record, such as those of ``projects_project``: before, after, who and why.

    ``reason`` and ``actor`` are contained in those of the change set; ``path`` and ``batch`` equal.
    """
    chosen = change_set_rows(actor_key=_own_key(viewer_in(request)))
    chosen = chosen.filter(reason__icontains=reason, actor_name__icontains=actor)
    chosen = chosen.filter(path=path) if path else chosen
    chosen = chosen.filter(batch=batch) if batch else chosen
    rows = entries(chosen, table=table, page=page.page, size=page.size)
    return {"items": rows, "total": entry_count(chosen, table=table), **page.model_dump()}


@router.get("/{number}", response={200: ChangeSetOut, **PROBLEMS})
def show_change(request: HttpRequest, number: Number) -> ChangeSetOut:
    row = _readable(viewer_in(request), number)
    return ChangeSetOut(change_set=row, tables=record_changes(number))


@router.post("/{number}/undo", response={200: ChangeUndoneOut, **PROBLEMS})
def undo(request: HttpRequest, number: Number, said: Reasoned) -> ChangeUndoneOut:
    """Take a change set back record by record; what changed since or is locked is kept."""
    change = change_by(request, Deed.UNDO, said.reason)
    _readable(viewer_in(request), number)
    done = undo_change(number=number, change=change)
    return ChangeUndoneOut(number=done.number, restored=done.restored, kept=kept_out(done))


def kept_out(done: Undone) -> list[KeptOut]:
    return [
        KeptOut(
            table=one.table,
            key=one.key,
            label=one.label,
            reason=Said(zh=one.reason.zh, en=one.reason.en),
        )
        for one in done.kept
    ]


def _own_key(viewer: Viewer) -> str:
    return "" if reads_all_changes(viewer) else viewer.key


def _readable(viewer: Viewer, number: int) -> ChangeSetRow:
    row = change_set_row(number)
    if not reads_all_changes(viewer) and row.actor_key != viewer.key:
        raise NoSuchChangeSet(number=number)
    return row
