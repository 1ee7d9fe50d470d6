"""Drafts and reports of a round: what the lock of the period allows."""

from __future__ import annotations

from django.utils.timezone import localtime

from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.mark_made_good import mark_made_good
from jigai.apps.projects.actions.review_report import accept_report, return_report
from jigai.apps.projects.actions.save_draft_report import ReportValues, save_draft_report
from jigai.apps.projects.actions.submit_report import submit_report
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.apps.rounds.models import RoundStage
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.lock import is_locked, refuse_when_locked
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NotDueHere(Refusal):
    code = "report.not_due"
    message = Sentence(
        "项目“{project}”不在{period}的应报名单上。", "“{project}” is not due in {period}."
    )


def draft_report(
    *,
    project: Project,
    period: str,
    values: ReportValues,
    change: Change,
    base_version: int | None = None,
) -> ProgressReport:
    """Keep a draft of a due project.

    Raises:
        NoSuchRound, NotDueHere, PeriodLocked: as named, and what ``save_draft_report`` refuses.
    """
    with writing("report.drafted", change):
        refuse_unless_open(project, period, change)
        return save_draft_report(
            project=project,
            period=parse_period(period),
            values=values,
            change=change,
            base_version=base_version,
        )


def report_progress(
    *,
    project: Project,
    period: str,
    values: ReportValues,
    change: Change,
    base_version: int | None = None,
) -> ProgressReport:
    """Hand in the report of a due project.

    A published period is locked, with one exception: a report that was never handed in may still
    be made up. It stays marked as late and changes neither the colour nor the frozen board.

    Raises:
        NoSuchRound, NotDueHere, PeriodLocked: as named, and what ``submit_report`` refuses.
    """
    with writing("report.submitted", change):
        refuse_unless_open(project, period, change)
        return submit_report(
            project=project,
            period=parse_period(period),
            values=values,
            due_on=round_of(period).due_on,
            change=change,
            base_version=base_version,
        )


def accept_progress(*, report: ProgressReport, change: Change) -> ProgressReport:
    """Accept a report; one made up after publication marks the badge as made good late.

    Raises:
        PeriodLocked: as named, and what ``accept_report`` refuses.
    """
    with writing("report.accepted", change):
        is_make_up = _is_published(report.period) and report.state == ReportState.SUBMITTED
        if not is_make_up:
            refuse_when_locked(report.period, at=change.at)
        accept_report(report=report, change=change)
        if is_make_up and report.is_late:
            mark_made_good(
                period=report.period,
                project_ids=[report.project_id],
                made_good_on=localtime(report.submitted_at or change.at).date(),
                change=change,
            )
    return report


def return_progress(*, report: ProgressReport, change: Change) -> ProgressReport:
    """Return a report with a comment.

    Raises:
        PeriodLocked: as named, and what ``return_report`` refuses.
    """
    with writing("report.returned", change):
        if report.state != ReportState.SUBMITTED or not _is_published(report.period):
            refuse_when_locked(report.period, at=change.at)
        return return_report(report=report, change=change)


def _is_published(period: str) -> bool:
    return round_of(period).stage == RoundStage.PUBLISHED


def refuse_unless_open(project: Project, period: str, change: Change) -> None:
    """What a report of a due project may still take.

    Raises:
        NoSuchRound, NotDueHere, PeriodLocked: as named.
    """
    held = round_of(period)
    if not held.entries.filter(project=project).exists():
        raise NotDueHere(project=project.name, period=parse_period(held.period).name)
    if not is_locked(held.period, at=change.at):
        return
    counted = (ReportState.ACCEPTED,)
    was_handed_in = project.reports.filter(period=held.period, state__in=counted).exists()
    if was_handed_in or held.stage != RoundStage.PUBLISHED:
        refuse_when_locked(held.period, at=change.at)
