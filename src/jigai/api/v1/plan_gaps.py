"""The line of sight: gaps, what closes them, what came of it, and who is left without."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned
from jigai.api.v1.plan_shapes import GapResultIn, OrphansOut, PlanGapIn, PlanGapOut
from jigai.apps.accounts.permissions import Deed
from jigai.apps.planning.actions.drop_gap import drop_gap
from jigai.apps.planning.actions.record_gap import record_gap
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.queries.access import gap_for
from jigai.apps.planning.queries.tracing import (
    gap_cards,
    gaps_of_project,
    gaps_seen,
    orphans,
    visible_gap_rows,
)
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_for

router = Router()


@router.get("", response={200: list[PlanGapOut], **PROBLEMS})
def list_gaps(request: HttpRequest, enterprise_id: int | None = None) -> object:
    return gaps_seen(viewer_in(request), enterprise_id=enterprise_id)


@router.post("", response={201: Made, **PROBLEMS})
def record(request: HttpRequest, given: PlanGapIn) -> Status[Made]:
    change = change_by(request, Deed.PLAN, given.reason)
    enterprise = enterprise_for(viewer_in(request), given.enterprise_id)
    values = given.model_dump(exclude={"reason", "enterprise_id"})
    return Status(201, Made(id=record_gap(enterprise=enterprise, values=values, change=change).pk))


@router.get("/orphans", response={200: OrphansOut, **PROBLEMS})
def show_orphans(request: HttpRequest) -> object:
    """Gaps that no project closes, and projects of planned enterprises that answer to no gap."""
    return orphans(viewer_in(request))


@router.get("/projects/{pk}", response={200: list[PlanGapOut], **PROBLEMS})
def show_gaps_of_project(request: HttpRequest, pk: Number) -> object:
    """Which gaps a project answers to."""
    viewer = viewer_in(request)
    return gaps_of_project(project_for(viewer, pk), viewer)


@router.get("/{pk}", response={200: PlanGapOut, **PROBLEMS})
def show_gap(request: HttpRequest, pk: Number) -> object:
    """Which measures and projects close a gap, and what came of it."""
    viewer = viewer_in(request)
    gap = gap_for(viewer, pk)
    return gap_cards(visible_gap_rows(viewer).filter(pk=gap.pk), viewer)[0]


@router.post("/{pk}/drop", response={200: Made, **PROBLEMS})
def drop(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    return Made(id=drop_gap(gap=gap_for(viewer_in(request), pk), change=change).pk)


@router.post("/{pk}/results", response={201: Made, **PROBLEMS})
def add_result(request: HttpRequest, pk: Number, given: GapResultIn) -> Status[Made]:
    """What was measured after the work, with its paper."""
    change = change_by(request, Deed.PLAN, given.reason)
    viewer = viewer_in(request)
    made = record_gap_result(
        gap=gap_for(viewer, pk),
        project=project_for(viewer, given.project_id) if given.project_id else None,
        change=change,
        **given.model_dump(exclude={"reason", "project_id"}),
    )
    return Status(201, Made(id=made.pk))
