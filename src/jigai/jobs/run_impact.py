"""Works ordered analyses through in the background; the library runs in a process of its own."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.impact.queries.analyses import waiting_analyses
from jigai.flows.run_impact import work_through


@task()
def run_impact(pk: int) -> str:
    """Finish one analysis; its state. Safe to run again: an ended one is left as it is."""
    return str(work_through(pk=pk, at=timezone.localtime()).state)


@task()
def take_up_analyses() -> list[int]:
    """Finish every analysis that a stopped process left."""
    waiting = waiting_analyses()
    for pk in waiting:
        work_through(pk=pk, at=timezone.localtime())
    return waiting
