"""Rebuild a published report from its frozen figures and compare with what was archived."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.apps.annual_reports.queries.reports import file_rows
from jigai.apps.annual_reports.seal import is_genuine
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Language, Sentence
from jigai.flows.annual_paper import made_with
from jigai.flows.print_annual_report import print_annual_report


class ReportNotPublished(Refusal):
    code = "annual_report.not_published"
    message = Sentence(
        "报告没有发布，没有归档文件可比。", "The report is not published: no file is archived."
    )
    remedy = Sentence("请先批准并发布。", "Approve and publish it first.")


@dataclass(frozen=True, slots=True)
class RebuiltFile:
    """One file: the digest that was archived, and that of the file made anew."""

    language: str
    form: str
    archived: str
    rebuilt: str

    @property
    def is_same(self) -> bool:
        return self.archived == self.rebuilt


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Whether the seal holds, whether the machine draws as then, and every file."""

    is_genuine: bool
    is_same_machine: bool
    files: tuple[RebuiltFile, ...]

    @property
    def is_same(self) -> bool:
        return self.is_genuine and all(one.is_same for one in self.files)


def rebuild_annual_report(report: AnnualReport) -> Rebuilt:
    """Lay every file out again; the registers of today are not asked.

    Raises:
        ReportNotPublished: as named.
    """
    if report.state != ReportState.PUBLISHED:
        raise ReportNotPublished
    files = []
    for one in file_rows(report):
        language = cast("Language", one.language)
        content = print_annual_report(report, language=language, form=one.form)
        digest = sha256(content).hexdigest()
        files.append(RebuiltFile(one.language, one.form, one.sha256, digest))
    return Rebuilt(is_genuine(report), report.made_with == made_with(), tuple(files))
