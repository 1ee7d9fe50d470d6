"""Saves a confirmed ledger in the background, block by block."""

from __future__ import annotations

from django_tasks import task

from jigai.apps.ledgers.queries.batches import interrupted_imports
from jigai.flows import import_ledger as flow


@task()
def run_import(batch: str) -> int:
    """Save a received ledger; the number of its rows.

    Safe to run again: it goes on behind the last saved block.
    """
    return flow.import_ledger(batch=batch).row_count


def resume_interrupted() -> list[str]:
    """Finish every import that a stopped process left half saved; their batches."""
    waiting = interrupted_imports()
    for batch in waiting:
        flow.import_ledger(batch=batch)
    return waiting
