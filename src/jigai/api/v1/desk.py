"""The special team's desk: firms with what waits, one firm, who is responsible, hand-over."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS, Said
from jigai.api.schemas import Number, Reasoned
from jigai.api.v1.visits import ContactOut
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.cultivation.queries.coaches import accompanied_by, coach_periods
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.sentence import Language
from jigai.flows.desk import DeskCounts, desk_counts
from jigai.flows.desk_card import desk_card
from jigai.flows.desk_firms import firm_rows
from jigai.flows.document_details import MEDIA
from jigai.flows.hand_over import HandOverPlan, hand_over, plan_hand_over
from jigai.flows.print_contacts import print_contacts

router = Router()
Id = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]


class DeskFirmOut(Schema):
    """``work_count`` counts all open work; ``next_…`` is what is due first."""

    enterprise_id: int
    enterprise: str
    credit_code: str
    coach: str
    rung: str
    colour: str
    work_count: int
    next_what: Said
    next_turn: Said
    next_due_on: date | None
    last_contact_on: date | None
    days_silent: int | None
    most_days: int | None
    is_silent: bool
    expires_on: date | None
    missing_count: int | None


class DeskCountsOut(Schema):
    firms: int
    mine: int
    silent: int
    late: int
    ending: int
    work: dict[str, int]
    firms_with: dict[str, int]


class WaitingOut(Schema):
    """``turn`` blank: the programme office."""

    kind: Said
    title: Said
    due_on: date | None
    turn: str
    turn_en: str


class PeriodOut(Schema):
    enterprise_id: int
    enterprise: str
    user_id: int
    officer: str
    valid_from: date
    valid_to: date | None


class CapStandingOut(Schema):
    year: int
    count: int
    most: int | None


class CardOut(Schema):
    enterprise_id: int
    enterprise: str
    credit_code: str
    on: date
    rung: str
    colour: str
    coach: str
    expires_on: date | None
    last_contact_on: date | None
    last_contact_by: str
    days_silent: int | None
    most_days: int | None
    is_silent: bool
    cap: CapStandingOut
    waiting: list[WaitingOut]
    missing: list[Said]
    missing_for: str
    contacts: list[ContactOut]
    officers: list[PeriodOut]


class HandOverIn(Reasoned):
    """``from_person_id`` chooses everything that person accompanies; or name the enterprises."""

    person_id: Id
    since: date
    from_person_id: Id | None = None
    enterprise_ids: list[Id] = []


class DeskLineOut(Schema):
    """``open_counts`` in the order of ``shares``."""

    enterprise_id: int
    enterprise: str
    former: str
    open_counts: list[int]


class PlanOut(Schema):
    """``unseen`` names enterprises that the new officer cannot see: they stop the hand-over."""

    since: date
    to_user_id: int
    officer: str
    shares: list[Said]
    totals: list[int]
    lines: list[DeskLineOut]
    staying_count: int
    unseen: list[str]


@router.get("", response={200: list[DeskFirmOut], **PROBLEMS})
def list_firms(
    request: HttpRequest,
    on: date | None = None,
    mine: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    silent: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    late: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> object:
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    return firm_rows(viewer, on=on or timezone.localdate(), mine=mine, silent=silent, late=late)


@router.get("/counts", response={200: DeskCountsOut, **PROBLEMS})
def counts(request: HttpRequest, on: date | None = None) -> DeskCounts:
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    return desk_counts(viewer, on=on or timezone.localdate())


@router.get("/enterprises/{pk}", response={200: CardOut, **PROBLEMS})
def show(request: HttpRequest, pk: Number) -> object:
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    return desk_card(viewer, enterprise_for(viewer, pk), on=timezone.localdate())


@router.get("/enterprises/{pk}/paper", response={200: bytes, **PROBLEMS})
def paper(request: HttpRequest, pk: Number, language: Language = "zh") -> HttpResponse:
    """The contact history on one page, as PDF."""
    viewer = viewer_in(request)
    require(viewer, Deed.READ_CHECKS)
    card = desk_card(viewer, enterprise_for(viewer, pk), on=timezone.localdate())
    return HttpResponse(print_contacts(card, language=language), content_type=MEDIA["pdf"])


@router.get("/responsible", response={200: list[PeriodOut], **PROBLEMS})
def responsible(request: HttpRequest, on: date | None = None) -> object:
    """Who accompanied which enterprise on a day."""
    return coach_periods(viewer_in(request), on=on or timezone.localdate())


@router.post("/hand-over/preview", response={200: PlanOut, **PROBLEMS})
def preview(request: HttpRequest, given: HandOverIn) -> HandOverPlan:
    """What would move; nothing is saved."""
    viewer = viewer_in(request)
    require(viewer, Deed.KEEP_REGISTERS)
    return plan_hand_over(
        viewer, enterprise_ids=_chosen(given), to_user_id=given.person_id, since=given.since
    )


@router.post("/hand-over", response={201: PlanOut, **PROBLEMS})
def move(request: HttpRequest, given: HandOverIn) -> Status[HandOverPlan]:
    """Move officers and open work in one change set; undo it as one."""
    change = change_by(request, Deed.KEEP_REGISTERS, given.reason)
    plan = hand_over(
        viewer_in(request),
        enterprise_ids=_chosen(given),
        to_user_id=given.person_id,
        since=given.since,
        change=change,
    )
    return Status(201, plan)


def _chosen(given: HandOverIn) -> list[int]:
    own = accompanied_by(given.from_person_id) if given.from_person_id else []
    return [*own, *given.enterprise_ids]
