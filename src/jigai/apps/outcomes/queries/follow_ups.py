"""Follow-ups after completion: what is due, what is overdue, what was never answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.models import IndicatorVersion, OutcomeFigure, ProjectFollowUp
from jigai.apps.outcomes.queries.dictionary import definition_of, version_for_span
from jigai.domain.results.follow_ups import is_overdue, may_close
from jigai.domain.results.indicator import Definition
from jigai.domain.results.spans import Span, half_of
from jigai.domain.results.states import FigureKind, FollowUpState

USUAL = ("added_revenue", "added_tax", "yield_rate", "energy_per_unit", "key_process_cnc_rate")
"""What is asked of a project that has neither baseline nor target."""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    id: int
    project_id: int
    project: str
    enterprise_id: int | None
    enterprise: str
    months: int
    completed_on: date
    due_on: date
    state: str
    is_overdue: bool
    may_close: bool
    closed_on: date | None
    closed_by: str
    note: str
    figure_count: int


@dataclass(frozen=True, slots=True)
class AskedIndicator:
    """One line of the form of a follow-up, with what stands beside it."""

    version_id: int
    definition: Definition
    baseline: str
    target: str


def follow_up_rows() -> QuerySet[ProjectFollowUp]:
    return ProjectFollowUp.objects.annotate(
        project_name=F("project__name"),
        project_sort=F("project__name_sort"),
        enterprise_name=F("project__enterprise__name"),
        figure_count=Count("figures"),
    )


def visible_follow_up_rows(viewer: Viewer) -> QuerySet[ProjectFollowUp]:
    seen = ProjectFollowUp.objects.visible_to(viewer).order_by().values("pk")
    return follow_up_rows().filter(pk__in=seen)


def overdue(on: date) -> Q:
    return Q(state=FollowUpState.OPEN, due_on__lt=on)


def follow_up_list(
    viewer: Viewer, *, on: date, project_id: int | None = None, state: str = ""
) -> list[FollowUpRow]:
    """By the day on which they are due; one query. ``state`` may also be ``overdue``."""
    rows = visible_follow_up_rows(viewer)
    if project_id is not None:
        rows = rows.filter(project_id=project_id)
    if state == "overdue":
        rows = rows.filter(overdue(on))
    elif state:
        rows = rows.filter(state=state)
    ordered = rows.select_related("project__enterprise").order_by(
        "due_on", "project__name_sort", "pk"
    )
    return [_row(one, on) for one in ordered]


def asked_of(follow_up: ProjectFollowUp) -> list[AskedIndicator]:
    """What the form asks: whatever the project has a baseline or a target of, else the usual.

    The version is that of the baseline, so that before and after are reckoned alike.
    """
    kept = OutcomeFigure.objects.filter(
        project=follow_up.project_id, kind__in=(FigureKind.BASELINE, FigureKind.TARGET)
    ).select_related("version")
    found: dict[str, IndicatorVersion] = {}
    beside: dict[tuple[str, str], str] = {}
    for one in kept.order_by("version__number", "year", "half"):
        name = one.version.indicator
        if one.market:
            continue
        found[name] = one.version
        said = f"{definition_of(one.version).said(one.value).zh} ({Span(one.year, one.half)})"
        beside[name, one.kind] = said
    if not found:
        last_on = half_of(follow_up.due_on).last_on
        found = {name: version_for_span(name, last_on=last_on) for name in USUAL}
    return [
        AskedIndicator(
            version.pk,
            definition_of(version),
            beside.get((name, FigureKind.BASELINE), ""),
            beside.get((name, FigureKind.TARGET), ""),
        )
        for name, version in found.items()
    ]


def _row(one: ProjectFollowUp, on: date) -> FollowUpRow:
    project = one.project
    return FollowUpRow(
        id=one.pk,
        project_id=one.project_id,
        project=project.name,
        enterprise_id=project.enterprise_id,
        enterprise=project.enterprise.name if project.enterprise else project.owner_unit,
        months=one.months,
        completed_on=one.completed_on,
        due_on=one.due_on,
        state=one.state,
        is_overdue=is_overdue(one.state, one.due_on, on=on),
        may_close=one.state == FollowUpState.OPEN and may_close(one.due_on, on=on),
        closed_on=one.closed_on,
        closed_by=one.closed_by,
        note=one.note,
        figure_count=int(getattr(one, "figure_count", 0)),
    )
