"""The projects of a viewer that have an enterprise, and whether their forms are open to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.portal.queries.permits import PermitRow, permits_of
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Representative


@dataclass(frozen=True, slots=True)
class PermitLine:
    project_id: int
    project: str
    enterprise: str
    permit: PermitRow | None


def permit_lines(viewer: Viewer, *, on: date) -> list[PermitLine]:
    """Projects whose enterprise has a representative, by pinyin; two queries."""
    spoken_for = Representative.objects.filter(valid_to=None).values("enterprise")
    rows = list(
        Project.objects.visible_to(viewer)
        .filter(enterprise__in=spoken_for, is_withdrawn=False, actual_completion_on=None)
        .order_by("name_sort", "pk")
        .values_list("pk", "name", "enterprise__name")
    )
    held = permits_of([key for key, _, _ in rows], on=on)
    return [PermitLine(key, name, firm, held.get(key)) for key, name, firm in rows]
