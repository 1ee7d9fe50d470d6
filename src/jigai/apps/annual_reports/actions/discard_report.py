from __future__ import annotations

from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ReportClosed(Refusal):
    code = "annual_report.closed"
    message = Sentence(
        "已发布或已放弃的报告不能再放弃。", "A published or given-up report cannot be given up."
    )
    remedy = Sentence("已发布的请用编号更正。", "Restate a published one by number.")


def discard_report(*, report: AnnualReport, change: Change) -> AnnualReport:
    """Give an unpublished report up with the change's reason; its figures stay readable.

    Raises:
        ReportClosed: as named.
    """
    with writing("annual_report.discarded", change):
        report.refresh_from_db()
        if report.state not in {ReportState.DRAFT, ReportState.APPROVED}:
            raise ReportClosed
        report.state = ReportState.DISCARDED
        report.discarded_because = change.reason[:300]
        save_valid(report)
    return report
