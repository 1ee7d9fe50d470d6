"""Scenarios beside a plan: what if, weighed by the published rules; nothing of it is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.planning.actions.open_scenario import open_scenario
from jigai.apps.planning.actions.remove_scenario import remove_scenario, remove_scenario_change
from jigai.apps.planning.actions.set_scenario_change import set_scenario_change
from jigai.apps.planning.queries.access import plan_for, scenario_change_for, scenario_for
from jigai.apps.planning.queries.scenarios import scenarios_of
from jigai.flows.weigh_scenario import weigh_scenario

router = Router()
Short = Annotated[str, Field(max_length=60)]


class ScenarioChangeOut(Schema):
    id: int
    about: str
    name: str
    column: str
    how: str
    value: str
    said: Said


class ScenarioOut(Schema):
    id: int
    plan_id: int
    name: str
    note: str
    asked_by: str
    asked_at: datetime
    changes: list[ScenarioChangeOut]


class ScenarioFactOut(Schema):
    name: str
    label: Said
    today: Said
    planned: Said
    supposed: Said


class ScenarioPartOut(Schema):
    kind: str
    name: str
    before: Said
    after: Said


class WeighedOut(Schema):
    """``direction``: the move from plan to scenario; blank where the outcome stays."""

    rule_set: str
    title: Said
    today: Said
    planned: Said
    supposed: Said
    direction: str
    lines: list[ScenarioPartOut]


class WeighedScenarioOut(Schema):
    scenario_id: int
    name: str
    on: date
    version: int | None
    cost_planned_fen: int
    cost_supposed_fen: int
    facts: list[ScenarioFactOut]
    level: WeighedOut | None
    ladder: list[WeighedOut]
    unsettled: list[Said]
    note: Said


class ScenarioIn(Reasoned):
    name: Annotated[str, Field(min_length=1, max_length=80)]
    note: Annotated[str, Field(max_length=300)] = ""


class ScenarioChangeIn(Reasoned):
    """``name``: a fact, ``rd_share``, or the key of a line; ``value`` is exact text."""

    about: Literal["fact", "line"]
    name: Short
    how: Literal["set", "raise", "drop"]
    column: Short = ""
    value: Text = ""


@router.get("/plans/{pk}", response={200: list[ScenarioOut], **PROBLEMS})
def list_scenarios(request: HttpRequest, pk: Number) -> object:
    return scenarios_of(plan_for(viewer_in(request), pk))


@router.post("/plans/{pk}", response={201: Made, **PROBLEMS})
def begin(request: HttpRequest, pk: Number, given: ScenarioIn) -> Status[Made]:
    change = change_by(request, Deed.PLAN, given.reason)
    plan = plan_for(viewer_in(request), pk)
    made = open_scenario(plan=plan, name=given.name, note=given.note, change=change)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: WeighedScenarioOut, **PROBLEMS})
def weigh(request: HttpRequest, pk: Number, on: date | None = None) -> object:
    """Cost, digital level and ladder under today's facts, the plan's and the scenario's."""
    scenario = scenario_for(viewer_in(request), pk)
    return weigh_scenario(scenario=scenario, on=on or timezone.localdate())


@router.post("/{pk}/changes", response={201: Made, **PROBLEMS})
def put_change(request: HttpRequest, pk: Number, given: ScenarioChangeIn) -> Status[Made]:
    change = change_by(request, Deed.PLAN, given.reason)
    made = set_scenario_change(
        scenario=scenario_for(viewer_in(request), pk),
        change=change,
        **given.model_dump(exclude={"reason"}),
    )
    return Status(201, Made(id=made.pk))


@router.post("/changes/{pk}/remove", response={200: Made, **PROBLEMS})
def take_back(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    remove_scenario_change(one=scenario_change_for(viewer_in(request), pk), change=change)
    return Made(id=pk)


@router.post("/{pk}/remove", response={200: Made, **PROBLEMS})
def remove(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    change = change_by(request, Deed.PLAN, given.reason)
    remove_scenario(scenario=scenario_for(viewer_in(request), pk), change=change)
    return Made(id=pk)
