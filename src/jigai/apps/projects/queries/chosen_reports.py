"""Several reports at once, through the gate."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import ProgressReport, Project


def chosen_reports(
    viewer: Viewer, *, period: str, report_ids: Collection[int]
) -> list[ProgressReport]:
    """The chosen reports of a period that the viewer may see, by pinyin; one query.

    What is out of reach is left out, as if it were absent.
    """
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    found = ProgressReport.objects.filter(pk__in=report_ids, period=period, project__in=seen)
    return list(found.select_related("project").order_by("project__name_sort", "id"))
