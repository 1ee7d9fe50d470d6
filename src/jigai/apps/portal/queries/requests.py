"""What was asked and what became of it, as rows; the newest first, what waits on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Value, When

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.portal.models import Asked, Correction, DataRequest, Decision, ReportProposal
from jigai.apps.portal.queries.access import (
    visible_corrections,
    visible_data_requests,
    visible_proposals,
)

WAITING_FIRST = Case(
    When(state=Decision.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
)


@dataclass(frozen=True, slots=True)
class Answered:
    """Who asked, and who answered what; ``decided_by`` is blank while it waits."""

    state: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    id: int
    enterprise_id: int
    enterprise: str
    project: str
    subject: str
    record_key: int | None
    field: str
    before: str
    after: str
    because: str
    due_on: date
    said: Answered


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A half-month form as the enterprise said it; ``values`` as JSON holds them."""

    id: int
    project_id: int
    project: str
    period: str
    values: dict[str, Any]
    said: Answered


@dataclass(frozen=True, slots=True)
class DataRequestRow:
    id: int
    kind: str
    text: str
    person: str
    enterprise: str
    contact_id: int | None
    due_on: date
    ground: str
    said: Answered


def correction_rows(
    viewer: Viewer, *, on: date, enterprise_id: int | None = None
) -> list[CorrectionRow]:
    """One query."""
    found = visible_corrections(viewer, on=on).select_related("enterprise", "project")
    if enterprise_id is not None:
        found = found.filter(enterprise=enterprise_id)
    return [correction_row(one) for one in _ordered(found)]


def correction_row(one: Correction) -> CorrectionRow:
    return CorrectionRow(
        one.pk, one.enterprise_id, one.enterprise.name, one.project.name if one.project else "",
        one.subject, one.record_key, one.field, one.before, one.after, one.because, one.due_on,
        _said(one),
    )  # fmt: skip


def proposal_rows(
    viewer: Viewer, *, project_id: int | None = None, is_waiting: bool = False
) -> list[ProposalRow]:
    """One query."""
    found = visible_proposals(viewer).select_related("project")
    if project_id is not None:
        found = found.filter(project=project_id)
    if is_waiting:
        found = found.filter(state=Decision.WAITING)
    return [proposal_row(one) for one in _ordered(found)]


def proposal_row(one: ReportProposal) -> ProposalRow:
    return ProposalRow(
        one.pk, one.project_id, one.project.name, one.period, dict(one.values), _said(one)
    )


def data_request_rows(viewer: Viewer, *, is_own: bool = False) -> list[DataRequestRow]:
    """One query; ``is_own``: those of the viewer alone."""
    found = visible_data_requests(viewer).select_related("user", "enterprise")
    if is_own:
        found = found.filter(user_id=viewer.user_id)
    return [data_request_row(one) for one in _ordered(found)]


def data_request_row(one: DataRequest) -> DataRequestRow:
    return DataRequestRow(
        one.pk, one.kind, one.text, one.user.display_name,
        one.enterprise.name if one.enterprise else "", one.contact_id, one.due_on, one.ground,
        _said(one),
    )  # fmt: skip


def _ordered(found: Any) -> Any:
    return found.annotate(place=WAITING_FIRST).order_by("place", "-asked_at", "-pk")


def _said(one: Asked) -> Answered:
    return Answered(
        one.state, one.asked_by, one.asked_at, one.decided_by, one.decided_at, one.answer
    )
