"""What stands beside the fields of a report: the last value, the plan, and what can be entered.

The range is what the field can hold, not a figure to reach: no figure is hinted at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.facts import plan_of
from jigai.apps.projects.models import ProgressReport
from jigai.apps.projects.queries.evidence import EvidenceRow, evidence_of
from jigai.apps.projects.queries.reports import previous_report
from jigai.apps.rounds.models import RoundEntry
from jigai.apps.rounds.queries.access import entry_for
from jigai.apps.rounds.queries.coverage import EntryState, entry_state
from jigai.domain.periods import parse_period
from jigai.domain.quantities import WHOLE_BP, basis_points
from jigai.domain.sentence import Sentence

NOTICE = Sentence(
    "调度信息，非统计报表。请如实填报。",
    "Dispatch information, not a statistical form. Report what is true.",
)


@dataclass(frozen=True, slots=True)
class FieldContext:
    """Beside one field: the last value, the plan with its basis, the least and most it holds."""

    last: int | None
    planned: int | None
    basis: Sentence | None
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class ReportForm:
    """Everything that one report form shows; ``version`` is the base of the next save."""

    period: str
    period_name: Sentence
    project_id: int
    project: str
    due_on: date
    state: EntryState
    version: int | None
    values: ReportValues
    review_comment: str
    last_period: str
    progress: FieldContext
    year_investment: FieldContext
    total_investment: FieldContext
    notice: Sentence
    files: tuple[EvidenceRow, ...]


def report_form(viewer: Viewer, *, period: str, project_id: int) -> ReportForm:
    """The form of one due project.

    Raises:
        NoSuchRound, NoSuchEntry: as named.
    """
    entry = entry_for(viewer, period=period, project_id=project_id)
    project, read = entry.project, parse_period(entry.round.period)
    report = project.reports.filter(period=str(read)).first()
    last = previous_report(project_id=project.pk, period=read)
    is_same_year = last is not None and last.period[:4] == str(read)[:4]
    return ReportForm(
        period=str(read),
        period_name=read.name,
        project_id=project.pk,
        project=project.name,
        due_on=entry.round.due_on,
        state=entry_state(entry, report.state if report else None),
        version=version_of(report) if report else None,
        values=_values(report),
        review_comment=report.review_comment if report else "",
        last_period=last.period if last else "",
        progress=_progress(entry, last),
        year_investment=_year(entry, last if is_same_year else None),
        total_investment=FieldContext(
            last.total_investment_fen if last else None, None, None, 0, None
        ),
        notice=NOTICE,
        files=tuple(evidence_of([report.pk])[report.pk]) if report else (),
    )


def _values(report: ProgressReport | None) -> ReportValues:
    if report is None:
        return ReportValues()
    return ReportValues(
        data_on=report.data_on,
        is_started=report.is_started,
        progress_bp=report.progress_bp,
        progress_text=report.progress_text,
        year_investment_fen=report.year_investment_fen,
        total_investment_fen=report.total_investment_fen,
        forecast_completion_on=report.forecast_completion_on,
        forecast_total_fen=report.forecast_total_fen,
        problem=report.problem,
        measure=report.measure,
        problem_agency=report.problem_agency,
        problem_due_on=report.problem_due_on,
        jump_reason=report.jump_reason,
    )


def _progress(entry: RoundEntry, last: ProgressReport | None) -> FieldContext:
    planned = plan_of(entry.project).share(on=entry.round.ends_on)
    return FieldContext(
        last.progress_bp if last else None,
        basis_points(Fraction(planned.share)) if planned else None,
        planned.basis.sentence if planned else None,
        0,
        WHOLE_BP,
    )


def _year(entry: RoundEntry, last: ProgressReport | None) -> FieldContext:
    planned = plan_of(entry.project).investment_of_year(on=entry.round.ends_on)
    return FieldContext(
        last.year_investment_fen if last else None,
        planned[0] if planned else None,
        planned[1].sentence if planned else None,
        0,
        None,
    )
