"""When messages go out: the hour, the work-days, and the quiet days."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import QuietSpan, Sending
from jigai.domain.change import Change


def set_sending(*, hour: int, work_days_only: bool, change: Change) -> None:
    """The hour counts from the next day's messages on.

    Raises:
        RecordInvalid: the hour is none of the day.
    """
    held = Sending.objects.filter(pk=1).first() or Sending()
    held.hour, held.work_days_only = hour, work_days_only
    with writing("sending.set", change):
        save_valid(held)


def add_quiet_span(*, first_on: date, last_on: date, reason: str, change: Change) -> QuietSpan:
    """Nothing goes out on these days; what falls due is told afterwards.

    Raises:
        RecordInvalid: it ends before it begins, or has no reason.
    """
    span = QuietSpan(first_on=first_on, last_on=last_on, reason=reason)
    with writing("quiet_span.added", change):
        save_valid(span)
    return span


def end_quiet_span(*, span: QuietSpan, change: Change) -> None:
    with writing("quiet_span.removed", change):
        span.delete()
