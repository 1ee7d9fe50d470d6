"""Projects as the list page and the search read them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Exists, Manager, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from jigai.apps.accounts.models import Agency
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import (
    InclusionCase,
    PendingChange,
    ProgressReport,
    Project,
    ProjectCode,
    ProjectQuerySet,
    ReportState,
)
from jigai.apps.projects.queries.projects import matching
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import Enterprise

ENGLISH_NAME = Coalesce(NullIf("name_en", Value("")), "name")
HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def listed_projects() -> ProjectQuerySet:
    """All projects with primary code, names beside them, latest progress and inclusion.

    What stands in other tables is a column of its own select, not a join: a count or a page of
    keys then reads the one table alone.
    """
    primary = ProjectCode.objects.filter(project=OuterRef("pk"), is_primary=True)
    latest = ProgressReport.objects.filter(
        project=OuterRef("pk"), state__in=HANDED_IN, progress_bp__isnull=False
    ).order_by("-period")
    enterprise = Enterprise.objects.filter(pk=OuterRef("enterprise_id"))
    area = Division.objects.filter(pk=OuterRef("division_id"))
    direction = Direction.objects.filter(pk=OuterRef("direction_id"))
    unit = Agency.objects.filter(pk=OuterRef("responsible_agency_id"))
    return Project.objects.annotate(
        code=Subquery(primary.values("code")[:1]),
        enterprise_name=Subquery(enterprise.values("name")),
        area=Subquery(area.values("name")),
        area_en=Subquery(area.values(said=ENGLISH_NAME)),
        direction_name=Subquery(direction.values("name")),
        direction_en=Subquery(direction.values(said=ENGLISH_NAME)),
        unit=Subquery(unit.values("name")),
        unit_en=Subquery(unit.values(said=ENGLISH_NAME)),
        progress=Subquery(latest.values("progress_bp")[:1]),
        inclusion_state=Subquery(
            InclusionCase.objects.filter(project=OuterRef("pk")).values("state")
        ),
    )


def visible_projects(viewer: Viewer) -> ProjectQuerySet:
    """Those of ``listed_projects`` that the viewer may see, each once."""
    return listed_projects().visible_to(viewer)


def filed_under(code: str) -> Q:
    """Projects whose primary code starts so."""
    if not code.isascii():
        return Q(pk__in=[])
    found = ProjectCode.objects.filter(code__istartswith=code, is_primary=True)
    return Q(pk__in=found.order_by().values("project"))


def of_enterprise_named(word: str) -> Q:
    """Projects of enterprises whose name holds a word."""
    found = Enterprise.objects.filter(name__icontains=word)
    return Q(enterprise__in=found.order_by().values("pk"))


def in_area_named(word: str) -> Q:
    """Projects in areas whose name, in either language, holds a word."""
    return Q(division__in=_named(Division.objects, word))


def in_direction_named(word: str) -> Q:
    """Projects of industry directions whose name, in either language, holds a word."""
    return Q(direction__in=_named(Direction.objects, word))


def of_unit_named(word: str) -> Q:
    """Projects of responsible units whose name, in either language, holds a word."""
    return Q(responsible_agency__in=_named(Agency.objects, word))


def _named(records: Manager[Any], word: str) -> QuerySet[Any]:
    found = records.filter(Q(name__icontains=word) | Q(name_en__icontains=word))
    return cast("QuerySet[Any]", found.order_by().values("pk"))


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
    placed = Project.objects.filter(division=OuterRef("pk"))
    found = Division.objects.filter(Exists(placed)).order_by("name")
    return list(found.values_list("name", flat=True).distinct())


def project_unit_names() -> list[str]:
    held = Project.objects.filter(responsible_agency=OuterRef("pk"))
    found = Agency.objects.filter(Exists(held)).order_by("name")
    return list(found.values_list("name", flat=True))


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
