"""What was reported and entered for one project, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.projects.models import InclusionPaper, InvestmentEntry, ProgressReport, Project
from jigai.apps.projects.models import ProjectPaper as StagePaper


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as the project's page lists it; amounts cumulative, as reported."""

    id: int
    period: str
    state: str
    data_on: date
    progress_bp: int | None
    progress_text: str
    year_investment_fen: int | None
    total_investment_fen: int | None
    forecast_completion_on: date | None
    problem: str
    measure: str
    submitted_by: str
    submitted_at: datetime | None
    is_late: bool
    reviewed_by: str
    review_comment: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A verified or paid amount with its grade of evidence."""

    stream: str
    period: str
    amount_fen: int
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class InclusionPaperRow:
    kind: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class StagePaperRow:
    kind: str
    note: str


def reports_of(project: Project) -> tuple[ReportRow, ...]:
    """All reports, the newest period first; one query."""
    rows = ProgressReport.objects.filter(project=project).order_by("-period")
    return tuple(ReportRow(**values) for values in rows.values(*ReportRow.__dataclass_fields__))


def entries_of(project: Project) -> tuple[EntryRow, ...]:
    """All verified and paid amounts, the newest period first; one query."""
    rows = InvestmentEntry.objects.filter(project=project).order_by("-period", "stream")
    return tuple(EntryRow(**values) for values in rows.values(*EntryRow.__dataclass_fields__))


def inclusion_papers_of(project: Project) -> tuple[InclusionPaperRow, ...]:
    rows = InclusionPaper.objects.filter(case__project=project).order_by("id")
    return tuple(InclusionPaperRow(*values) for values in rows.values_list("kind", "is_ready"))


def stage_papers_of(project: Project) -> tuple[StagePaperRow, ...]:
    rows = StagePaper.objects.filter(project=project).order_by("id")
    return tuple(StagePaperRow(*values) for values in rows.values_list("kind", "note"))
