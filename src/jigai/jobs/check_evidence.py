"""The nightly look at every stored file; each run asks for the next one."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from jigai.domain.change import Actor, Change, Path
from jigai.flows import check_evidence as flow

AT = time(2, 30)


@task()
def check_every_night() -> int:
    """Check now and plan the next night; how many files are damaged. Safe to run again."""
    plan_next_night()
    actor = Actor("system:nightly", "夜间检查")
    change = Change(actor, "例行检查附件是否完好", timezone.localtime(), Path.JOB)
    return len(flow.check_evidence(change=change).damaged)


def plan_next_night() -> bool:
    """Plan the next run unless one is planned; whether it was planned now."""
    waiting = DBTaskResult.objects.filter(
        task_path=check_every_night.module_path, status=TaskResultStatus.READY
    )
    if waiting.exists():
        return False
    check_every_night.using(run_after=next_night(timezone.localtime())).enqueue()
    return True


def next_night(now: datetime) -> datetime:
    """The next half past two in the county's zone.

    >>> from datetime import UTC
    >>> next_night(datetime(2026, 11, 16, 9, tzinfo=UTC)).isoformat()
    '2026-11-17T02:30:00+00:00'
    """
    tonight = datetime.combine(now.date(), AT, now.tzinfo)
    return tonight if tonight > now else tonight + timedelta(days=1)
