"""Targets of the programme: split, checked, published frozen, restated by number."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.planning.actions.draft_target import draft_target
from jigai.apps.planning.actions.publish_target import publish_target
from jigai.apps.planning.actions.restate_target import restate_target
from jigai.apps.planning.actions.set_target_parts import PartGiven, set_target_parts
from jigai.apps.planning.conservation import INDICATORS
from jigai.apps.planning.queries.access import target_for
from jigai.apps.planning.queries.targets import target_card, target_rows
from jigai.apps.reference.queries.divisions import division_by

router = Router()
NumberText = Annotated[str, Field(max_length=24)]


class TargetIndicatorOut(Schema):
    """``joining``: sum, or mean by ``weight``."""

    id: str
    label: Said
    unit: Said
    joining: str
    weight: Said | None


class TargetOut(Schema):
    """One edition; numbers are exact text. ``missing`` is above 0 where the parts fall short."""

    id: int
    indicator: str
    label: Said
    unit: Said
    weighed_by: Said | None
    year: int
    division_id: int
    division: Said
    edition: int
    state: str
    holds_now: bool
    value: str
    tolerance: str
    basis: str
    restated_because: str
    published_at: datetime | None
    published_by: str
    digest: str
    joined: str
    missing: str
    adds_up: bool


class TargetPartOut(Schema):
    division_id: int | None
    agency_id: int | None
    name: Said
    value: str
    weight: str


class TargetCardOut(Schema):
    row: TargetOut
    parts: list[TargetPartOut]
    editions: list[TargetOut]


class TargetIn(Reasoned):
    """``tolerance`` is in the unit of the indicator."""

    indicator: Annotated[str, Field(max_length=40)]
    year: Annotated[int, Field(ge=0, le=2100)]
    division_id: int
    value: NumberText
    tolerance: NumberText = "0"
    basis: Annotated[str, Field(max_length=200)] = ""


class TargetPartIn(Schema):
    """An area below or a department; a blank value takes the part out."""

    division_id: int | None = None
    department_id: int | None = None
    value: NumberText
    weight: NumberText = ""


class TargetPartsIn(Reasoned):
    """Parts left out stay as they are, and so do whole and tolerance."""

    value: NumberText | None = None
    tolerance: NumberText | None = None
    parts: list[TargetPartIn] = []


@router.get("", response={200: list[TargetOut], **PROBLEMS})
def list_targets(request: HttpRequest, year: int | None = None) -> object:
    """Every edition, for officers; never shown to a firm."""
    return target_rows(viewer_in(request), year=year)


@router.get("/indicators", response={200: list[TargetIndicatorOut], **PROBLEMS})
def list_indicators(request: HttpRequest) -> object:
    require(viewer_in(request), Deed.READ_CHECKS)
    return list(INDICATORS.values())


@router.post("", response={201: Made, **PROBLEMS})
def draft(request: HttpRequest, given: TargetIn) -> Status[Made]:
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    made = draft_target(
        division=division_by(given.division_id),
        change=change,
        **given.model_dump(exclude={"reason", "division_id"}),
    )
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: TargetCardOut, **PROBLEMS})
def show(request: HttpRequest, pk: Number) -> object:
    """An edition with the parts that the caller may see, and its sisters."""
    viewer = viewer_in(request)
    return target_card(target_for(viewer, pk), viewer)


@router.put("/{pk}/parts", response={200: Made, **PROBLEMS})
def put_parts(request: HttpRequest, pk: Number, given: TargetPartsIn) -> Made:
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    parts = [PartGiven(p.value, p.division_id, p.department_id, p.weight) for p in given.parts]
    split = set_target_parts(
        split=target_for(viewer_in(request), pk),
        parts=parts,
        value=given.value,
        tolerance=given.tolerance,
        change=change,
    )
    return Made(id=split.pk)


@router.post("/{pk}/publish", response={200: Made, **PROBLEMS})
def publish(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """Refused with the missing amount while the parts do not make the whole."""
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    return Made(id=publish_target(split=target_for(viewer_in(request), pk), change=change).pk)


@router.post("/{pk}/restate", response={201: Made, **PROBLEMS})
def restate(request: HttpRequest, pk: Number, given: Reasoned) -> Status[Made]:
    """The next edition, as a draft; the published one holds until it is published."""
    change = change_by(request, Deed.SET_TARGETS, given.reason)
    made = restate_target(split=target_for(viewer_in(request), pk), change=change)
    return Status(201, Made(id=made.pk))
