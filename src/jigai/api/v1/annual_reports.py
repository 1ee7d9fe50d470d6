"""Programme reports of a half year or year: draft, approve, publish, restate, rebuild, files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.annual_reports.actions.approve_report import approve_report
from jigai.apps.annual_reports.actions.discard_report import discard_report
from jigai.apps.annual_reports.queries.access import report_file, report_for
from jigai.apps.annual_reports.queries.reports import file_rows, report_row, report_rows
from jigai.apps.evidence.queries.content import content_of
from jigai.domain.annual_figures.span import parse_span
from jigai.flows.document_details import MEDIA
from jigai.flows.draft_annual_report import draft_annual_report
from jigai.flows.print_annual_report import print_annual_report
from jigai.flows.publish_annual_report import publish_annual_report
from jigai.flows.rebuild_annual_report import rebuild_annual_report

router = Router()


class AnnualDraftIn(Reasoned):
    """``span``: 2026-H1 (also 2026-06), 2026-H2 (also 2026-12) or 2026."""

    span: Annotated[str, Field(min_length=4, max_length=7)]


class AnnualWords(Schema):
    zh: str
    en: str


class AnnualReportOut(Schema):
    """One report in short; number 0 is the original."""

    id: int
    span: str
    name: AnnualWords
    number: int
    state: str
    state_word: AnnualWords
    reason: str
    changed: int
    frozen_at: datetime
    drafted_by: str
    approved_by: str
    published_at: datetime | None
    content_sha256: str


class AnnualFileOut(Schema):
    language: str
    form: str
    name: str
    size_bytes: int
    sha256: str


class AnnualReportWhole(AnnualReportOut):
    """With the frozen figures, the lines that a restatement changed, and the receipt."""

    figures: dict[str, object]
    changed_lines: list[dict[str, AnnualWords]]
    audit_head: str
    signature: str
    made_with: dict[str, object]
    files: list[AnnualFileOut]


class RebuiltFileOut(Schema):
    language: str
    form: str
    archived: str
    rebuilt: str
    is_same: bool


class RebuiltOut(Schema):
    """``is_same``: the seal holds and every file is equal byte for byte."""

    is_same: bool
    is_genuine: bool
    is_same_machine: bool
    files: list[RebuiltFileOut]


@router.get("", response={200: list[AnnualReportOut], **PROBLEMS})
def list_annual_reports(request: HttpRequest) -> object:
    return report_rows(viewer_in(request))


@router.post("", response={201: Made, **PROBLEMS})
def draft_report(request: HttpRequest, given: AnnualDraftIn) -> Status[Made]:
    """Freeze the figures of a span; over a published report this is its next restatement."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    made = draft_annual_report(span=parse_span(given.span), change=change, reason=given.reason)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: AnnualReportWhole, **PROBLEMS})
def show_report(request: HttpRequest, pk: Number) -> object:
    report = report_for(viewer_in(request), pk)
    row = AnnualReportOut.from_orm(report_row(report)).dict()
    return row | {
        "figures": report.figures,
        "changed_lines": report.changed_lines,
        "audit_head": report.audit_head,
        "signature": report.signature,
        "made_with": report.made_with,
        "files": file_rows(report),
    }


@router.post("/{pk}/approve", response={200: Made, **PROBLEMS})
def approve(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """As another person than who drafted it."""
    change = change_by(request, Deed.APPROVE, given.reason)
    return Made(id=approve_report(report=report_for(viewer_in(request), pk), change=change).pk)


@router.post("/{pk}/publish", response={200: Made, **PROBLEMS})
def publish(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """Make and keep the files, and seal everything."""
    change = change_by(request, Deed.PUBLISH, given.reason)
    report = report_for(viewer_in(request), pk)
    return Made(id=publish_annual_report(report=report, change=change).pk)


@router.post("/{pk}/discard", response={200: Made, **PROBLEMS})
def discard(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PUBLISH, given.reason)
    return Made(id=discard_report(report=report_for(viewer_in(request), pk), change=change).pk)


@router.get("/{pk}/rebuild", response={200: RebuiltOut, **PROBLEMS})
def rebuild(request: HttpRequest, pk: Number) -> object:
    """Lay the archived files out again from the frozen figures and compare."""
    return rebuild_annual_report(report_for(viewer_in(request), pk))


@router.get("/{pk}/files/{language}/{form}", response={200: bytes, **PROBLEMS})
def download_report(
    request: HttpRequest,
    pk: Number,
    language: Literal["zh", "en"],
    form: Literal["pdf", "docx", "xlsx"],
) -> HttpResponse:
    """The archived file; before publication a preview that says so."""
    report = report_for(viewer_in(request), pk)
    if report.files.filter(language=language, form=form).exists():
        content = content_of(report_file(report, language=language, form=form))
    else:
        content = print_annual_report(report, language=language, form=form)
    answer = HttpResponse(content, content_type=MEDIA[form])
    name = f"programme-report-{report.span}-{report.number}-{language}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
