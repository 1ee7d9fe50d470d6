"""The daily look at every stored file, in the night when the day begins; once a day."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.evidence.queries.checks import is_checked_on
from jigai.domain.change import Actor, Change, Path
from jigai.flows import check_evidence as flow


@task()
def check_files() -> int:
    """How many stored files differ from their hash. Safe to run again: it checks once a day."""
    at = timezone.localtime()
    if is_checked_on(at.date()):
        return 0
    change = Change(Actor("system:nightly", "夜间检查"), "例行检查附件是否完好", at, Path.JOB)
    return len(flow.check_evidence(change=change).damaged)
