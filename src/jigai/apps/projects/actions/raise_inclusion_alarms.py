"""Raise the reminders and breaches of inclusion that have fallen due, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import InclusionAlarm, InclusionCase
from jigai.apps.projects.queries.inclusion import limits
from jigai.domain.change import Change
from jigai.domain.inclusion import WAITING, alarm_days


def raise_inclusion_alarms(*, on: date, change: Change) -> list[InclusionAlarm]:
    """Write every alarm that fell due by a day and was not raised; a second run writes nothing.

    A case that moved into the library before its day has none; one whose start was corrected
    begins its days anew.
    """
    within = limits()
    raised = set(InclusionAlarm.objects.values_list("case", "kind", "started_on"))
    fresh = [
        InclusionAlarm(
            case=case, kind=alarm.value, started_on=started, due_on=day, raised_at=change.at
        )
        for case, started in _waiting()
        for alarm, day in alarm_days(started, limits=within).items()
        if day <= on and (case.pk, alarm.value, started) not in raised
    ]
    if not fresh:
        return []
    with writing("inclusion.alarms_raised", change):
        return InclusionAlarm.objects.bulk_create(fresh)


def _waiting() -> Iterator[tuple[InclusionCase, date]]:
    """Cases that still wait, with the start of their project."""
    cases = InclusionCase.objects.filter(state__in=WAITING, project__is_withdrawn=False)
    for case in cases.select_related("project").order_by("pk"):
        if case.project.actual_start_on is not None:
            yield case, case.project.actual_start_on
