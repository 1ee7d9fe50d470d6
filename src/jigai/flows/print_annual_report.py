"""One file of a report, laid out from its frozen figures."""

from __future__ import annotations

from jigai.apps.annual_reports.models import AnnualReport
from jigai.domain.sentence import Language
from jigai.exchange.annual_workbook import annual_workbook
from jigai.exchange.documents.docx import annual_docx
from jigai.exchange.documents.pdf import annual_pdf
from jigai.flows.annual_paper import annual_book, annual_paper


def print_annual_report(report: AnnualReport, *, language: Language, form: str) -> bytes:
    """The bytes of ``pdf``, ``docx`` or ``xlsx``; equal for equal figures and versions.

    Raises:
        CharactersMissing: a character is in no font.
    """
    if form == "xlsx":
        return annual_workbook(annual_book(report), language=language)
    draw = annual_pdf if form == "pdf" else annual_docx
    return draw(annual_paper(report), language=language)
