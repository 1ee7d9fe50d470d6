"""What became of a file made in the background: ready, failed, or past its day."""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import ExportState, ListExport
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change

PROBLEM_LENGTH = 300


def finish_export(
    *,
    export_id: int,
    title: str,
    file: str,
    row_count: int,
    byte_count: int,
    scope: str,
    until: date,
    change: Change,
) -> None:
    """The file lies ready until a day.

    Args:
        export_id: its number.
        title: of the list.
        file: its name in the store.
        row_count: rows in it.
        byte_count: its size.
        scope: mark of the scope for which it was made.
        until: last day on which it can be fetched.
        change: authorship.
    """
    export = ListExport.objects.get(pk=export_id)
    with writing("export.made", change):
        export.title, export.scope = title, scope
        export.state, export.file = ExportState.READY, file
        export.row_count, export.byte_count = row_count, byte_count
        export.ready_at, export.expires_on = change.at, until
        export.save()


def fail_export(*, export_id: int, problem: str, change: Change) -> None:
    """The file could not be made; the reason is shown to who asked for it."""
    export = ListExport.objects.get(pk=export_id)
    with writing("export.failed", change):
        export.state, export.problem = ExportState.FAILED, problem[:PROBLEM_LENGTH]
        export.save()


def expire_exports(*, on: date, change: Change) -> list[str]:
    """Note the files past their day; returns their names for the store to delete."""
    due = list(ListExport.objects.filter(state=ExportState.READY, expires_on__lt=on))
    if not due:
        return []
    with writing("export.expired", change):
        for export in due:
            export.state = ExportState.EXPIRED
            export.save(update_fields=["state"])
    return [export.file for export in due]
