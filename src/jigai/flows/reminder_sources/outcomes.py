"""Follow-ups after completion that are due soon or overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from jigai.apps.accounts.permissions import Deed
from jigai.apps.outcomes.models import ProjectFollowUp
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import OUTCOME
from jigai.domain.results.states import FollowUpState
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked, roles_for

AHEAD = timedelta(days=30)
TO_ANSWER = Sentence(
    "填写竣工 {months} 个月后的成效", "give the results {months} months after completion"
)


def follow_ups(asked: Asked) -> Iterator[Due]:
    """Open follow-ups whose day is near or past; one query."""
    rows = ProjectFollowUp.objects.filter(
        state=FollowUpState.OPEN, due_on__lte=asked.on + AHEAD, project__in=asked.projects
    )
    for one in rows.select_related("project"):
        project = one.project
        yield Due(
            kind=OUTCOME,
            record=f"outcome_follow_up:{one.pk}",
            title=named(project.name),
            what=TO_ANSWER.format(months=one.months),
            link=f"/outcomes/follow-ups/{one.pk}/",
            who=Who(roles=roles_for(Deed.REPORT), agency_id=project.responsible_agency_id),
            due_on=one.due_on,
            division_id=project.division_id,
            project_id=project.pk,
        )
