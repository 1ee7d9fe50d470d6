"""Findings of falsified evidence, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import EvidenceFinding
from jigai.apps.projects.models import Project


@dataclass(frozen=True, slots=True)
class FindingRow:
    """It counts only once ``confirmed_at`` is set, by another person."""

    id: int
    period: str
    project_id: int
    project: str
    finding: str
    found_by_key: str
    found_by: str
    found_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None


def finding_rows(viewer: Viewer) -> list[FindingRow]:
    """Findings within the viewer's reach, the unconfirmed first; one query."""
    seen = Project.objects.visible_to(viewer)
    found = EvidenceFinding.objects.filter(project__in=seen).select_related("project")
    names = [name for name in FindingRow.__dataclass_fields__ if name != "project"]
    return [
        FindingRow(project=one.project.name, **{name: getattr(one, name) for name in names})
        for one in found.order_by("confirmed_by_key", "-id")
    ]
