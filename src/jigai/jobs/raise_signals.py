"""Looks for striking patterns of a round in the background; each becomes a question once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from jigai.apps.badges.actions.raise_signals import raise_signals
from jigai.apps.rounds.queries.access import round_of
from jigai.domain.change import Actor, Change, Path


@task()
def ask_about_patterns(period: str) -> int:
    """Ask about the patterns of a round; how many questions are new. Safe to run again."""
    change = Change(Actor("system:signals", "疑点检查"), "例行检查", timezone.localtime(), Path.JOB)
    return raise_signals(round=round_of(period), change=change)
