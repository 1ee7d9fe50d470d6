"""Contacts with enterprises: the log, what was promised, rhythm and cap."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.visits.actions.assign_interaction import assign_interaction
from jigai.apps.visits.actions.finish_follow_up import finish_follow_up
from jigai.apps.visits.actions.log_interaction import Promise, Told, log_interaction
from jigai.apps.visits.actions.set_rhythm import set_rhythm
from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.actions.withdraw_interaction import withdraw_interaction
from jigai.apps.visits.queries.caps import cap_rows
from jigai.apps.visits.queries.departments import department_for
from jigai.apps.visits.queries.follow_ups import follow_up_for, follow_ups
from jigai.apps.visits.queries.interactions import (
    interaction_for,
    interactions,
    own_interaction_for,
)
from jigai.apps.visits.queries.rhythms import rhythm_rows
from jigai.apps.visits.queries.silence import silent_rows
from jigai.flows.document_details import MEDIA
from jigai.flows.export_contacts import export_contacts

router = Router()
Short = Annotated[str, Field(max_length=200)]
Said = Annotated[str, Field(min_length=1, max_length=2_000)]
Id = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]


class PromiseIn(Schema):
    """What was promised; without ``person_id`` it is the department's."""

    text: Annotated[str, Field(min_length=1, max_length=200)]
    due_on: date
    person_id: Id | None = None


class ContactIn(Reasoned):
    """One contact; ``consent`` says how the enterprise agreed to a visit."""

    kind: Literal["visit", "call", "meeting", "message"]
    held_on: date
    agency_id: Id
    purpose: Annotated[str, Field(min_length=1, max_length=120)]
    said: Said
    person_id: Id | None = None
    others: Annotated[str, Field(max_length=120)] = ""
    consent: Annotated[str, Field(max_length=120)] = ""
    met: Annotated[str, Field(max_length=80)] = ""
    beyond_cap: Short = ""
    promises: list[PromiseIn] = []


class ContactOut(Schema):
    id: int
    enterprise_id: int
    enterprise: str
    credit_code: str
    kind: str
    held_on: date
    agency: str
    officers: str
    purpose: str
    consent: str
    met: str
    said: str
    beyond_cap: str
    logged_by: str
    withdrawn_on: date | None
    withdrawn_because: str


class PromiseOut(Schema):
    id: int
    enterprise_id: int
    enterprise: str
    interaction_id: int
    text: str
    owner: str
    agency: str
    due_on: date
    done_on: date | None
    done_by: str
    note: str


