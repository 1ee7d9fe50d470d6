"""One report: its eight parts as frozen, what it restates, its files and receipt."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.annual_reports.queries.access import NoSuchReportFile, report_file, report_for
from jigai.apps.annual_reports.queries.reports import (
    FORMS,
    LANGUAGES,
    file_rows,
    report_row,
    report_rows,
)
from jigai.apps.annual_reports.seal import is_genuine
from jigai.apps.evidence.queries.content import content_of
from jigai.domain.annual_figures.figures import PartFigures, Text
from jigai.domain.annual_figures.span import parse_span
from jigai.domain.sentence import Sentence
from jigai.flows.annual_paper import changed_of, number_said, parts_of, title_of
from jigai.flows.document_details import MEDIA
from jigai.flows.print_annual_report import print_annual_report
from jigai.flows.publish_annual_report import file_name
from jigai.flows.rebuild_annual_report import rebuild_annual_report
from jigai.web.annual_reports.report_chart import picture_rows, report_chart
from jigai.web.language import page_language, said_on_page
from jigai.web.requests import PageRequest


@require_safe
def report_show(request: PageRequest, pk: int) -> HttpResponse:
    return render(request, "annual_reports/show.html", _shown(request, pk))


@require_safe
def rebuild(request: PageRequest, pk: int) -> HttpResponse:
    """Lay the archived files out again and compare them."""
    report = report_for(request.viewer, pk)
    shown = _shown(request, pk) | {"rebuilt": rebuild_annual_report(report)}
    return render(request, "annual_reports/show.html", shown)


@require_safe
def file(request: PageRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The archived file; one that was not archived is laid out from the frozen figures."""
    content, name = _content(request, pk, language=language, form=form)
    answer = HttpResponse(content, content_type=MEDIA[form])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _content(request: PageRequest, pk: int, *, language: str, form: str) -> tuple[bytes, str]:
    report = report_for(request.viewer, pk)
    if language not in LANGUAGES or form not in FORMS:
        raise NoSuchReportFile(language=language, form=form)
    if report.files.filter(language=language, form=form).exists():
        stored = report_file(report, language=language, form=form)
        return content_of(stored), stored.name
    content = print_annual_report(report, language=language, form=form)
    return content, file_name(report, language=language, form=form)


def _shown(request: PageRequest, pk: int) -> dict[str, Any]:
    viewer = request.viewer
    report = report_for(viewer, pk)
    row = report_row(report)
    head = report.figures["head"]
    is_published = row.state == "published"
    rights = {
        "approve": row.state == "draft"
        and may(viewer, Deed.APPROVE)
        and viewer.key != report.drafted_by_key,
        "publish": row.state == "approved" and may(viewer, Deed.PUBLISH),
        "discard": row.state in {"draft", "approved"} and may(viewer, Deed.PUBLISH),
        "restate": is_published and may(viewer, Deed.PUBLISH),
    }
    title = title_of(parse_span(report.span), Sentence(**head["county"]))
    return {
        "report": report,
        "row": row,
        "title": _one_line(title),
        "number": number_said(report.number),
        "parts": [_part(part) for part in parts_of(report)],
        "changed": changed_of(report),
        "files": file_rows(report),
        "previews": [(language, form) for language in LANGUAGES for form in FORMS],
        "rights": rights,
        "is_published": is_published,
        "is_genuine": is_published and is_genuine(report),
        "is_demo": head["is_demo"],
        "others": [
            (one, number_said(one.number))
            for one in report_rows(viewer)
            if one.span == report.span and one.id != report.pk
        ],
    }


def _one_line(title: Sentence) -> str:
    """The title, which paper sets in two lines; Chinese joins them without a space."""
    between = " " if page_language() == "en" else ""
    return between.join(said_on_page(title).split("\n"))


def _part(part: PartFigures) -> dict[str, Any]:
    return {
        "key": part.key,
        "title": part.title,
        "leads": part.leads,
        "columns": part.columns,
        "rows": [
            [(column, _word(cell)) for column, cell in zip(part.columns, row.cells, strict=True)]
            for row in part.rows
        ],
        "chart": report_chart(part.picture) if part.picture.is_drawn else None,
        "chart_rows": picture_rows(part.picture),
        "caption": part.picture.caption,
        "caveats": part.caveats,
        "sources": part.sources,
    }


def _word(text: Text) -> str:
    return said_on_page(text) if isinstance(text, Sentence) else text
