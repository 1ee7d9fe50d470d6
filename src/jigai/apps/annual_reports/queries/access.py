"""The gate to the reports, and their files."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.annual_reports.models import AnnualReport, AnnualReportQuerySet, ReportState
from jigai.apps.evidence.models import Attachment
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchReport(NotFound):
    code = "annual_report.not_found"
    message = Sentence("没有编号为{pk}的工作报告。", "There is no programme report {pk}.")
    remedy = Sentence("请从报告列表中选择。", "Choose one from the list of reports.")


class NoSuchReportFile(NotFound):
    code = "annual_report.file_not_found"
    message = Sentence(
        "这份报告没有 {language} 的 {form} 文件。", "This report has no {form} file in {language}."
    )
    remedy = Sentence(
        "可选 zh、en 和 pdf、docx、xlsx；发布前只能预览。",
        "Choose zh or en and pdf, docx or xlsx; before publication there is a preview only.",
    )


def report_for(viewer: Viewer, pk: int) -> AnnualReport:
    """The report, if the viewer may see it.

    Raises:
        NoSuchReport: it is absent, or out of the viewer's reach.
    """
    found = AnnualReport.objects.visible_to(viewer).filter(pk=pk).first()
    if found is None:
        raise NoSuchReport(pk=pk)
    return found


def report_file(report: AnnualReport, *, language: str, form: str) -> Attachment:
    """One stored file of a published report.

    Raises:
        NoSuchReportFile: as named.
    """
    found = report.files.filter(language=language, form=form).select_related("attachment").first()
    if found is None:
        raise NoSuchReportFile(language=language, form=form)
    return found.attachment


def latest_published(span: str) -> AnnualReport | None:
    """The newest published report of a span: what holds, and what the next one is compared with."""
    return published(span).order_by("-number").first()


def published(span: str) -> AnnualReportQuerySet:
    return AnnualReport.objects.filter(span=span, state=ReportState.PUBLISHED)
