"""Deadlines of inclusion: what is next for each waiting project, papers missing, days left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import InclusionAlarm, InclusionCase, InclusionCutoff, Project
from jigai.apps.projects.queries.inclusion import limits, missing_papers
from jigai.domain.inclusion import WAITING, Alarm, Limits, State, alarm_days, next_cutoff
from jigai.domain.sentence import Sentence

NEVER = date.max


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """A reminder or breach as it was raised."""

    kind: str
    due_on: date


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A project on its way into the library.

    ``next_on`` is the nearest day ahead that counts; after the breach, which stays said, it is
    the next cut-off, if the county set one.
    """

    project_id: int
    project: str
    area: str
    area_en: str
    unit: str
    unit_en: str
    state: str
    label: Sentence
    missing: tuple[Sentence, ...]
    started_on: date | None
    days_since_start: int | None
    reminder_on: date | None
    breach_on: date | None
    cutoff_on: date | None
    next_on: date | None
    days_left: int | None
    is_breached: bool
    alarms: tuple[AlarmRow, ...]


@dataclass(frozen=True, slots=True)
class CutoffRow:
    state: str
    label: Sentence
    day_of_month: int
    skips_january: bool
    source: str
    next_on: date


def inclusion_deadlines(viewer: Viewer, *, on: date) -> list[DeadlineRow]:
    """Every waiting case that the viewer may see, the next deadline first; six queries."""
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    cases = (
        InclusionCase.objects.filter(project__in=seen.order_by().values("pk"), state__in=WAITING)
        .select_related("project", "project__division", "project__responsible_agency")
        .prefetch_related("papers")
    )
    cutoffs = {row.state: row.next_on for row in cutoff_rows(on=on)}
    raised = _alarms(cases.prefetch_related(None).order_by())
    within = limits()
    rows = [_row(case, on, within, cutoffs, raised[case.pk]) for case in cases]
    return sorted(rows, key=lambda row: (row.next_on or NEVER, not row.is_breached, row.project))


def alarms_of(project: Project) -> tuple[AlarmRow, ...]:
    """What was raised for a project, in order."""
    found = InclusionAlarm.objects.filter(case__project=project).order_by("due_on", "pk")
    return tuple(AlarmRow(row.kind, row.due_on) for row in found)


def cutoff_rows(*, on: date) -> list[CutoffRow]:
    """The county's calendar: the monthly cut-off of each state, with its next day."""
    return [
        CutoffRow(
            row.state,
            State(row.state).label,
            row.day_of_month,
            row.skips_january,
            row.source,
            next_cutoff(on, day_of_month=row.day_of_month, skips_january=row.skips_january),
        )
        for row in InclusionCutoff.objects.order_by("day_of_month", "state")
    ]


def _alarms(cases: QuerySet[InclusionCase]) -> dict[int, tuple[AlarmRow, ...]]:
    found: dict[int, list[AlarmRow]] = defaultdict(list)
    alarms = InclusionAlarm.objects.filter(case__in=cases.values("pk"))
    for row in alarms.order_by("due_on", "pk"):
        found[row.case_id].append(AlarmRow(row.kind, row.due_on))
    return defaultdict(tuple, {key: tuple(rows) for key, rows in found.items()})


def _row(
    case: InclusionCase,
    on: date,
    within: Limits,
    cutoffs: dict[str, date],
    alarms: tuple[AlarmRow, ...],
) -> DeadlineRow:
    project, state = case.project, State(case.state)
    town, unit = project.division, project.responsible_agency
    started = project.actual_start_on
    days = alarm_days(started, limits=within) if started else {}
    marks = [*days.values(), *([cutoffs[state]] if state in cutoffs else [])]
    following = min((day for day in marks if day >= on), default=None)
    breach_on = days.get(Alarm.BREACH)
    return DeadlineRow(
        project_id=project.pk,
        project=project.name,
        area=town.name if town else "",
        area_en=town.name_en if town else "",
        unit=unit.name if unit else "",
        unit_en=unit.name_en if unit else "",
        state=state.value,
        label=state.label,
        missing=tuple(paper.label for paper in missing_papers(case)),
        started_on=started,
        days_since_start=(on - started).days if started else None,
        reminder_on=days.get(Alarm.REMINDER),
        breach_on=breach_on,
        cutoff_on=cutoffs.get(state),
        next_on=following,
        days_left=(following - on).days if following else None,
        is_breached=breach_on is not None and on >= breach_on,
        alarms=alarms,
    )
