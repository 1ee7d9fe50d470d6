"""The reviewer's decision on one report: accept it, or return it with a comment."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport, ReportState
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence

REVIEWED = ["state", "reviewed_at", "reviewed_by", "review_comment"]


class NotHandedIn(Refusal):
    code = "report.not_handed_in"
    message = Sentence("这份填报还没有提交。", "This report was not handed in.")


class OwnReport(NotAllowed):
    code = "report.own"
    message = Sentence("填报人不能审核自己的填报。", "Who handed a report in cannot review it.")
    remedy = Sentence("请由另一位同事审核。", "Let a colleague review it.")


def accept_report(*, report: ProgressReport, change: Change) -> ProgressReport:
    """Accept what was handed in; an accepted report stays accepted.

    Raises:
        NotHandedIn, OwnReport: as named.
    """
    with writing("report.accepted", change):
        report.refresh_from_db()
        if report.state == ReportState.ACCEPTED:
            return report
        if report.state != ReportState.SUBMITTED:
            raise NotHandedIn
        _refuse_own(report, change)
        _decide(report, ReportState.ACCEPTED, "", change)
    return report


def return_report(*, report: ProgressReport, change: Change) -> ProgressReport:
    """Give a report back; the change's reason is the comment that the unit reads.

    Raises:
        NotHandedIn: it is a draft, or was returned already.
    """
    with writing("report.returned", change):
        report.refresh_from_db()
        if report.state not in {ReportState.SUBMITTED, ReportState.ACCEPTED}:
            raise NotHandedIn
        _decide(report, ReportState.RETURNED, change.reason, change)
    return report


def _refuse_own(report: ProgressReport, change: Change) -> None:
    if change.actor.key.startswith("user:") and report.submitted_by == change.actor.name:
        raise OwnReport


def _decide(report: ProgressReport, state: ReportState, comment: str, change: Change) -> None:
    report.state, report.review_comment = state, comment
    report.reviewed_at, report.reviewed_by = change.at, change.actor.name
    report.save(update_fields=REVIEWED)
