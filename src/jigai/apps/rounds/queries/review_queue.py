"""Reports of a round that wait for the reviewer, with what stands beside each figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.apps.projects.queries.evidence import EvidenceRow, evidence_of
from jigai.apps.projects.queries.reports import Jump, jumps_of
from jigai.apps.rounds.models import Round
from jigai.domain.periods import kind_of, parse_period

STATES = tuple(state.value for state in ReportState)


@dataclass(frozen=True, slots=True)
class QueuedReport:
    """One report beside the last one of the project; ``jumps`` are figures to look at."""

    report_id: int
    project_id: int
    project: str
    enterprise: str
    division: str
    agency: str
    state: str
    data_on: date
    is_started: bool | None
    progress_bp: int | None
    last_progress_bp: int | None
    year_investment_fen: int | None
    last_year_investment_fen: int | None
    total_investment_fen: int | None
    problem: str
    jump_reason: str
    jumps: tuple[Jump, ...]
    files: tuple[EvidenceRow, ...]
    last_files: tuple[EvidenceRow, ...]
    is_late: bool
    submitted_at: datetime | None
    submitted_by: str
    review_comment: str


def review_queue(
    viewer: Viewer, *, round: Round, state: str = ReportState.SUBMITTED
) -> list[QueuedReport]:
    """Reports in a state within the viewer's reach, the oldest first; four queries.

    Args:
        state: submitted (to review), returned, accepted or draft; empty for all.
    """
    seen = Project.objects.visible_to(viewer)
    reports = ProgressReport.objects.filter(period=round.period, project__in=seen)
    if state:
        reports = reports.filter(state=state)
    listed = list(
        reports.select_related(
            "project__enterprise", "project__division", "project__responsible_agency"
        ).order_by("submitted_at", "project__name_sort", "id")
    )
    last = last_reports([one.project_id for one in listed], period=round.period)
    files = evidence_of([one.pk for one in (*listed, *last.values())])
    return [_queued(one, last.get(one.project_id), files) for one in listed]


def last_reports(project_ids: list[int], *, period: str) -> dict[int, ProgressReport]:
    """The report before a period, of the same rhythm and handed in, by project; one query."""
    kind = kind_of(parse_period(period))
    handed_in = ProgressReport.objects.filter(
        project__in=project_ids,
        period__lt=period,
        state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED),
    ).order_by("period")
    return {r.project_id: r for r in handed_in if kind_of(parse_period(r.period)) is kind}


def _queued(
    report: ProgressReport, last: ProgressReport | None, files: Mapping[int, list[EvidenceRow]]
) -> QueuedReport:
    project = report.project
    whole = project.total_investment_fen
    is_same_year = last is not None and last.period[:4] == report.period[:4]
    return QueuedReport(
        report_id=report.pk,
        project_id=project.pk,
        project=project.name,
        enterprise=project.enterprise.name if project.enterprise else "",
        division=project.division.name if project.division else "",
        agency=project.responsible_agency.name if project.responsible_agency else "",
        state=report.state,
        data_on=report.data_on,
        is_started=report.is_started,
        progress_bp=report.progress_bp,
        last_progress_bp=last.progress_bp if last else None,
        year_investment_fen=report.year_investment_fen,
        last_year_investment_fen=last.year_investment_fen if last and is_same_year else None,
        total_investment_fen=report.total_investment_fen,
        problem=report.problem,
        jump_reason=report.jump_reason,
        jumps=jumps_of(before=last, after=report, whole_fen=whole),
        files=tuple(files.get(report.pk, ())),
        last_files=tuple(files.get(last.pk, ())) if last else (),
        is_late=report.is_late,
        submitted_at=report.submitted_at,
        submitted_by=report.submitted_by,
        review_comment=report.review_comment,
    )
