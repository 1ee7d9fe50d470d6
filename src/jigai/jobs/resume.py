"""What a stopped process left half done is put back into the queue when the server starts."""

from __future__ import annotations

from jigai.apps.bulk.queries.runs import interrupted_runs
from jigai.apps.ledgers.queries.batches import interrupted_imports
from jigai.jobs.bulk_edit import run_bulk_edit
from jigai.jobs.import_ledger import run_import


def enqueue_interrupted() -> list[str]:
    """Queue every half-saved import and bulk edit; their batches.

    Both go on behind what is saved, so one that is in the queue already does no harm.
    """
    imports, edits = interrupted_imports(), interrupted_runs()
    for batch in imports:
        run_import.enqueue(batch)
    for batch in edits:
        run_bulk_edit.enqueue(batch)
    return [*imports, *edits]
