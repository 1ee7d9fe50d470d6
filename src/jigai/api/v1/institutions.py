"""Institutions, joint bodies, agreements and their terms, training figures, members."""

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
from jigai.api.schemas import Fen, Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.actions.register_institution import (
    BodyEntry,
    InstitutionEntry,
    admit_member,
    correct_body,
    correct_institution,
    end_membership,
    open_body,
    register_institution,
)
from jigai.apps.cooperation.actions.sign_agreement import (
    AgreementEntry,
    TermEntry,
    TrainingEntry,
    add_term,
    correct_agreement,
    end_agreement,
    meet_term,
    record_training,
    sign_agreement,
)
from jigai.apps.cooperation.queries.access import (
    acts_for,
    agreement_for,
    body_of,
    institution_for,
    joint_body_for,
    member_for,
    term_for,
)
from jigai.apps.cooperation.queries.institutions import (
    agreement_rows,
    body_rows,
    institution_list_rows,
    reads_county,
    training_rows,
)
from jigai.apps.registry.queries.access import enterprise_for

router = Router()
Heads = Annotated[int, Field(ge=0, le=1_000_000)]


class InstitutionOut(Schema):
    id: int
    name: str
    name_en: str
    kind: str
    place: str
    contact_office: str
    summary: str
    is_active: bool


class JointBodyOut(Schema):
    id: int
    name: str
    kind: str
    direction: str
    opened_on: date | None
    closed_on: date | None
    summary: str


class AgreementTermOut(Schema):
    """``state``: met, overdue, due or open."""

    id: int
    kind: str
    party: str
    text: str
    due_on: date | None
    met_on: date | None
    proof: str
    state: str


class AgreementOut(Schema):
    """``state``: running, expired or ended."""

    id: int
    institution_id: int
    institution: str
    joint_body: str
    title: str
    other_side: str
    document: str
    signed_on: date
    valid_to: date | None
    amount_fen: int | None
    state: str
    end_reason: str
    remark: str
    terms: list[AgreementTermOut]


class TrainingOut(Schema):
    """Heads; ``is_demo`` marks invented figures."""

    id: int
    joint_body: str
    year: int
    trained_count: int | None
    intern_count: int | None
    graduate_count: int | None
    placed_count: int | None
    source: str
    is_demo: bool


class InstitutionFullOut(InstitutionOut):
    """``training`` is for the county's staff and the institution itself."""

    bodies: list[JointBodyOut]
    agreements: list[AgreementOut]
    training: list[TrainingOut]


class InstitutionIn(Reasoned):
    name: Text
    kind: Literal["university", "college", "institute", "vocational"]
    name_en: Text = ""
    short_name: Text = ""
    place: Text = ""
    contact_office: Text = ""
    summary: Text = ""
    is_active: bool = True


class JointBodyIn(Reasoned):
    name: Text
    kind: Literal["laboratory", "industry_college", "joint_institute", "practice_base", "programme"]
    opened_on: date | None = None
    closed_on: date | None = None
    direction_id: int | None = None
    summary: Text = ""


class AgreementIn(Reasoned):
    """The other side: an enterprise by its number, or a body of the county by name."""

    title: Text
    signed_on: date
    enterprise: int | None = None
    county_party: Text = ""
    joint_body: int | None = None
    document: Text = ""
    valid_to: date | None = None
    amount_fen: Fen | None = None
    remark: Text = ""


class AgreementEndIn(Reasoned):
    on: date


class AgreementTermIn(Reasoned):
    kind: Literal["duty", "deliverable"]
    party: Literal["institution", "county", "enterprise"]
    text: Text
    due_on: date | None = None


class TermMetIn(Reasoned):
    met_on: date
    proof: Text


class TrainingIn(Reasoned):
    year: int
    source: Text
    joint_body: int | None = None
    trained_count: Heads | None = None
    intern_count: Heads | None = None
    graduate_count: Heads | None = None
    placed_count: Heads | None = None


class MemberIn(Reasoned):
    username: Text
    valid_from: date


@router.get("", response={200: list[InstitutionOut], **PROBLEMS})
def list_institutions(request: HttpRequest) -> Any:
    return institution_list_rows(viewer_in(request))


