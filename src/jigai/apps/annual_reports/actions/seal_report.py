from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.annual_reports.models import AnnualReport, ReportFile, ReportState
from jigai.apps.annual_reports.seal import signed
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Language, Sentence


class ReportNotApproved(Refusal):
    code = "annual_report.not_approved"
    message = Sentence("报告还没有经第二人批准。", "A second person has not approved the report.")
    remedy = Sentence("请先由另一人批准。", "Let another person approve it first.")


def seal_report(
    *,
    report: AnnualReport,
    files: Mapping[tuple[Language, str], Attachment],
    made_with: dict[str, Any],
    change: Change,
) -> AnnualReport:
    """Publish an approved report: attach its files by language and form, and seal it.

    Raises:
        ReportNotApproved: as named.
    """
    with writing("annual_report.published", change):
        report.refresh_from_db()
        if report.state != ReportState.APPROVED:
            raise ReportNotApproved
        for (language, form), file in files.items():
            save_valid(ReportFile(report=report, language=language, form=form, attachment=file))
        report.state = ReportState.PUBLISHED
        report.made_with = made_with
        report.published_by, report.published_at = change.actor.name, change.at
        report.signature = signed(report)
        save_valid(report)
    return report
