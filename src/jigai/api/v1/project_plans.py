"""Plans of a project: nodes, baselines, procedures."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.actions.approve_baseline import approve_baseline
from jigai.apps.projects.actions.record_procedure import record_procedure
from jigai.apps.projects.actions.set_milestones import (
    PlannedMilestone,
    achieve_milestone,
    set_milestones,
)
from jigai.apps.projects.queries.access import project_for
from jigai.domain.periods import NoNeighbour, RegularPeriod, ReportDay, parse_period

router = Router()


class MilestoneIn(Schema):
    title: Text
    due_on: date
    weight_bp: Annotated[int, Field(ge=0, le=10_000)]


class MilestonesIn(Reasoned):
    milestones: list[MilestoneIn]


class AchievedIn(Reasoned):
    achieved_on: date | None


class PointIn(Schema):
    period: str
    planned_value_fen: Fen


class BaselineIn(Reasoned):
    """Cumulative planned amounts at the end of each period, without gaps."""

    points: list[PointIn]
    approved_on: date | None = None


class ProcedureIn(Reasoned):
    state: str
    document_number: Text = ""
    done_on: date | None = None


@router.put("/{pk}/milestones", response={200: Made, **PROBLEMS})
def put_milestones(request: HttpRequest, pk: Number, given: MilestonesIn) -> Made:
    """Replace the nodes; the weights add up to 10 000."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    planned = [PlannedMilestone(**one.model_dump()) for one in given.milestones]
    set_milestones(project=project_for(viewer_in(request), pk), milestones=planned, change=change)
    return Made(id=pk)


@router.post("/{pk}/milestones/{milestone_id}/achieved", response={200: Made, **PROBLEMS})
def achieved(request: HttpRequest, pk: Number, milestone_id: Number, given: AchievedIn) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    row = achieve_milestone(
        project=project_for(viewer_in(request), pk),
        milestone_id=milestone_id,
        achieved_on=given.achieved_on,
        change=change,
    )
    return Made(id=row.pk)


@router.post("/{pk}/baselines", response={201: Made, **PROBLEMS})
def create_baseline(request: HttpRequest, pk: Number, given: BaselineIn) -> Status[Made]:
    """Approve a plan; a later one replaces it, and both stay visible with their reasons."""
    change = change_by(request, Deed.APPROVE, given.reason)
    points = [(_regular(one.period), one.planned_value_fen) for one in given.points]
    row = approve_baseline(
        project=project_for(viewer_in(request), pk),
        points=points,
        approved_on=given.approved_on or timezone.localdate(),
        change=change,
    )
    return Status(201, Made(id=row.pk))


@router.put("/{pk}/procedures/{kind}", response={200: Made, **PROBLEMS})
def put_procedure(request: HttpRequest, pk: Number, kind: str, given: ProcedureIn) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    row = record_procedure(
        project=project_for(viewer_in(request), pk),
        kind=kind,
        state=given.state,
        document_number=given.document_number,
        done_on=given.done_on,
        change=change,
    )
    return Made(id=row.pk)


def _regular(text: str) -> RegularPeriod:
    period = parse_period(text)
    if isinstance(period, ReportDay):
        raise NoNeighbour
    return period
