"""Second factors: resets by two persons, and the roles that must have one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned
from jigai.apps.accounts.actions.demand_factor import demand_factor, end_factor_demand
from jigai.apps.accounts.actions.reset_factor import (
    ask_factor_reset,
    confirm_factor_reset,
    withdraw_factor_reset,
)
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.factors import DemandRow, demand_by, demand_rows, reset_by
from jigai.apps.accounts.queries.people import person_by

router = Router()


class Reset(Reasoned):
    person_id: Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]


class Demand(Reasoned):
    role: str
    valid_from: date
    decision: Annotated[str, Field(min_length=1, max_length=200)]


class DemandEnd(Reasoned):
    on: date


@router.post("/resets", response={201: Made, **PROBLEMS})
def ask_reset(request: HttpRequest, given: Reset) -> Status[Made]:
    """Ask for a person's second factor to be taken away; another administrator confirms."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    return Status(201, Made(id=ask_factor_reset(user=person_by(given.person_id), change=change).pk))


@router.post("/resets/{pk}/confirm", response={200: Made, **PROBLEMS})
def confirm_reset(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """The second person's word; every browser of the person is out."""
    change = change_by(request, Deed.ADMINISTER, said.reason)
    confirm_factor_reset(reset=reset_by(pk), change=change)
    return Made(id=pk)


@router.post("/resets/{pk}/withdraw", response={200: Made, **PROBLEMS})
def withdraw_reset(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.ADMINISTER, said.reason)
    withdraw_factor_reset(reset=reset_by(pk), change=change)
    return Made(id=pk)


@router.get("/demands", response={200: list[DemandRow], **PROBLEMS})
def list_demands(request: HttpRequest) -> list[DemandRow]:
    require(viewer_in(request), Deed.ADMINISTER)
    return demand_rows()


@router.post("/demands", response={201: Made, **PROBLEMS})
def create_demand(request: HttpRequest, given: Demand) -> Status[Made]:
    """Demand a second factor of a role from a day on, by a decision."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    made = demand_factor(**given.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/demands/{pk}/end", response={200: Made, **PROBLEMS})
def end_demand(request: HttpRequest, pk: Number, given: DemandEnd) -> Made:
    change = change_by(request, Deed.ADMINISTER, given.reason)
    end_factor_demand(demand=demand_by(pk), on=given.on, change=change)
    return Made(id=pk)
