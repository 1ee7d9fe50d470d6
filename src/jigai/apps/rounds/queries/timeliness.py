"""When the reports of a round came, and what the reviewer wrote on those given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import ProgressReport, Project
from jigai.apps.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Arrival:
    """One report: the day it came, whether late, who reviewed it and the comment."""

    submitted_on: date | None
    submitted_by: str
    is_late: bool
    reviewed_by: str
    comment: str


def arrivals(viewer: Viewer, *, round: Round) -> dict[int, Arrival]:
    """By project, within the viewer's reach; one query."""
    seen = Project.objects.visible_to(viewer)
    reports = ProgressReport.objects.filter(period=round.period, project__in=seen)
    return {
        report.project_id: Arrival(
            localtime(report.submitted_at).date() if report.submitted_at else None,
            report.submitted_by,
            report.is_late,
            report.reviewed_by,
            report.review_comment,
        )
        for report in reports
    }
