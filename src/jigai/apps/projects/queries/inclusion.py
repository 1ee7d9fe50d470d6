"""Inclusion of one project and of the whole county: states, papers missing, days left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import ConstructionKind, InclusionCase, Project
from jigai.apps.reference.models import Programme
from jigai.domain.inclusion import (
    Alarm,
    Clock,
    Limits,
    Paper,
    ProjectKind,
    State,
    alarms_due,
    clock,
    papers_missing,
)
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class InclusionRow:
    """Where a project stands; ``missing`` names the papers still asked for."""

    project_id: int
    project: str
    state: str
    label: Sentence
    since_on: date
    declared_on: date | None
    included_month: str
    return_code: str
    note: str
    missing: tuple[Sentence, ...]
    days_since_start: int | None
    days_left: int | None
    alarm: str


@dataclass(frozen=True, slots=True)
class DueAlarm:
    """A reminder or a breach that falls due between two looks."""

    project_id: int
    project: str
    alarm: str


def limits() -> Limits:
    """The programme's days: the alarms come on those days, not after them."""
    set_up = Programme.objects.first() or Programme()
    return Limits(set_up.inclusion_reminder_days - 1, set_up.inclusion_breach_days - 1)


def inclusion_rows(viewer: Viewer, *, as_of: date) -> list[InclusionRow]:
    """The cases that the viewer may see; three queries."""
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    cases = (
        InclusionCase.objects.filter(project__in=seen.values("pk"))
        .select_related("project")
        .prefetch_related("papers")
        .order_by("project__name_sort", "project_id")
    )
    within = limits()
    return [_row(case, as_of=as_of, within=within) for case in cases]


def inclusion_of(project: Project, *, as_of: date) -> InclusionRow | None:
    """The project's case, if it has one."""
    case = InclusionCase.objects.filter(project=project).select_related("project").first()
    return _row(case, as_of=as_of, within=limits()) if case else None


def inclusion_funnel(viewer: Viewer) -> dict[str, int]:
    """State → number of projects, in the order of the way into the library."""
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    found = Counter(
        InclusionCase.objects.filter(project__in=seen.values("pk")).values_list("state", flat=True)
    )
    return {state.value: found.get(state.value, 0) for state in State}


def alarms_between(viewer: Viewer, *, after: date, through: date) -> list[DueAlarm]:
    """Reminders and breaches that fall due after one look and by the next, each once."""
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    cases = InclusionCase.objects.filter(
        project__in=seen.values("pk"), project__actual_start_on__isnull=False
    ).select_related("project")
    within = limits()
    return [
        DueAlarm(case.project_id, case.project.name, alarm.value)
        for case in cases.order_by("project_id")
        for alarm in _due(case, after, through, within)
    ]


def missing_papers(case: InclusionCase) -> tuple[Paper, ...]:
    """The papers of the file that are not ready, by kind of project."""
    project = case.project
    purchase = project.construction_kind == ConstructionKind.PURCHASE
    return papers_missing(
        ProjectKind.PURE_PURCHASE if purchase else ProjectKind.CONSTRUCTION,
        buys_equipment=bool(project.equipment_investment_fen),
        held={paper.kind for paper in case.papers.all() if paper.is_ready},
    )


def _due(case: InclusionCase, after: date, through: date, within: Limits) -> tuple[Alarm, ...]:
    started = case.project.actual_start_on
    if started is None:
        return ()
    state = State(case.state)
    return alarms_due(state, started_on=started, after=after, through=through, limits=within)


def _row(case: InclusionCase, *, as_of: date, within: Limits) -> InclusionRow:
    project, state = case.project, State(case.state)
    ticking: Clock | None = clock(
        state, started_on=project.actual_start_on, as_of=as_of, limits=within
    )
    return InclusionRow(
        project_id=project.pk,
        project=project.name,
        state=state.value,
        label=state.label,
        since_on=case.since_on,
        declared_on=case.declared_on,
        included_month=case.included_month,
        return_code=case.return_code,
        note=case.note,
        missing=tuple(paper.label for paper in missing_papers(case)),
        days_since_start=ticking.days_since_start if ticking else None,
        days_left=ticking.days_left if ticking else None,
        alarm=ticking.alarm.value if ticking and ticking.alarm else "",
    )