@router.post("", response={201: Made, **PROBLEMS})
def enter_institution(request: HttpRequest, given: InstitutionIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    entry = InstitutionEntry(**given.dict(exclude={"reason"}))
    return Status(201, Made(id=register_institution(entry=entry, change=change).pk))


@router.get("/agreements", response={200: list[AgreementOut], **PROBLEMS})
def list_agreements(request: HttpRequest) -> Any:
    """Every agreement that the caller sees, with its terms and what is due."""
    return agreement_rows(viewer_in(request), on=timezone.localdate())


@router.get("/{pk}", response={200: InstitutionFullOut, **PROBLEMS})
def show_institution(request: HttpRequest, pk: Number) -> Any:
    viewer = viewer_in(request)
    found = institution_for(viewer, pk)
    is_inside = reads_county(viewer) or acts_for(viewer, found)
    told = {name: getattr(found, name) for name in InstitutionOut.model_fields}
    return {
        **told,
        "bodies": body_rows(pk),
        "agreements": agreement_rows(viewer, on=timezone.localdate(), institution_id=pk),
        "training": training_rows(pk) if is_inside else [],
    }


@router.put("/{pk}", response={200: Made, **PROBLEMS})
def change_institution(request: HttpRequest, pk: Number, given: InstitutionIn) -> Made:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = institution_for(viewer_in(request), pk)
    entry = InstitutionEntry(**given.dict(exclude={"reason"}))
    return Made(id=correct_institution(institution=found, entry=entry, change=change).pk)


@router.post("/{pk}/bodies", response={201: Made, **PROBLEMS})
def enter_joint_body(request: HttpRequest, pk: Number, given: JointBodyIn) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = institution_for(viewer_in(request), pk)
    entry = BodyEntry(**given.dict(exclude={"reason"}))
    return Status(201, Made(id=open_body(institution=found, entry=entry, change=change).pk))


@router.put("/bodies/{pk}", response={200: Made, **PROBLEMS})
def change_joint_body(request: HttpRequest, pk: Number, given: JointBodyIn) -> Made:
    """What the register says of a joint body, and the day on which it closed."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = joint_body_for(viewer_in(request), pk)
    entry = BodyEntry(**given.dict(exclude={"reason"}))
    return Made(id=correct_body(body=found, entry=entry, change=change).pk)


@router.put("/{pk}/training", response={200: Made, **PROBLEMS})
def put_training(request: HttpRequest, pk: Number, given: TrainingIn) -> Made:
    """Heads of a year, in the place of those kept before."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = institution_for(viewer_in(request), pk)
    entry = TrainingEntry(**given.dict(exclude={"reason", "joint_body"}))
    body = body_of(found, given.joint_body)
    row = record_training(institution=found, joint_body=body, entry=entry, change=change)
    return Made(id=row.pk)


@router.post("/{pk}/agreements", response={201: Made, **PROBLEMS})
def enter_agreement(request: HttpRequest, pk: Number, given: AgreementIn) -> Status[Made]:
    change, viewer = change_by(request, Deed.KEEP_REGISTERS, given.reason), viewer_in(request)
    found = institution_for(viewer, pk)
    entry = _agreement(viewer, found, given)
    return Status(201, Made(id=sign_agreement(institution=found, entry=entry, change=change).pk))


@router.post("/{pk}/members", response={201: Made, **PROBLEMS})
def let_act(request: HttpRequest, pk: Number, given: MemberIn) -> Status[Made]:
    """Let a person act for an institution."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    found = institution_for(viewer_in(request), pk)
    row = admit_member(
        institution=found,
        user_id=person_named(given.username).pk,
        valid_from=given.valid_from,
        change=change,
    )
    return Status(201, Made(id=row.pk))


@router.post("/members/{pk}/end", response={200: Made, **PROBLEMS})
def stop_acting(request: HttpRequest, pk: Number, given: AgreementEndIn) -> Made:
    """From this day on the person sees nothing of the institution."""
    change = change_by(request, Deed.ADMINISTER, given.reason)
    return Made(id=end_membership(member=member_for(pk), on=given.on, change=change).pk)


@router.put("/agreements/{pk}", response={200: Made, **PROBLEMS})
def change_agreement(request: HttpRequest, pk: Number, given: AgreementIn) -> Made:
    change, viewer = change_by(request, Deed.KEEP_REGISTERS, given.reason), viewer_in(request)
    found = agreement_for(viewer, pk)
    entry = _agreement(viewer, found.institution, given)
    return Made(id=correct_agreement(agreement=found, entry=entry, change=change).pk)


@router.post("/agreements/{pk}/end", response={200: Made, **PROBLEMS})
def stop_agreement(request: HttpRequest, pk: Number, given: AgreementEndIn) -> Made:
    """End it before its last day; the reason says why."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = agreement_for(viewer_in(request), pk)
    return Made(id=end_agreement(agreement=found, ended_on=given.on, change=change).pk)


@router.post("/agreements/{pk}/terms", response={201: Made, **PROBLEMS})
def enter_term(request: HttpRequest, pk: Number, given: AgreementTermIn) -> Status[Made]:
    """A duty or a deliverable with its due day."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    found = agreement_for(viewer_in(request), pk)
    entry = TermEntry(**given.dict(exclude={"reason"}))
    return Status(201, Made(id=add_term(agreement=found, entry=entry, change=change).pk))


@router.post("/terms/{pk}/met", response={200: Made, **PROBLEMS})
def say_met(request: HttpRequest, pk: Number, given: TermMetIn) -> Made:
    """By what and when a term was met: the programme office, or the institution itself."""
    change, viewer = change_by(request, None, given.reason), viewer_in(request)
    found = term_for(viewer, pk)
    if not acts_for(viewer, found.agreement.institution):
        require(viewer, Deed.KEEP_REGISTERS)
    row = meet_term(term=found, met_on=given.met_on, proof=given.proof, change=change)
    return Made(id=row.pk)


def _agreement(viewer: Viewer, institution: Any, given: AgreementIn) -> AgreementEntry:
    values = given.dict(exclude={"reason", "enterprise", "joint_body"})
    firm = given.enterprise
    return AgreementEntry(
        enterprise=enterprise_for(viewer, firm) if firm is not None else None,
        joint_body=body_of(institution, given.joint_body),
        **values,
    )
