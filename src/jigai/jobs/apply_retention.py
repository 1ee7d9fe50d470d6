"""Once a day old cases lose their names, by the rules in force."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.domain.change import Actor, Change, Path
from jigai.flows.apply_retention import apply_retention

KEEPER = Actor("system:retention", "保存期限")


@task()
def forget_old_cases() -> dict[str, int]:
    """Apply the rules; how many of each kind lost something. Safe to run again."""
    change = Change(KEEPER, "保存期限届满，例行清除", timezone.localtime(), Path.JOB)
    return apply_retention(change=change).counts
