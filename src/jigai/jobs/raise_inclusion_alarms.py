"""Raises reminders and breaches of inclusion on their set days; each comes once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.projects.actions.raise_inclusion_alarms import raise_inclusion_alarms
from jigai.domain.change import Actor, Change, Path


@task()
def raise_alarms() -> int:
    """Raise what has fallen due by today; how many are new. Safe to run again."""
    at = timezone.localtime()
    change = Change(Actor("system:inclusion", "入统提醒"), "例行检查", at, Path.JOB)
    return len(raise_inclusion_alarms(on=at.date(), change=change))
