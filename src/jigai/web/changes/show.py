"""One change set: before and after of every record, its link of the chain, and undo."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, reads_all_changes, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.actions.undo_change_set import NoSuchChangeSet
from jigai.apps.audit.chain import head_row
from jigai.apps.audit.queries.change_sets import (
    ChangeSetRow,
    RecordChange,
    TableChange,
    change_set_row,
    record_changes,
)
from jigai.domain.change import Path
from jigai.flows.undo_change import undo_change
from jigai.web.authorship import change_by
from jigai.web.changes.field_words import field_title, field_value
from jigai.web.changes.table_words import TABLES
from jigai.web.changes.words import OPERATIONS, story_line
from jigai.web.fragments import fragment
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


@require_safe
@vary_on_headers("HX-Request")
def change_show(request: PageRequest, number: int) -> HttpResponse:
    row = _row(request.viewer, number)
    shown = {
        "line": story_line(request.viewer, row, sees_all=True),
        "tables": [_table(one) for one in record_changes(number)],
    }
    return render(request, "changes/show.html" + fragment(request, "record"), shown)


@require_POST
def undo(request: PageRequest, number: int) -> HttpResponse:
    """Take a change set back and say which records were left alone, and why."""
    require(request.viewer, Deed.UNDO)
    row = _row(request.viewer, number)
    reason = request.POST.get("reason", _("撤回刚做的修改"))
    undone = undo_change(number=number, change=change_by(request, reason, path=Path.UNDO))
    shown = {
        "line": story_line(request.viewer, row, sees_all=True),
        "undone": undone,
        "restored": [(TABLES.get(name, name), count) for name, count in undone.restored.items()],
        "kept": [
            (TABLES.get(kept.table, kept.table), kept.label, said_on_page(kept.reason))
            for kept in undone.kept
        ],
    }
    return render(request, "changes/undone.html", shown)


@require_safe
def head(request: PageRequest) -> HttpResponse:
    """The last link of the chain as a line to print and keep elsewhere."""
    if not reads_all_changes(request.viewer):
        require(request.viewer, Deed.AUDIT)
    return render(request, "changes/head.html", {"head": head_row()})


def _row(viewer: Viewer, number: int) -> ChangeSetRow:
    """Raises: NoSuchChangeSet: absent, or not for this person to read."""
    row = change_set_row(number)
    if not reads_all_changes(viewer) and row.actor_key != viewer.key:
        raise NoSuchChangeSet(number=number)
    return row


def _table(one: TableChange) -> dict[str, Any]:
    return {
        "title": TABLES.get(one.table, one.table),
        "count": one.count,
        "left_out": one.count - len(one.records),
        "records": [_record(record) for record in one.records],
    }


def _record(record: RecordChange) -> dict[str, Any]:
    return {
        "label": record.label,
        "operation": OPERATIONS[record.operation],
        "is_new": record.operation == "I",
        "is_deleted": record.operation == "D",
        "changes": [
            (
                field_title(change.field),
                field_value(change.field, change.before),
                field_value(change.field, change.after),
            )
            for change in record.changes
        ],
    }
