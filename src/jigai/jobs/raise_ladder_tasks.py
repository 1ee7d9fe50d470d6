"""Puts on the officers' list what has come due on the ladder; each thing comes once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.cultivation.actions.raise_ladder_tasks import raise_ladder_tasks
from jigai.domain.change import Actor, Change, Path
from jigai.domain.windows import shipped as shipped_windows


@task()
def raise_tasks() -> int:
    """Raise what has come due by today; how many are new. Safe to run again."""
    at = timezone.localtime()
    change = Change(Actor("system:ladder", "培育提醒"), "例行检查", at, Path.JOB)
    return len(raise_ladder_tasks(on=at.date(), windows=shipped_windows(), change=change))
