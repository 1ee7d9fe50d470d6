"""Once a day old cases lose their names, by the rules in force; the next day is set by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from jigai.domain.change import Actor, Change, Path
from jigai.flows.apply_retention import apply_retention

AT = time(2, 30)
KEEPER = Actor("system:retention", "保存期限")


@task()
def forget_old_cases() -> dict[str, int]:
    """Apply the rules and set the next run. Safe to run again."""
    change = Change(KEEPER, "保存期限届满，例行清除", timezone.localtime(), Path.JOB)
    counts = apply_retention(change=change).counts
    set_next_run(now=timezone.localtime())
    return counts


def set_next_run(*, now: datetime) -> bool:
    """Put tomorrow's run into the queue unless one waits; says whether it did."""
    waiting = DBTaskResult.objects.filter(task_path=PLACE, status="READY")
    if waiting.filter(run_after__gt=now).exists():
        return False
    tomorrow = datetime.combine(now.date() + timedelta(days=1), AT, tzinfo=now.tzinfo)
    forget_old_cases.using(run_after=tomorrow).enqueue()
    return True


PLACE = forget_old_cases.module_path
