"""Reports to hand in, to mend and to review; results to publish; rounds to open again."""

from __future__ import annotations

from collections.abc import Iterator

from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.models import ProgressReport, ReportState
from jigai.apps.rounds.models import Reopening, Round, RoundEntry, RoundStage
from jigai.domain.periods import parse_period
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import DECISION, PUBLISH, REPORT, RETURNED, REVIEW
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked, roles_for

REPORTERS = frozenset({"unit", "enterprise"})
HANDED_IN = frozenset({ReportState.SUBMITTED.value, ReportState.ACCEPTED.value})
TO_REPORT = Sentence("填报{period}进展", "report progress of {period}")
TO_MEND = Sentence("{period}填报被退回，改后再报", "report of {period} was returned: mend it")
TO_REVIEW = Sentence("审核{period}填报", "review the report of {period}")
TO_PUBLISH = Sentence("异议期结束后发布", "publish once the objection window has closed")
TO_REOPEN = Sentence("批准或不批准重新开放", "approve the reopening, or not")


def reports(asked: Asked) -> Iterator[Due]:
    """Each project that an unpublished round still waits for; two queries."""
    entries = (
        RoundEntry.objects.filter(is_excused=False, project__in=asked.projects)
        .exclude(round__stage=RoundStage.PUBLISHED)
        .select_related("round", "project")
    )
    periods = Round.objects.exclude(stage=RoundStage.PUBLISHED).values("period")
    found = ProgressReport.objects.filter(period__in=periods)
    states = {
        (project, period): state
        for project, period, state in found.values_list("project_id", "period", "state")
    }
    for entry in entries:
        project, held = entry.project, entry.round
        state = states.get((project.pk, held.period), "")
        if state in HANDED_IN:
            continue
        is_returned = state == ReportState.RETURNED
        what = TO_MEND if is_returned else TO_REPORT
        yield Due(
            kind=RETURNED if is_returned else REPORT,
            record=f"project:{project.pk}/{held.period}",
            title=named(project.name),
            what=what.format(period=parse_period(held.period).name),
            link=f"/rounds/{held.period}/reports/{project.pk}/",
            who=Who(roles=REPORTERS, agency_id=project.responsible_agency_id),
            due_on=held.due_on,
            division_id=project.division_id,
            project_id=project.pk,
        )


def reviews(asked: Asked) -> Iterator[Due]:
    """Reports handed in and not yet reviewed; two queries."""
    due = dict(Round.objects.exclude(stage=RoundStage.PUBLISHED).values_list("period", "due_on"))
    waiting = ProgressReport.objects.filter(
        state=ReportState.SUBMITTED, period__in=list(due), project__in=asked.projects
    ).select_related("project")
    for one in waiting:
        yield Due(
            kind=REVIEW,
            record=f"project:{one.project_id}/{one.period}",
            title=named(one.project.name),
            what=TO_REVIEW.format(period=parse_period(one.period).name),
            link=f"/rounds/{one.period}/review/",
            who=Who(roles=roles_for(Deed.REVIEW)),
            due_on=due[one.period],
            division_id=one.project.division_id,
            project_id=one.project_id,
        )


def results(_asked: Asked) -> Iterator[Due]:
    """Rounds that are computed and wait for their publication; one query."""
    for held in Round.objects.filter(stage=RoundStage.PROVISIONAL):
        yield Due(
            kind=PUBLISH,
            record=f"round:{held.period}",
            title=parse_period(held.period).name,
            what=TO_PUBLISH,
            link=f"/rounds/{held.period}/",
            who=Who(roles=roles_for(Deed.PUBLISH)),
            due_on=held.objections_until_on,
        )


def reopenings(_asked: Asked) -> Iterator[Due]:
    """Rounds that somebody wants opened again; one query."""
    waiting = Reopening.objects.filter(approved_by_key="", closed_at=None).select_related("round")
    for one in waiting:
        yield Due(
            kind=DECISION,
            record=f"reopening:{one.pk}",
            title=parse_period(one.round.period).name,
            what=TO_REOPEN,
            link=f"/rounds/{one.round.period}/",
            who=Who(roles=roles_for(Deed.APPROVE), not_keys=frozenset({one.asked_by_key})),
        )
