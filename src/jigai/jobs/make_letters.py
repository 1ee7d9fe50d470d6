"""Makes the files of letters that were ordered for many enterprises."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.reports.queries.letter_runs import interrupted_runs
from jigai.flows.issue_letters import work_through


@task()
def make_letters(batch: str) -> bool:
    """Finish a run; whether it is done. Safe to run again: a made letter is not made twice."""
    return work_through(batch=batch, at=timezone.localtime()).is_done


@task()
def take_up_letters() -> list[str]:
    """Finish every run that a stopped process left; their batches."""
    waiting = interrupted_runs()
    for batch in waiting:
        work_through(batch=batch, at=timezone.localtime())
    return waiting
