"""What makes projects alike: their direction and total investment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from jigai.apps.projects.models import ProgressReport, Project, ReportState


@dataclass(frozen=True, slots=True)
class Peer:
    direction: str
    total_fen: int | None


def peers_of(project_ids: Collection[int]) -> dict[int, Peer]:
    """Direction code and total of projects; one query."""
    rows = Project.objects.filter(pk__in=project_ids).values_list(
        "pk", "direction__code", "total_investment_fen"
    )
    return {key: Peer(direction or "", total) for key, direction, total in rows}


def reported_projects(project_ids: Collection[int], *, period: str) -> set[int]:
    """Projects with an accepted report of the period; one query."""
    accepted = ProgressReport.objects.filter(
        project__in=project_ids, period=period, state=ReportState.ACCEPTED
    )
    return set(accepted.values_list("project_id", flat=True))
