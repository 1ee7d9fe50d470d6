"""Projects as the list page and the search read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import (
    PendingChange,
    ProgressReport,
    Project,
    ProjectCode,
    ReportState,
)
from jigai.apps.projects.queries.projects import matching

HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def listed_projects() -> QuerySet[Project]:
    """All projects with primary code, names beside them, latest progress and inclusion."""
    primary = ProjectCode.objects.filter(project=OuterRef("pk"), is_primary=True)
    latest = ProgressReport.objects.filter(
        project=OuterRef("pk"), state__in=HANDED_IN, progress_bp__isnull=False
    ).order_by("-period")
    return Project.objects.annotate(
        code=Subquery(primary.values("code")[:1]),
        enterprise_name=F("enterprise__name"),
        area=F("division__name"),
        area_en=Coalesce(NullIf("division__name_en", Value("")), "division__name"),
        direction_name=F("direction__name"),
        direction_en=Coalesce(NullIf("direction__name_en", Value("")), "direction__name"),
        unit=F("responsible_agency__name"),
        unit_en=Coalesce(
            NullIf("responsible_agency__name_en", Value("")), "responsible_agency__name"
        ),
        progress=Subquery(latest.values("progress_bp")[:1]),
        inclusion_state=F("inclusion__state"),
    )


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    """Those of ``listed_projects`` that the viewer may see, each once."""
    return listed_projects().filter(
        pk__in=Project.objects.visible_to(viewer).order_by().values("pk")
    )


def overdue(*, on: date) -> Q:
    """Planned to be complete before a day, and not complete."""
    return Q(planned_completion_on__lt=on, actual_completion_on__isnull=True, is_withdrawn=False)


def waiting_for_approval() -> Q:
    """With a sensitive change that waits for a second person."""
    return Q(pk__in=PendingChange.objects.filter(decision="").values("project"))


def own_projects(viewer: Viewer) -> Q:
    """Projects of the viewer's own responsible units; for others those of their own areas."""
    if viewer.agency_ids:
        return Q(responsible_agency_id__in=viewer.agency_ids)
    return own_project_areas(viewer)


def own_project_areas(viewer: Viewer) -> Q:
    """Projects in the areas of the viewer's own appointments."""
    areas = [grant.division_ids for grant in viewer.grants]
    if not areas or None in areas:
        return Q()
    return Q(division_id__in=frozenset().union(*(area for area in areas if area)))


def project_area_names() -> list[str]:
    found = Project.objects.filter(division__isnull=False).order_by("division__name")
    return list(found.values_list("division__name", flat=True).distinct())


def project_unit_names() -> list[str]:
    found = Project.objects.filter(responsible_agency__isnull=False)
    names = found.order_by("responsible_agency__name").values_list("responsible_agency__name")
    return [name for (name,) in names.distinct()]


@dataclass(frozen=True, slots=True)
class ProjectFound:
    id: int
    name: str
    note: str


def found_projects(*, viewer: Viewer, words: str, limit: int) -> list[ProjectFound]:
    """Projects by name, code, enterprise, pinyin or initials."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    rows = matching(Project.objects.filter(pk__in=seen), words).select_related("enterprise")
    return [
        ProjectFound(one.pk, one.name, one.enterprise.name if one.enterprise else "")
        for one in rows.order_by("name_sort", "pk")[:limit]
    ]


def projects_named(keys: Collection[int]) -> list[ProjectFound]:
    """Projects by id, with their enterprise beside the name; one query."""
    rows = Project.objects.filter(pk__in=keys).select_related("enterprise").order_by("name_sort")
    return [
        ProjectFound(one.pk, one.name, one.enterprise.name if one.enterprise else "")
        for one in rows
    ]


def projects_of_enterprise(viewer: Viewer, enterprise_id: int) -> list[ProjectFound]:
    """An enterprise's projects that the viewer may see, with their stage; one query."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    rows = Project.objects.filter(pk__in=seen, enterprise_id=enterprise_id)
    return [ProjectFound(one.pk, one.name, one.stage) for one in rows.order_by("name_sort", "pk")]
