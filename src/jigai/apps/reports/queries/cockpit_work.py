"""What waits for whom, and how far inclusion has come; counts of work and process, no amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.follow_ups import Turn
from jigai.apps.badges.models import FollowUp, Objection
from jigai.apps.badges.queries.overdue import open_follow_ups, turn_days
from jigai.apps.cultivation.models import LadderTask
from jigai.apps.cultivation.queries.tasks import all_tasks, visible_tasks
from jigai.apps.projects.models import (
    InclusionAlarm,
    InclusionCase,
    PendingChange,
    ProgressReport,
    Project,
    ReportState,
)
from jigai.apps.rounds.models import Reopening, Round, RoundEntry, RoundStage
from jigai.domain.inclusion import WAITING, State
from jigai.domain.sentence import Sentence

OPEN_STAGES = (RoundStage.OPEN, RoundStage.REOPENED)
FUNNEL = (
    State.AWAITING_START,
    State.PREPARING,
    State.COUNTY_REVIEW,
    State.HIGHER_REVIEW,
    State.IN_LIBRARY,
    State.RETURNED,
    State.REMOVED,
    State.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many projects stand at one state of inclusion."""

    state: str
    label: Sentence
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work and how much of it waits; ``kind`` names its list.

    ``overdue_count`` of them should have been done before today; ``None`` where no day is set.
    """

    kind: str
    count: int
    overdue_count: int | None = None


def visible_cases(viewer: Viewer) -> QuerySet[InclusionCase]:
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    return InclusionCase.objects.filter(project__in=seen.values("pk"))


def all_cases() -> QuerySet[InclusionCase]:
    return InclusionCase.objects.filter(project__is_withdrawn=False)


def inclusion_funnel(viewer: Viewer) -> tuple[FunnelStep, ...]:
    """Projects by state of inclusion, in the order of the way; one query."""
    grouped = visible_cases(viewer).values_list("state").annotate(n=Count("pk")).order_by()
    counted = dict(grouped)
    return tuple(
        FunnelStep(state.value, state.label, counted.get(state.value, 0)) for state in FUNNEL
    )


def due_entries() -> QuerySet[RoundEntry]:
    """Reports that an open round still waits for: not excused, nothing handed in."""
    handed_in = ProgressReport.objects.filter(
        project=OuterRef("project"), period=OuterRef("round__period")
    ).exclude(state__in=(ReportState.DRAFT, ReportState.RETURNED))
    return RoundEntry.objects.filter(
        ~Exists(handed_in), round__stage__in=OPEN_STAGES, is_excused=False
    )


def reviews() -> QuerySet[ProgressReport]:
    """Reports handed in for a round that is still open, and not yet reviewed."""
    periods = Round.objects.exclude(stage=RoundStage.PUBLISHED).values("period")
    return ProgressReport.objects.filter(state=ReportState.SUBMITTED, period__in=periods)


def objections() -> QuerySet[Objection]:
    """Objections without a ruling."""
    return Objection.objects.filter(ruling="")


def reopenings() -> QuerySet[Reopening]:
    """Reopenings asked for and not decided."""
    return Reopening.objects.filter(approved_at__isnull=True, closed_at__isnull=True)


def pending_changes() -> QuerySet[PendingChange]:
    """Sensitive changes of projects that wait for a second person."""
    return PendingChange.objects.filter(decision="")


def open_alarms() -> QuerySet[InclusionAlarm]:
    """Reminders and breaches of files that still wait; of one case only the latest."""
    later = InclusionAlarm.objects.filter(case=OuterRef("case"), due_on__gt=OuterRef("due_on"))
    return InclusionAlarm.objects.filter(
        ~Exists(later),
        case__state__in=WAITING,
        case__project__is_withdrawn=False,
        started_on=F("case__project__actual_start_on"),
    )


def visible_alarms(viewer: Viewer) -> QuerySet[InclusionAlarm]:
    return open_alarms().filter(case__project__in=_seen(viewer))


def plans() -> QuerySet[FollowUp]:
    """Follow-ups whose plan the responsible unit has yet to hand in."""
    return open_follow_ups(Turn.UNIT)


def checks() -> QuerySet[FollowUp]:
    """Follow-ups that the office has yet to check or to hold a meeting on."""
    return open_follow_ups(Turn.OFFICE)


def visible_plans(viewer: Viewer) -> QuerySet[FollowUp]:
    return plans().filter(badge__project__in=_seen(viewer))


def visible_checks(viewer: Viewer) -> QuerySet[FollowUp]:
    return checks().filter(badge__project__in=_seen(viewer))


def visible_due_entries(viewer: Viewer) -> QuerySet[RoundEntry]:
    return due_entries().filter(project__in=_seen(viewer))


def visible_reviews(viewer: Viewer) -> QuerySet[ProgressReport]:
    return reviews().filter(project__in=_seen(viewer))


def visible_objections(viewer: Viewer) -> QuerySet[Objection]:
    return objections().filter(badge__project__in=_seen(viewer))


def visible_reopenings(viewer: Viewer) -> QuerySet[Reopening]:
    """Those of the county concern everybody who sees a project of the round."""
    return reopenings() if viewer.roles - {"enterprise", "institution"} else reopenings().none()


def visible_pending_changes(viewer: Viewer) -> QuerySet[PendingChange]:
    return pending_changes().filter(project__in=_seen(viewer))


def waiting_work(viewer: Viewer, *, today: date) -> tuple[Waiting, ...]:
    """How much waits, by kind, and how much of it is overdue; nine queries."""
    return (
        Waiting("reports", visible_due_entries(viewer).count()),
        Waiting("reviews", visible_reviews(viewer).count()),
        Waiting("rulings", visible_objections(viewer).count()),
        Waiting("reopenings", visible_reopenings(viewer).count()),
        Waiting("changes", visible_pending_changes(viewer).count()),
        Waiting("inclusion", visible_alarms(viewer).count()),
        _followed("plans", visible_plans(viewer), today),
        _followed("checks", visible_checks(viewer), today),
        _ladder(viewer, today),
    )


def _ladder(viewer: Viewer, today: date) -> Waiting:
    days = list(open_ladder_tasks(viewer).values_list("due_on", flat=True))
    return Waiting("ladder", len(days), sum(day < today for day in days))


def every_open_ladder_task() -> QuerySet[LadderTask]:
    return all_tasks().filter(done_on=None)


def open_ladder_tasks(viewer: Viewer) -> QuerySet[LadderTask]:
    """Tasks of the ladder that the viewer sees and nobody has finished."""
    return visible_tasks(viewer).filter(done_on=None)


def _followed(kind: str, found: QuerySet[FollowUp], today: date) -> Waiting:
    days = turn_days(found)
    return Waiting(kind, len(days), sum(day < today for day in days))


def _seen(viewer: Viewer) -> Any:
    return Project.objects.visible_to(viewer).values("pk")
