"""Publish an approved report: its six files, kept as evidence, and the seal over everything."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.annual_reports.actions.seal_report import ReportNotApproved, seal_report
from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.apps.annual_reports.queries.reports import FORMS, LANGUAGES
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.domain.annual_figures.span import parse_span
from jigai.domain.change import Change
from jigai.domain.sentence import Language
from jigai.flows.annual_paper import made_with
from jigai.flows.document_details import MEDIA
from jigai.flows.print_annual_report import print_annual_report


def publish_annual_report(
    *, report: AnnualReport, change: Change, languages: Sequence[Language] = LANGUAGES
) -> AnnualReport:
    """All files and the receipt are kept together, or nothing is.

    Args:
        languages: editions to archive; another one is laid out when it is asked for.

    Raises:
        ReportNotApproved: a second person has not approved it.
        CharactersMissing: a character is in no font.
    """
    with writing("annual_report.issued", change):
        report.refresh_from_db()
        if report.state != ReportState.APPROVED:
            raise ReportNotApproved
        files = {
            (language, form): store_attachment(
                content=_published(report, language=language, form=form),
                name=file_name(report, language=language, form=form),
                media_type=MEDIA[form],
                purpose="annual_report",
                change=change,
            )
            for language in languages
            for form in FORMS
        }
        return seal_report(report=report, files=files, made_with=made_with(), change=change)


def file_name(report: AnnualReport, *, language: str, form: str) -> str:
    """What the file is called: span, number, language.

    >>> file_name(AnnualReport(span="2026-H1", number=1), language="en", form="pdf")
    'programme-report-2026-H1-1-en.pdf'
    """
    if language == "en":
        return f"programme-report-{report.span}-{report.number}-en.{form}"
    number = f"第{report.number}号更正" if report.number else ""
    return f"{parse_span(report.span).name.zh}技改工作报告{number}.{form}"


def _published(report: AnnualReport, *, language: Language, form: str) -> bytes:
    """The file as it reads once published; the record itself is not touched."""
    as_published = AnnualReport(
        span=report.span,
        number=report.number,
        state=ReportState.PUBLISHED,
        reason=report.reason,
        figures=report.figures,
        changed_lines=report.changed_lines,
        content_sha256=report.content_sha256,
        audit_head=report.audit_head,
    )
    return print_annual_report(as_published, language=language, form=form)
