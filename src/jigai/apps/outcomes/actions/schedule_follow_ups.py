from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import ProjectFollowUp
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.results.follow_ups import schedule


def schedule_follow_ups(
    *, project: Project, completed_on: date, change: Change
) -> list[ProjectFollowUp]:
    """Ask again 12, 24 and 36 months after completion; what is scheduled already stays."""
    known = set(ProjectFollowUp.objects.filter(project=project).values_list("months", flat=True))
    rows = [
        ProjectFollowUp(
            project=project, months=one.months, completed_on=completed_on, due_on=one.due_on
        )
        for one in schedule(completed_on)
        if one.months not in known
    ]
    if rows:
        with writing("outcome_follow_ups.scheduled", change):
            ProjectFollowUp.objects.bulk_create(rows)
    return rows
