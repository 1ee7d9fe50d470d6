"""Photos and vouchers of a due project's report: what the lock of the period allows."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.purposes import Purpose
from jigai.apps.projects.actions.attach_evidence import attach_evidence, detach_evidence
from jigai.apps.projects.models import Project, ReportPhoto
from jigai.apps.rounds.queries.access import round_of
from jigai.domain.change import Change
from jigai.flows.report_progress import draft_report, refuse_unless_open


def give_evidence(
    *,
    project: Project,
    period: str,
    name: str,
    content: bytes,
    purpose: Purpose,
    change: Change,
    device_sha256: str = "",
) -> ReportPhoto:
    """Attach a file to the report of a period; without a report yet, a draft is begun.

    Raises:
        NoSuchRound, NotDueHere, PeriodLocked: as named, and what ``attach_evidence`` refuses.
    """
    with writing("evidence.attached", change):
        refuse_unless_open(project, period, change)
        code = round_of(period).period
        report = project.reports.filter(period=code).first()
        if report is None:
            report = draft_report(project=project, period=period, values={}, change=change)
        return attach_evidence(
            report=report,
            name=name,
            content=content,
            purpose=purpose,
            change=change,
            device_sha256=device_sha256,
        )


def take_evidence_away(*, photo: ReportPhoto, change: Change) -> None:
    """Take a file from a report that is still open.

    Raises:
        PeriodLocked: as named, and what ``detach_evidence`` refuses.
    """
    with writing("evidence.detached", change):
        refuse_unless_open(photo.report.project, photo.report.period, change)
        detach_evidence(photo=photo, change=change)
