"""Tries and carries out bulk edits in the background, block by block."""

from __future__ import annotations

from django.utils.timezone import localdate
from django_tasks import task

from jigai.apps.bulk.queries.runs import interrupted_runs
from jigai.flows.bulk.work_through import work_through


@task()
def run_bulk_edit(batch: str) -> str:
    """Finish the stage of a bulk edit, and say in which stage it then is.

    Safe to run again: rows whose outcome is saved are not touched a second time.
    """
    return work_through(batch=batch, today=localdate()).state


@task()
def take_up_bulk_edits() -> list[str]:
    """Finish every bulk edit that a stopped process left, whoever ran it; their batches."""
    waiting = interrupted_runs()
    for batch in waiting:
        work_through(batch=batch, today=localdate())
    return waiting
