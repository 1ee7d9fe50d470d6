"""What hangs on badges, as rows: objections, exemptions, follow-ups and findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.actions.grant_exemption import ExemptionKind
from jigai.apps.badges.follow_ups import FollowUpKind
from jigai.apps.badges.models import EvidenceFinding, Exemption, FollowUp, Objection
from jigai.apps.projects.models import Project
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    id: int
    project_id: int
    project: str
    period: str
    colour: str
    agency: str
    text: str
    lodged_by_key: str
    lodged_by: str
    lodged_at: datetime
    ruling: str
    ruling_reason: str
    ruled_by: str
    ruled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    id: int
    project_id: int
    project: str
    kind: Sentence
    reason: str
    valid_from: date
    valid_to: date
    asked_by_key: str
    asked_by: str
    approved_by: str
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    id: int
    project_id: int
    project: str
    period: str
    colour: str
    agency: str
    kind: Sentence
    due_on: date
    plan: str
    done_on: date | None
    verified_by: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    id: int
    project_id: int
    project: str
    period: str
    finding: str
    found_by_key: str
    found_by: str
    found_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None


def objection_rows(
    viewer: Viewer, *, project_id: int = 0, only_open: bool = False
) -> list[ObjectionRow]:
    """Objections in the viewer's reach, the newest first; one query."""
    found = Objection.objects.filter(badge__project__in=_seen(viewer, project_id))
    if only_open:
        found = found.filter(ruling="")
    listed = found.select_related("badge__project", "badge__round", "agency").order_by("-id")
    return [
        ObjectionRow(
            id=one.pk,
            project_id=one.badge.project_id,
            project=one.badge.project.name,
            period=one.badge.round.period,
            colour=one.badge.colour,
            agency=one.agency.name if one.agency else "",
            text=one.text,
            lodged_by_key=one.lodged_by_key,
            lodged_by=one.lodged_by,
            lodged_at=one.lodged_at,
            ruling=one.ruling,
            ruling_reason=one.ruling_reason,
            ruled_by=one.ruled_by,
            ruled_at=one.ruled_at,
        )
        for one in listed.defer("badge__facts", "badge__verdict")
    ]


def exemption_rows(
    viewer: Viewer, *, project_id: int = 0, only_open: bool = False
) -> list[ExemptionRow]:
    """Exemptions in the viewer's reach, the newest first; one query."""
    found = Exemption.objects.filter(project__in=_seen(viewer, project_id))
    if only_open:
        found = found.filter(approved_by_key="")
    return [
        ExemptionRow(
            id=one.pk,
            project_id=one.project_id,
            project=one.project.name,
            kind=ExemptionKind(one.kind).label,
            reason=one.reason,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            asked_by_key=one.asked_by_key,
            asked_by=one.asked_by,
            approved_by=one.approved_by,
            approved_at=one.approved_at,
        )
        for one in found.select_related("project").order_by("-id")
    ]


def follow_up_rows(
    viewer: Viewer, *, project_id: int = 0, only_open: bool = False
) -> list[FollowUpRow]:
    """Follow-ups in the viewer's reach, the earliest due first; one query."""
    found = FollowUp.objects.filter(badge__project__in=_seen(viewer, project_id))
    if only_open:
        found = found.filter(done_on=None)
    listed = found.select_related("badge__project__responsible_agency", "badge__round")
    return [
        FollowUpRow(
            id=one.pk,
            project_id=one.badge.project_id,
            project=one.badge.project.name,
            period=one.badge.round.period,
            colour=one.badge.colour,
            agency=_agency(one),
            kind=FollowUpKind(one.kind).label,
            due_on=one.due_on,
            plan=one.plan,
            done_on=one.done_on,
            verified_by=one.verified_by,
        )
        for one in listed.defer("badge__facts", "badge__verdict").order_by("due_on", "id")
    ]


def finding_rows(
    viewer: Viewer, *, project_id: int = 0, only_open: bool = False
) -> list[FindingRow]:
    """Findings of falsified evidence in the viewer's reach, the newest first; one query."""
    found = EvidenceFinding.objects.filter(project__in=_seen(viewer, project_id))
    if only_open:
        found = found.filter(confirmed_by_key="")
    return [
        FindingRow(
            id=one.pk,
            project_id=one.project_id,
            project=one.project.name,
            period=one.period,
            finding=one.finding,
            found_by_key=one.found_by_key,
            found_by=one.found_by,
            found_at=one.found_at,
            confirmed_by=one.confirmed_by,
            confirmed_at=one.confirmed_at,
        )
        for one in found.select_related("project").order_by("-id")
    ]


def _seen(viewer: Viewer, project_id: int) -> QuerySet[Project]:
    seen = Project.objects.visible_to(viewer).order_by()
    return seen.filter(pk=project_id) if project_id else seen


def _agency(one: FollowUp) -> str:
    agency = one.badge.project.responsible_agency
    return agency.name if agency else ""
