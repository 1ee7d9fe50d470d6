"""Imports: one by its batch, those that were interrupted, the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jigai.apps.ledgers.models import ImportBatch, ImportState, RememberedMapping
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchImport(NotFound):
    code = "ledger.no_such_import"
    message = Sentence("没有导入批次“{batch}”。", "There is no import “{batch}”.")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import as lists show it."""

    batch: str
    file_name: str
    template: str
    period: str
    state: str
    row_count: int
    position: int
    error_count: int
    summary: dict[str, Any]
    received_at: datetime
    received_by: str


def import_batch(batch: str) -> ImportBatch:
    """Raises: NoSuchImport."""
    found = ImportBatch.objects.select_related("file").filter(batch=batch).first()
    if found is None:
        raise NoSuchImport(batch=batch)
    return found


def interrupted_imports() -> list[str]:
    """Batches that a stopped process left half saved."""
    rows = ImportBatch.objects.filter(state=ImportState.APPLYING).order_by("id")
    return list(rows.values_list("batch", flat=True))


def imports(*, limit: int = 100) -> list[ImportRow]:
    """The newest imports first."""
    rows = ImportBatch.objects.select_related("file").order_by("-id")[:limit]
    return [_row(row) for row in rows]


def import_row(batch: str) -> ImportRow:
    """Raises: NoSuchImport."""
    return _row(import_batch(batch))


def _row(found: ImportBatch) -> ImportRow:
    return ImportRow(
        found.batch,
        found.file.name,
        found.template,
        found.period,
        found.state,
        found.row_count,
        found.position,
        found.error_count,
        found.summary,
        datetime.fromisoformat(found.options["at"]),
        found.options["actor"][1],
    )


def remembered_columns(*, template: str, signature: str) -> dict[str, str]:
    row = RememberedMapping.objects.filter(template=template, signature=signature).first()
    return dict(row.columns) if row else {}
