"""Reports as rows, and one with its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.domain.annual_figures.span import parse_span
from jigai.domain.sentence import Language, Sentence

STATES = {
    ReportState.DRAFT: Sentence("待第二人批准", "waits for a second person"),
    ReportState.APPROVED: Sentence("已批准待发布", "approved, to be published"),
    ReportState.PUBLISHED: Sentence("已发布", "published"),
    ReportState.DISCARDED: Sentence("已放弃", "given up"),
}
LANGUAGES: tuple[Language, ...] = ("zh", "en")
FORMS = ("pdf", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class AnnualReportRow:
    """One report in short; ``number`` 0 is the original."""

    id: int
    span: str
    name: Sentence
    number: int
    state: str
    state_word: Sentence
    reason: str
    changed: int
    frozen_at: datetime
    drafted_by: str
    approved_by: str
    published_at: datetime | None
    content_sha256: str


def report_rows(viewer: Viewer) -> list[AnnualReportRow]:
    """Reports that the viewer may see, the newest span first; one query."""
    found = AnnualReport.objects.visible_to(viewer).defer("figures")
    return [report_row(one) for one in found.order_by("-span", "-number", "-pk")]


def report_row(report: AnnualReport) -> AnnualReportRow:
    return AnnualReportRow(
        report.pk,
        report.span,
        parse_span(report.span).name,
        report.number,
        report.state,
        STATES[ReportState(report.state)],
        report.reason,
        len(report.changed_lines),
        report.frozen_at,
        report.drafted_by,
        report.approved_by,
        report.published_at,
        report.content_sha256,
    )


@dataclass(frozen=True, slots=True)
class ReportFileRow:
    language: str
    form: str
    name: str
    size_bytes: int
    sha256: str


def file_rows(report: AnnualReport) -> list[ReportFileRow]:
    """The stored files, Chinese first."""
    found = report.files.select_related("attachment").order_by("-language", "form")
    return [
        ReportFileRow(
            one.language,
            one.form,
            one.attachment.name,
            one.attachment.size_bytes,
            one.attachment.sha256,
        )
        for one in found
    ]