class SilentOut(Schema):
    """``days`` is null where no contact is logged."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    coach: str
    rung: str
    colour: str
    last_on: date | None
    last_by: str
    days: int | None
    most_days: int


class RhythmIn(Reasoned):
    """Blank ``rung`` or ``colour`` means any; ``most_days`` 0 ends the line."""

    rung: Annotated[str, Field(max_length=60)] = ""
    colour: Annotated[str, Field(max_length=12)] = ""
    most_days: Annotated[int, Field(ge=0, le=32_767)]
    valid_from: date
    decision: Annotated[str, Field(min_length=1, max_length=200)]


class RhythmOut(Schema):
    rung: str
    colour: str
    most_days: int
    valid_from: date
    decision: str
    is_in_force: bool


class CapIn(Reasoned):
    most_a_year: Annotated[int, Field(ge=1, le=366)]
    valid_from: date
    decision: Annotated[str, Field(min_length=1, max_length=200)]


class CapOut(Schema):
    most_a_year: int
    valid_from: date
    decision: str
    is_in_force: bool


class AssignIn(Reasoned):
    enterprise_id: Id


class VisitFinishIn(Reasoned):
    note: Text


@router.get("", response={200: list[ContactOut], **PROBLEMS})
def list_contacts(
    request: HttpRequest, enterprise_id: int | None = None, since: date | None = None
) -> object:
    """The latest first; withdrawn ones too, marked as such."""
    return interactions(viewer_in(request), enterprise_id=enterprise_id, since=since)


@router.post("/enterprises/{pk}", response={201: Made, **PROBLEMS})
def log(request: HttpRequest, pk: Number, given: ContactIn) -> Status[Made]:
    """Log a contact; a visit beyond the yearly cap needs ``beyond_cap``."""
    change, viewer = change_by(request, Deed.SERVE, given.reason), viewer_in(request)
    enterprise = enterprise_for(viewer, pk)
    department_for(viewer, given.agency_id)
    said = given.dict(exclude={"reason", "promises", "person_id"})
    kept = log_interaction(
        enterprise=enterprise,
        told=Told(**said, officer_id=given.person_id),
        promises=[Promise(one.text, one.due_on, one.person_id) for one in given.promises],
        change=change,
    )
    return Status(201, Made(id=kept.pk))


@router.get("/silent", response={200: list[SilentOut], **PROBLEMS})
def list_silent(request: HttpRequest, on: date | None = None) -> object:
    """Firms of the library that nobody has called for too long, by any department."""
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    return silent_rows(viewer, on=on or timezone.localdate())


@router.get("/follow-ups", response={200: list[PromiseOut], **PROBLEMS})
def list_follow_ups(request: HttpRequest, is_open: bool = True, is_mine: bool = False) -> object:  # noqa: FBT001, FBT002 - query parameters
    return follow_ups(viewer_in(request), is_open=is_open, is_mine=is_mine)


@router.post("/follow-ups/{pk}/finish", response={200: Made, **PROBLEMS})
def finish(request: HttpRequest, pk: Number, given: VisitFinishIn) -> Made:
    change = change_by(request, Deed.READ_CHECKS, given.reason)
    found = follow_up_for(viewer_in(request), pk)
    finish_follow_up(follow_up=found, on=timezone.localdate(), note=given.note, change=change)
    return Made(id=found.pk)


@router.get("/rhythm", response={200: list[RhythmOut], **PROBLEMS})
def list_rhythm(request: HttpRequest) -> object:
    """Within how many days somebody calls; the closest line counts."""
    require(viewer_in(request), Deed.READ_CHECKS)
    return rhythm_rows(on=timezone.localdate())


@router.post("/rhythm", response={201: Made, **PROBLEMS})
def put_rhythm(request: HttpRequest, given: RhythmIn) -> Status[Made]:
    change = change_by(request, Deed.SET_SERVICE, given.reason)
    line = set_rhythm(**given.dict(exclude={"reason"}), change=change)
    return Status(201, Made(id=line.pk))


@router.get("/cap", response={200: list[CapOut], **PROBLEMS})
def list_caps(request: HttpRequest) -> object:
    require(viewer_in(request), Deed.READ_CHECKS)
    return cap_rows(on=timezone.localdate())


@router.post("/cap", response={201: Made, **PROBLEMS})
def put_cap(request: HttpRequest, given: CapIn) -> Status[Made]:
    change = change_by(request, Deed.SET_SERVICE, given.reason)
    cap = set_visit_cap(**given.dict(exclude={"reason"}), change=change)
    return Status(201, Made(id=cap.pk))


@router.get("/sheet", response={200: bytes, **PROBLEMS})
def sheet(request: HttpRequest, since: date | None = None) -> HttpResponse:
    """The log as .xlsx, to fill in and import as a ledger."""
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    content = export_contacts(viewer, since=since).content
    return HttpResponse(content, content_type=MEDIA["xlsx"])


@router.post("/{pk}/withdraw", response={200: Made, **PROBLEMS})
def withdraw(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    """Take back what was entered by mistake, with the reason; it stays in the log."""
    change = change_by(request, Deed.SERVE, said.reason)
    found = own_interaction_for(viewer_in(request), pk)
    withdraw_interaction(
        interaction=found, on=timezone.localdate(), because=said.reason, change=change
    )
    return Made(id=pk)


@router.post("/{pk}/assign", response={200: Made, **PROBLEMS})
def assign(request: HttpRequest, pk: Number, given: AssignIn) -> Made:
    """Say that a contact was with another enterprise, as after an unmerge."""
    change, viewer = change_by(request, Deed.KEEP_REGISTERS, given.reason), viewer_in(request)
    found = interaction_for(viewer, pk)
    to = enterprise_for(viewer, given.enterprise_id)
    assign_interaction(interaction=found, enterprise=to, change=change)
    return Made(id=pk)
