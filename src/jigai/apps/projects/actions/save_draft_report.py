from __future__ import annotations

from datetime import date
from typing import Any, TypedDict

from jigai.apps.audit.editing import apply_edit, save_valid
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.domain.change import Change
from jigai.domain.periods import Period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ReportValues(TypedDict, total=False):
    """What a report may say; a name that is absent is left as it is."""

    data_on: date
    is_started: bool | None
    progress_bp: int | None
    progress_text: str
    year_investment_fen: int | None
    total_investment_fen: int | None
    forecast_completion_on: date | None
    forecast_total_fen: int | None
    problem: str
    measure: str
    problem_agency: str
    problem_due_on: date | None
    jump_reason: str


class ReportInReview(Refusal):
    code = "report.in_review"
    message = Sentence(
        "这份填报已提交或已通过，不能改成草稿。",
        "This report is handed in or accepted and cannot become a draft.",
    )
    remedy = Sentence("请先由审核人退回。", "Let the reviewer return it first.")


def save_draft_report(
    *,
    project: Project,
    period: Period,
    values: ReportValues,
    change: Change,
    base_version: int | None = None,
) -> ProgressReport:
    """Keep what is filled in so far; nobody reviews a draft.

    Args:
        base_version: the version that the form showed; without it the present one.

    Raises:
        ReportInReview, EditedByOthers, RecordInvalid: as named.
    """
    with writing("report.drafted", change):
        report = project.reports.filter(period=str(period)).first()
        if report and report.state in {ReportState.SUBMITTED, ReportState.ACCEPTED}:
            raise ReportInReview
        return write_values(
            project=project, period=period, report=report, values=values, base_version=base_version
        )


def write_values(
    *,
    project: Project,
    period: Period,
    report: ProgressReport | None,
    values: ReportValues,
    base_version: int | None,
) -> ProgressReport:
    """The report of the period with these values, new or joined with what others saved since.

    Raises:
        EditedByOthers, RecordInvalid: as named.
    """
    if report is None:
        given: dict[str, Any] = {"data_on": period.end_on, **values}
        state = ReportState.DRAFT
        report = ProgressReport(project=project, period=str(period), state=state, **given)
        save_valid(report)
        return report
    base = version_of(report) if base_version is None else base_version
    apply_edit(report, base=base, mine=values)
    return report
