"""Raise the reminders and breaches of inclusion that have fallen due, each once."""

from __future__ import annotations

from datetime import date, timedelta

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import InclusionAlarm, InclusionCase
from jigai.apps.projects.queries.inclusion import limits
from jigai.domain.change import Change
from jigai.domain.inclusion import WAITING, State, alarm_days, alarms_due


def raise_inclusion_alarms(*, on: date, change: Change) -> list[InclusionAlarm]:
    """Write every alarm that fell due by a day and was not raised; a second run writes nothing.

    A case that moved into the library before its day has none; one whose start was corrected
    begins its days anew.
    """
    within = limits()
    cases = InclusionCase.objects.filter(
        state__in=WAITING,
        project__is_withdrawn=False,
        project__actual_start_on__isnull=False,
    ).select_related("project")
    raised = set(InclusionAlarm.objects.values_list("case", "kind", "started_on"))
    fresh = []
    for case in cases.order_by("pk"):
        started = case.project.actual_start_on
        if started is None:  # pragma: no cover - left out by the query
            continue
        days = alarm_days(started, limits=within)
        for alarm in alarms_due(
            State(case.state),
            started_on=started,
            after=started - timedelta(days=1),
            through=on,
            limits=within,
        ):
            if (case.pk, alarm.value, started) not in raised:
                fresh.append(
                    InclusionAlarm(
                        case=case,
                        kind=alarm.value,
                        started_on=started,
                        due_on=days[alarm],
                        raised_at=change.at,
                    )
                )
    if not fresh:
        return []
    with writing("inclusion.alarms_raised", change):
        return InclusionAlarm.objects.bulk_create(fresh)
