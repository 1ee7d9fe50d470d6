"""Writes the day's messages at the set hour and sends them; what failed is tried again later."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import apps
from django.utils.timezone import localtime
from django_tasks import task

from jigai.apps.reminders.queries.messages import next_try
from jigai.apps.reminders.queries.switches import sending
from jigai.flows.plan_messages import plan_messages
from jigai.flows.send_messages import send_messages

AT_LEAST = timedelta(seconds=30)


@task()
def send_reminders() -> dict[str, int]:
    """What was written, sent and failed. Safe to run again: nothing is sent twice.

    It puts itself into the queue anew for the set hour, and for the next try of what failed.
    """
    at = localtime()
    made = plan_messages(at=at)
    told = send_messages(at=at)
    _again(at)
    return {"made": len(made), "sent": told.sent, "waiting": told.waiting, "dead": told.dead}


def _again(at: datetime) -> None:
    """Once more at the earlier of today's hour and the next try, unless that is queued already."""
    hour = at.replace(hour=sending().hour, minute=0, second=0, microsecond=0)
    wanted = [moment for moment in (next_try(), hour if hour > at else None) if moment is not None]
    if not wanted:
        return
    moment = max(min(wanted), at + AT_LEAST)
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    queued = results.filter(task_path=send_reminders.module_path, status="READY")
    if not queued.filter(run_after__gt=at, run_after__lte=moment).exists():
        send_reminders.using(run_after=moment).enqueue()
