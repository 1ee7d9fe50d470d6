from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import ProjectFollowUp
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.results.follow_ups import months_later
from jigai.domain.results.states import FollowUpState


def move_follow_ups(
    *, project: Project, completed_on: date, change: Change
) -> list[ProjectFollowUp]:
    """Count the open follow-ups of a project from its corrected day of completion.

    What was answered, or closed as unanswered, stays as it was asked.
    """
    still_open = ProjectFollowUp.objects.filter(project=project, state=FollowUpState.OPEN)
    rows = list(still_open.exclude(completed_on=completed_on).order_by("months"))
    if rows:
        with writing("outcome_follow_ups.moved", change):
            for one in rows:
                one.completed_on = completed_on
                one.due_on = months_later(completed_on, one.months)
                save_valid(one, known={"project"})
    return rows
