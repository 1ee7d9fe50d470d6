"""Ways up: the proved routes of an enterprise to a rung, and the county's efforts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.cultivation.actions.set_effort import set_effort
from jigai.apps.cultivation.queries.efforts import effort_rows
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.domain.gap.ways import MOST_ROUTES
from jigai.flows.find_ways_up import find_ways_up

router = Router()
Effort = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=2)]
Whole = Annotated[int, Field(ge=0, le=30_000)]


class StepOut(Schema):
    """``without`` is what the rule gives when this step alone is left out."""

    fact: str
    label: Said
    before: Said
    after: Said
    how: Said
    effort: str
    first: date
    earns: list[Said]
    without: Said
    basis: Said


class RouteOut(Schema):
    """``values``: the facts moved, as exact text; scored again they give ``proof``."""

    effort: str
    ready_on: date
    proof: Said
    steps: list[StepOut]
    values: dict[str, str]


class WayHeldOut(Schema):
    fact: str
    label: Said
    value: Said | None
    reason: Said
    first: date | None


class BoundOut(Schema):
    label: Said
    best: Said | None
    unknown: list[Said]
    reasons: list[Said]


class ClosedOut(Schema):
    label: Said
    is_joint: bool
    conditions: list[BoundOut]


class FindOutOut(Schema):
    name: str
    label: Said
    source: Said


class WaysOut(Schema):
    """Without ``routes``: ``closes_all`` binds in every row, ``closed`` in single ones beside.

    ``way_by`` is then a later day by which there is a way, ``opening`` the routes after which
    only what is unknown decides.
    """

    rule_set: str
    rule_title: Said
    rule_hash: str
    on: date
    by: date
    target: str
    target_badge: Said
    now: Said
    is_there: bool
    routes: list[RouteOut]
    held: list[WayHeldOut]
    to_find_out: list[FindOutOut]
    closed: list[ClosedOut]
    closes_all: list[BoundOut]
    way_by: date | None
    is_open: bool
    opening: list[RouteOut]
    note: Said


class EffortOut(Schema):
    fact: str
    label: Said
    step: Said
    effort_fixed: str
    effort_per_step: str
    lead_months: int
    most_a_year: int
    is_own: bool
    basis: Said


class EffortIn(Reasoned):
    """In place of what ships, from a day on; the same day again replaces it."""

    valid_from: date
    effort_fixed: Effort
    effort_per_step: Effort
    lead_months: Whole
    most_a_year: Whole
    decision: Text


@router.get("/enterprises/{pk}/{rule_id}", response={200: WaysOut, **PROBLEMS})
def show_ways(
    request: HttpRequest,
    pk: Number,
    rule_id: str,
    by: date | None = None,
    routes: int = MOST_ROUTES,
) -> object:
    """Least effort first; each proved by the rule, no step of which can be left out."""
    enterprise = enterprise_for(viewer_in(request), pk)
    today = timezone.localdate()
    rules = rule_set(rule_id, on=today)
    return find_ways_up(enterprise=enterprise, rule_set=rules, on=today, by=by, most=routes)


@router.get("/efforts", response={200: list[EffortOut], **PROBLEMS})
def list_efforts(request: HttpRequest, on: date | None = None) -> object:
    """Every lever with its effort, time and limit on a day."""
    require(viewer_in(request), Deed.READ_CHECKS)
    return effort_rows(on=on or timezone.localdate())


@router.put("/efforts/{fact}", response={200: Made, **PROBLEMS})
def put_effort(request: HttpRequest, fact: str, given: EffortIn) -> Status[Made]:
    change = change_by(request, Deed.SET_EFFORTS, given.reason)
    row = set_effort(fact=fact, change=change, **given.model_dump(exclude={"reason"}))
    return Status(200, Made(id=row.pk))
