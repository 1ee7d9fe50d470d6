from __future__ import annotations

from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class ReportNotDraft(Refusal):
    code = "annual_report.not_draft"
    message = Sentence("这份报告不在待批准状态。", "This report does not wait for approval.")


class OwnReport(NotAllowed):
    code = "annual_report.own_approval"
    message = Sentence(
        "起草人{name}不能批准自己的报告。", "{name} drafted this report and cannot approve it."
    )
    remedy = Sentence("请由另一位有权限的人员批准。", "Let another authorised person approve it.")


def approve_report(*, report: AnnualReport, change: Change) -> AnnualReport:
    """Approve the frozen figures as another person than who drafted them.

    Raises:
        ReportNotDraft, OwnReport: as named.
    """
    with writing("annual_report.approved", change):
        report.refresh_from_db()
        if report.state != ReportState.DRAFT:
            raise ReportNotDraft
        if report.drafted_by_key == change.actor.key:
            raise OwnReport(name=report.drafted_by)
        report.state = ReportState.APPROVED
        report.approved_by_key, report.approved_by = change.actor.key, change.actor.name
        report.approved_at = change.at
        save_valid(report)
    return report
