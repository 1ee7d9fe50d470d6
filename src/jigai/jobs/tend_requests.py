"""Tends the requests of enterprises: deadlines by the calendar, silence, escalations."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.support.actions.close_silent_requests import close_silent_requests
from jigai.apps.support.actions.escalate_requests import escalate_requests
from jigai.apps.support.actions.reckon_deadlines import reckon_deadlines
from jigai.domain.change import Actor, Change, Path


@task()
def tend_requests() -> int:
    """How many requests moved, closed or were brought before the level above; safe again."""
    at = timezone.localtime()
    change = Change(Actor("system:requests", "诉求时钟"), "例行检查", at, Path.JOB)
    moved = reckon_deadlines(change=change)
    closed = close_silent_requests(at=at, change=change)
    raised = escalate_requests(at=at, change=change)
    return moved + len(closed) + len(raised)
