"""The rows of a period's dispatch ledger, as far as a viewer may see the projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import (
    InclusionCase,
    Procedure,
    ProgressReport,
    Project,
    ProjectCode,
)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One project with what was said of it for the period; records as they stand."""

    project: Project
    code: str
    report: ProgressReport | None
    done: frozenset[str]
    inclusion: InclusionCase | None


def ledger_rows(viewer: Viewer, *, period: str) -> tuple[LedgerRow, ...]:
    """Projects of the register by industry direction and pinyin; five queries."""
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    return _rows(seen.order_by("direction__position", "direction_id", "name_sort", "pk"), period)


def ledger_rows_of(project_ids: Sequence[int], *, period: str) -> tuple[LedgerRow, ...]:
    """The same rows for given projects, withdrawn ones too; five queries."""
    return _rows(Project.objects.filter(pk__in=project_ids).order_by("pk"), period)


def _rows(projects: QuerySet[Project], period: str) -> tuple[LedgerRow, ...]:
    found = list(
        projects.select_related("enterprise", "division", "direction", "responsible_agency")
    )
    keys = [project.pk for project in found]
    codes = dict(
        ProjectCode.objects.filter(project__in=keys, is_primary=True).values_list("project", "code")
    )
    reports = {
        r.project_id: r for r in ProgressReport.objects.filter(project__in=keys, period=period)
    }
    cases = {c.project_id: c for c in InclusionCase.objects.filter(project__in=keys)}
    done: dict[int, set[str]] = defaultdict(set)
    for key, kind in Procedure.objects.filter(project__in=keys, state="done").values_list(
        "project", "kind"
    ):
        done[key].add(kind)
    return tuple(
        LedgerRow(
            project,
            codes.get(project.pk, ""),
            reports.get(project.pk),
            frozenset(done[project.pk]),
            cases.get(project.pk),
        )
        for project in found
    )
