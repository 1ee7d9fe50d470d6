"""Inclusion in statistics as a process: states, papers, days; never an amount."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.actions.move_inclusion import move_inclusion, tick_paper
from jigai.apps.projects.actions.set_inclusion_cutoff import set_inclusion_cutoff
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.inclusion import InclusionRow, inclusion_funnel, inclusion_rows
from jigai.apps.projects.queries.inclusion_deadlines import (
    CutoffRow,
    DeadlineRow,
    cutoff_rows,
    inclusion_deadlines,
)

router = Router()


class InclusionMove(Reasoned):
    to: str
    on: date | None = None
    return_code: str = ""
    included_month: str = ""
    note: Text = ""


class CutoffIn(Reasoned):
    day_of_month: int | None = None
    skips_january: bool = True
    source: Text = ""


class PaperTick(Reasoned):
    is_ready: bool


@router.get("", response={200: list[InclusionRow], **PROBLEMS})
def list_inclusion(request: HttpRequest) -> list[InclusionRow]:
    return inclusion_rows(viewer_in(request), as_of=timezone.localdate())


@router.get("/deadlines", response={200: list[DeadlineRow], **PROBLEMS})
def list_deadlines(request: HttpRequest, on: date | None = None) -> list[DeadlineRow]:
    """Waiting projects with papers missing and days left, the next deadline first."""
    return inclusion_deadlines(viewer_in(request), on=on or timezone.localdate())


@router.get("/calendar", response={200: list[CutoffRow], **PROBLEMS})
def show_calendar(request: HttpRequest) -> list[CutoffRow]:
    """The county's monthly cut-off of each state, with its source and its next day."""
    viewer_in(request)
    return cutoff_rows(on=timezone.localdate())


@router.put("/calendar/{state}", response={200: list[CutoffRow], **PROBLEMS})
def put_cutoff(request: HttpRequest, state: str, given: CutoffIn) -> list[CutoffRow]:
    """Set the cut-off of one state; without a day it is taken away."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    set_inclusion_cutoff(state=state, change=change, **given.model_dump(exclude={"reason"}))
    return cutoff_rows(on=timezone.localdate())


@router.get("/funnel", response={200: dict[str, int], **PROBLEMS})
def show_funnel(request: HttpRequest) -> dict[str, int]:
    return inclusion_funnel(viewer_in(request))


@router.post("/{project_id}/moves", response={200: Made, **PROBLEMS})
def move(request: HttpRequest, project_id: Number, given: InclusionMove) -> Made:
    change = change_by(request, Deed.REVIEW, given.reason)
    named = given.model_dump(exclude={"reason", "on"})
    case = move_inclusion(
        project=project_for(viewer_in(request), project_id),
        on=given.on or timezone.localdate(),
        **named,
        change=change,
    )
    return Made(id=case.pk)


@router.put("/{project_id}/papers/{kind}", response={200: Made, **PROBLEMS})
def put_paper(request: HttpRequest, project_id: Number, kind: str, given: PaperTick) -> Made:
    change = change_by(request, Deed.REPORT, given.reason)
    row = tick_paper(
        project=project_for(viewer_in(request), project_id),
        kind=kind,
        is_ready=given.is_ready,
        on=timezone.localdate(),
        change=change,
    )
    return Made(id=row.pk)
