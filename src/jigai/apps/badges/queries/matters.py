"""What people must decide or do about badges: objections, exemptions, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import Exemption, Objection, Signal
from jigai.apps.projects.models import Project
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.domain.badges.lifecycle import ruling_due_on
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """``ruling_due_on`` is the day by which it must be ruled on."""

    id: int
    period: str
    project_id: int
    project: str
    colour: str
    text: str
    lodged_by_key: str
    lodged_by: str
    lodged_at: datetime
    ruling_due_on: date
    ruling: str
    ruling_reason: str
    ruled_by: str
    ruled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    id: int
    project_id: int
    project: str
    kind: str
    reason: str
    valid_from: date
    valid_to: date
    asked_by_key: str
    asked_by: str
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A question to a person; it changes no colour."""

    id: int
    period: str
    project_id: int
    project: str
    kind: str
    question: Sentence
    raised_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


def objection_rows(viewer: Viewer, *, period: str = "") -> list[ObjectionRow]:
    """Objections within the viewer's reach, the waiting ones first; three queries."""
    seen = Project.objects.visible_to(viewer)
    found = Objection.objects.filter(badge__project__in=seen)
    if period:
        found = found.filter(badge__round__period=period)
    calendar, days = work_calendar(), programme().ruling_work_days
    return [
        ObjectionRow(
            id=one.pk,
            period=one.badge.round.period,
            project_id=one.badge.project_id,
            project=one.badge.project.name,
            colour=one.badge.colour,
            text=one.text,
            lodged_by_key=one.lodged_by_key,
            lodged_by=one.lodged_by,
            lodged_at=one.lodged_at,
            ruling_due_on=ruling_due_on(calendar, objected_on=one.lodged_at.date(), days=days),
            ruling=one.ruling,
            ruling_reason=one.ruling_reason,
            ruled_by=one.ruled_by,
            ruled_at=one.ruled_at,
        )
        for one in found.select_related("badge__project", "badge__round").order_by("ruling", "id")
    ]


def exemption_rows(viewer: Viewer) -> list[ExemptionRow]:
    """Exemptions within the viewer's reach, the newest first; one query."""
    found = Exemption.objects.filter(project__in=Project.objects.visible_to(viewer))
    names = [name for name in ExemptionRow.__dataclass_fields__ if name != "project"]
    return [
        ExemptionRow(project=one.project.name, **{name: getattr(one, name) for name in names})
        for one in found.select_related("project").order_by("-id")
    ]


def signal_rows(viewer: Viewer, *, is_open: bool = True) -> list[SignalRow]:
    """Questions within the viewer's reach, the oldest first; one query."""
    found = Signal.objects.filter(project__in=Project.objects.visible_to(viewer))
    if is_open:
        found = found.filter(answered_at=None)
    return [
        SignalRow(
            id=one.pk,
            period=one.period,
            project_id=one.project_id,
            project=one.project.name,
            kind=one.kind,
            question=Sentence(one.detail["zh"], one.detail["en"]),
            raised_at=one.raised_at,
            answer=one.answer,
            answered_by=one.answered_by,
            answered_at=one.answered_at,
        )
        for one in found.select_related("project").order_by("period", "id")
    ]
