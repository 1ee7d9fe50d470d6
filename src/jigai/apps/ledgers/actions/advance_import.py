"""Note how far an import has got, in the same change set as the rows themselves."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.ledgers.models import ImportBatch, ImportState
from jigai.domain.change import Change


def advance_import(*, batch: ImportBatch, position: int, is_done: bool, change: Change) -> None:
    """Set the last row that is saved; a restart goes on behind it."""
    with writing("ledger.advanced", change):
        batch.position = position
        batch.state = ImportState.DONE if is_done else ImportState.APPLYING
        batch.save(update_fields=["position", "state"])


def mark_undone(*, batch: ImportBatch, change: Change) -> None:
    with writing("ledger.undone", change):
        batch.state = ImportState.UNDONE
        batch.save(update_fields=["state"])
