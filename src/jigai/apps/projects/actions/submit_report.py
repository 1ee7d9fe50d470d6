from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.save_draft_report import ReportValues, write_values
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.apps.projects.queries.reports import Jump, jumps_of, previous_report
from jigai.domain.change import Change
from jigai.domain.periods import Period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined


class AcceptedAlready(Refusal):
    code = "report.accepted_already"
    message = Sentence("这份填报已通过审核。", "This report was accepted already.")
    remedy = Sentence("如需更正，请先由审核人退回。", "To correct it, let the reviewer return it.")


class ProgressMissing(Refusal):
    code = "report.progress_missing"
    message = Sentence("没有填写形象进度。", "The progress is not filled in.")
    remedy = Sentence("请填写形象进度后提交。", "Fill in the progress and hand in again.")


class DataAfterPeriod(Refusal):
    code = "report.date_after_period"
    message = Sentence(
        "数据日期 {day} 晚于本期最后一天 {end}。",
        "The day of the figures, {day}, lies after the period's end, {end}.",
    )


class ReasonForJumpMissing(Refusal):
    code = "report.reason_for_jump_missing"
    message = Sentence("与上期相比变化较大：{jumps}。", "A large change since last time: {jumps}.")
    remedy = Sentence(
        "数字可以提交，请写明变化原因。", "The figures can be handed in; say why they changed."
    )

    def __init__(self, jumps: tuple[Jump, ...]) -> None:
        self.jumps = jumps
        super().__init__(jumps=joined([jump.sentence for jump in jumps]))


def submit_report(
    *,
    project: Project,
    period: Period,
    values: ReportValues,
    due_on: date,
    change: Change,
    base_version: int | None = None,
) -> ProgressReport:
    """Hand in the report of a period; after the due day it is marked late for good.

    Raises:
        AcceptedAlready, ProgressMissing, DataAfterPeriod: as named.
        ReasonForJumpMissing: far from the last report and no reason given.
        EditedByOthers, RecordInvalid: as named.
    """
    with writing("report.submitted", change):
        report = project.reports.filter(period=str(period)).first()
        if report and report.state == ReportState.ACCEPTED:
            raise AcceptedAlready
        report = write_values(
            project=project, period=period, report=report, values=values, base_version=base_version
        )
        _check(project, period, report)
        report.state = ReportState.SUBMITTED
        report.is_late = report.is_late or change.at.date() > due_on
        report.submitted_at, report.submitted_by = change.at, change.actor.name
        report.review_comment = ""
        save_valid(report)
    return report


def _check(project: Project, period: Period, report: ProgressReport) -> None:
    if report.progress_bp is None and report.forecast_completion_on is None:
        raise ProgressMissing
    if report.data_on > period.end_on:
        raise DataAfterPeriod(day=report.data_on, end=period.end_on)
    jumps = jumps_of(
        before=previous_report(project_id=project.pk, period=period),
        after=report,
        whole_fen=project.total_investment_fen,
    )
    if jumps and not report.jump_reason.strip():
        raise ReasonForJumpMissing(jumps)
