"""The line of sight: gaps, what closes them, what came of it, and who is left without."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned
from jigai.api.v1.plan_shapes import (
    AdoptGapsIn,
    GapResultIn,
    MadeGapsOut,
    OrphansOut,
    PlanGapIn,
    PlanGapOut,
    TieGapIn,
)
from jigai.apps.accounts.permissions import Deed
from jigai.apps.diagnosis.queries.access import gap_for as diagnosis_gap_for
from jigai.apps.planning.actions.drop_gap import drop_gap
from jigai.apps.planning.actions.record_gap import record_gap
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.actions.tie_gap import tie_gap
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
from jigai.flows.adopt_gaps import adopt_gaps

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


@router.post("/adopt", response={201: MadeGapsOut, **PROBLEMS})
def adopt(request: HttpRequest, given: AdoptGapsIn) -> Status[MadeGapsOut]:
    """Take gaps of diagnoses among those that plans close, all or none."""
    change = change_by(request, Deed.PLAN, given.reason)
    made = adopt_gaps(viewer_in(request), gap_ids=given.gap_ids, theme=given.theme, change=change)
    return Status(201, MadeGapsOut(ids=[one.pk for one in made]))


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


@router.post("/{pk}/tie", response={200: Made, **PROBLEMS})
def tie(request: HttpRequest, pk: Number, given: TieGapIn) -> Made:
    """Say that a gap of plans is the same as one of a diagnosis."""
    change = change_by(request, Deed.PLAN, given.reason)
    viewer = viewer_in(request)
    diagnosed = diagnosis_gap_for(viewer, given.diagnosed_id)
    return Made(id=tie_gap(gap=gap_for(viewer, pk), diagnosed=diagnosed, change=change).pk)


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
