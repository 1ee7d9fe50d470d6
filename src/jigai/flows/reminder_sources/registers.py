"""Changes of projects that wait for a second person, and deadlines of inclusion."""

from __future__ import annotations

from collections.abc import Iterator

from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.models import PendingChange
from jigai.apps.reports.queries.cockpit_work import open_alarms
from jigai.domain.inclusion import State
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import DECISION, INCLUSION
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked, roles_for

TO_DECIDE = Sentence("批准或不批准敏感修改", "approve the sensitive change, or not")
TO_MOVE = Sentence("入统仍在“{state}”，请推进", "inclusion is still at “{state}”: move it on")
IS_LATE = Sentence(
    "入统期限已过，仍在“{state}”", "the deadline of inclusion has passed, still at “{state}”"
)


def pending_changes(asked: Asked) -> Iterator[Due]:
    waiting = PendingChange.objects.filter(decision="", project__in=asked.projects)
    for one in waiting.select_related("project"):
        yield Due(
            kind=DECISION,
            record=f"pending_change:{one.pk}",
            title=named(one.project.name),
            what=TO_DECIDE,
            link=f"/projects/pending/{one.pk}/",
            who=Who(roles=roles_for(Deed.APPROVE), not_keys=frozenset({one.asked_by_key})),
            division_id=one.project.division_id,
            project_id=one.project_id,
        )


def inclusion(asked: Asked) -> Iterator[Due]:
    """The latest reminder or breach of each file that still waits; one query."""
    alarms = open_alarms().filter(case__project__in=asked.projects).select_related("case__project")
    for one in alarms:
        project = one.case.project
        said = IS_LATE if one.kind == "breach" else TO_MOVE
        yield Due(
            kind=INCLUSION,
            record=f"inclusion:{project.pk}/{one.kind}",
            title=named(project.name),
            what=said.format(state=State(one.case.state).label),
            link=f"/projects/{project.pk}/",
            who=Who(roles=roles_for(Deed.OBJECT), agency_id=project.responsible_agency_id),
            due_on=one.due_on,
            division_id=project.division_id,
            project_id=project.pk,
        )
