"""Experts and laboratories by consent, and their cases."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.cooperation.actions.assign_expert import assign_expert, close_case
from jigai.apps.cooperation.actions.list_expert import (
    ExpertEntry,
    correct_expert,
    list_expert,
    withdraw_consent,
)
from jigai.apps.cooperation.queries.access import (
    case_for,
    demand_for,
    expert_for,
    institution_for,
    kept_expert,
    own_institution,
)
from jigai.apps.cooperation.queries.expert_load import available_experts
from jigai.apps.cooperation.queries.expert_profile import case_rows, expert_text

router = Router()


class ExpertOut(Schema):
    """``open_count`` of ``load_limit``; counts of closed cases and of those that led somewhere."""

    id: int
    kind: str
    name: str
    title: str
    institution_id: int
    institution: str
    discipline: str
    technical_field: str
    keywords: list[str]
    summary: str
    load_limit: int
    open_count: int
    closed_count: int
    success_count: int
    free_count: int
    consent_until: date


class ExpertCaseOut(Schema):
    id: int
    title: str
    opened_on: date
    closed_on: date | None
    outcome: str
    note: str


class ExpertFullOut(Schema):
    id: int
    kind: str
    name: str
    title: str
    institution_id: int
    institution: str
    discipline: str
    technical_field: str
    keywords: str
    summary: str
    load_limit: int
    open_count: int
    consent_on: date
    consent_until: date
    is_listed: bool
    cases: list[ExpertCaseOut]


class ExpertIn(Reasoned):
    kind: Literal["person", "laboratory"]
    name: Text
    discipline: Text
    technical_field: Text
    keywords: Text
    load_limit: Annotated[int, Field(ge=1, le=50)]
    consent_on: date
    consent_until: date
    consent_document: Text
    title: Text = ""
    summary: Text = ""


class NewExpertIn(ExpertIn):
    institution: int


class ExpertCaseIn(Reasoned):
    """Of a demand, or of another matter by its title."""

    demand: int | None = None
    title: Text = ""


class CaseOutcomeIn(Reasoned):
    outcome: Literal["solved", "contract", "advised", "no_result"]


@router.get("", response={200: list[ExpertOut], **PROBLEMS})
def list_experts(request: HttpRequest) -> Any:
    """Everybody whose consent runs today."""
    viewer_in(request)
    return available_experts(on=timezone.localdate())


@router.post("", response={201: Made, **PROBLEMS})
def enter_expert(request: HttpRequest, given: NewExpertIn) -> Status[Made]:
    """List an expert or a laboratory by its consent."""
    change, viewer = change_by(request, Deed.OFFER, given.reason), viewer_in(request)
    if may(viewer, Deed.KEEP_REGISTERS):
        institution = institution_for(viewer, given.institution)
    else:
        institution = own_institution(viewer, given.institution)
    entry = ExpertEntry(**given.dict(exclude={"reason", "institution"}))
    made = list_expert(institution=institution, entry=entry, change=change)
    return Status(201, Made(id=made.pk))


@router.get("/{pk}", response={200: ExpertFullOut, **PROBLEMS})
def show_expert(request: HttpRequest, pk: Number) -> Any:
    today = timezone.localdate()
    found = expert_for(viewer_in(request), pk, on=today)
    text = expert_text(found, on=today)
    told = {n: getattr(text, n) for n in ExpertFullOut.model_fields if n != "cases"}
    return {**told, "cases": case_rows(found)}


@router.put("/{pk}", response={200: Made, **PROBLEMS})
def change_expert(request: HttpRequest, pk: Number, given: ExpertIn) -> Made:
    """Change the entry, or renew the consent."""
    change = change_by(request, Deed.OFFER, given.reason)
    found = kept_expert(viewer_in(request), pk, on=timezone.localdate())
    entry = ExpertEntry(**given.dict(exclude={"reason"}))
    return Made(id=correct_expert(expert=found, entry=entry, change=change).pk)


@router.post("/{pk}/withdrawal", response={200: Made, **PROBLEMS})
def withdraw_expert(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """The consent was taken back: not shown from now on."""
    change = change_by(request, Deed.OFFER, said.reason)
    found = kept_expert(viewer_in(request), pk, on=timezone.localdate())
    return Made(id=withdraw_consent(expert=found, change=change).pk)


@router.post("/{pk}/cases", response={201: Made, **PROBLEMS})
def assign(request: HttpRequest, pk: Number, given: ExpertCaseIn) -> Status[Made]:
    """Open a case; over the limit it is refused and the remedy names the two next best."""
    change, viewer = change_by(request, Deed.KEEP_REGISTERS, given.reason), viewer_in(request)
    found = expert_for(viewer, pk, on=timezone.localdate())
    demand = demand_for(viewer, given.demand) if given.demand is not None else None
    case = assign_expert(expert=found, demand=demand, title=given.title, change=change)
    return Status(201, Made(id=case.pk))


@router.post("/cases/{pk}/close", response={200: Made, **PROBLEMS})
def finish_case(request: HttpRequest, pk: Number, given: CaseOutcomeIn) -> Made:
    """Say what came of a case; the reason is the note."""
    change = change_by(request, Deed.OFFER, given.reason)
    found = case_for(viewer_in(request), pk)
    return Made(id=close_case(case=found, outcome=given.outcome, change=change).pk)
