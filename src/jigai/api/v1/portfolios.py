"""Portfolios: which reserve projects to support, proposed exactly and decided by people."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Fen, Made, Number, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.supply.actions.decide_portfolio import decide_portfolio
from jigai.apps.supply.actions.draw_portfolio import draw_portfolio
from jigai.apps.supply.frozen import rules_from_json
from jigai.apps.supply.queries.portfolios import (
    is_reproduced,
    portfolio_card,
    portfolio_for,
    portfolio_rows,
)
from jigai.flows.export_chain import export_portfolio

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Points = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Count = Annotated[int, Field(ge=0, le=10_000)]
ProjectId = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
Stages = Literal["reserve", "filed", "procedures", "started", "under_construction"]


class GrantRules(Schema):
    """``rate_bp``: 1/10,000 of the amount; ``cap_fen``: the most of one project."""

    base: Literal["equipment", "total"]
    rate_bp: Annotated[int, Field(ge=1, le=10_000)]
    cap_fen: Fen


class PointRules(Schema):
    """Direction and aim by code or word → points."""

    basic: Points = 0
    per_million: Points = 0
    by_direction: dict[str, Points] = {}
    by_aim: dict[str, Points] = {}
    by_stage: dict[str, Points] = {}


class RulesIn(Schema):
    """``least_by_area``: number of a township → least projects; ``must``, ``never``: projects."""

    budget_fen: Fen
    grant: GrantRules
    points: PointRules
    stages: list[Stages]
    least_by_direction: dict[str, Count] = {}
    least_by_area: dict[str, Count] = {}
    most_per_firm: Count = 1
    must: list[ProjectId] = []
    never: list[ProjectId] = []


class DrawIn(Reasoned):
    title: Annotated[str, Field(min_length=1, max_length=120)]
    rules: RulesIn


class PortfolioDecisionIn(Reasoned):
    """``grounds`` may be blank only where the decision is as proposed."""

    chosen: list[ProjectId]
    basis: Annotated[str, Field(max_length=200)]
    grounds: Annotated[str, Field(max_length=2_000)] = ""


class PortfolioLineOut(Schema):
    id: int
    title: str
    drawn_on: date
    drawn_by: str
    budget_fen: int
    grant_fen: int
    chosen_count: int
    points: int
    decided_on: date | None


class TermOut(Schema):
    label: Said
    points: int


class ProjectLineOut(Schema):
    id: int
    name: str
    firm: str
    area: Said
    direction: Said
    stage: Said
    grant_fen: int | None
    points: int | None
    terms: list[TermOut]
    is_in: bool
    reason: Said
    is_decided: bool | None


class BindingOut(Schema):
    constraint: Said
    gain: int


class SelectionOut(Schema):
    ids: list[int]
    points: int
    grant_fen: int
    added: list[str]
    dropped: list[str]


class DecisionOut(Schema):
    decided_on: date
    decided_by: str
    basis: str
    grounds: str
    chosen: list[int]
    grant_fen: int


class PortfolioOut(Schema):
    id: int
    title: str
    drawn_on: date
    drawn_by: str
    digest: str
    is_intact: bool
    points: int
    grant_fen: int
    chosen_count: int
    lines: list[ProjectLineOut]
    binding: list[BindingOut]
    next_million: SelectionOut
    gain_of_next_million: int
    equals: list[SelectionOut]
    has_more: bool
    decision: DecisionOut | None


class CheckOut(Schema):
    """``is_reproduced``: the frozen inputs, worked out again, give the frozen proposal."""

    is_intact: bool
    is_reproduced: bool


@router.get("", response={200: list[PortfolioLineOut], **PROBLEMS})
def list_portfolios(request: HttpRequest) -> object:
    return portfolio_rows(viewer_in(request))


@router.post("", response={201: Made, **PROBLEMS})
def draw(request: HttpRequest, given: DrawIn) -> Status[Made]:
    """Work out and freeze a proposal; it supports nothing by itself."""
    change = change_by(request, Deed.ALLOT, given.reason)
    rules = rules_from_json(given.rules.model_dump())
    return Status(201, Made(id=draw_portfolio(title=given.title, rules=rules, change=change).pk))


@router.get("/{pk}", response={200: PortfolioOut, **PROBLEMS})
def show_portfolio(request: HttpRequest, pk: Number) -> object:
    """Each project in or out with its reason, what binds, what a million more adds, equals."""
    return portfolio_card(portfolio_for(viewer_in(request), pk))


@router.get("/{pk}/check", response={200: CheckOut, **PROBLEMS})
def check_portfolio(request: HttpRequest, pk: Number) -> CheckOut:
    found = portfolio_for(viewer_in(request), pk)
    return CheckOut(is_intact=portfolio_card(found).is_intact, is_reproduced=is_reproduced(found))


@router.get("/{pk}/sheet", response={200: bytes, **PROBLEMS})
def show_portfolio_sheet(request: HttpRequest, pk: Number) -> HttpResponse:
    card = portfolio_card(portfolio_for(viewer_in(request), pk))
    return HttpResponse(export_portfolio(card), content_type=WORKBOOK)


@router.post("/{pk}/decision", response={201: Made, **PROBLEMS})
def put_decision(request: HttpRequest, pk: Number, given: PortfolioDecisionIn) -> Status[Made]:
    """What people decided; once."""
    portfolio = portfolio_for(viewer_in(request), pk)
    change = change_by(request, Deed.ALLOT, given.reason)
    decision = decide_portfolio(
        portfolio=portfolio,
        chosen=given.chosen,
        basis=given.basis,
        grounds=given.grounds,
        change=change,
    )
    return Status(201, Made(id=decision.pk))
