"""Requests of enterprises: raise, work on, answer, confirm, rate; clocks and limits."""

from __future__ import annotations

from datetime import date, time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.api.v1.request_shapes import DepartmentOut, HoursOut, RequestOut, RowOut, StandardOut
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import agency_by
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.support.actions.close_silent_requests import close_silent_requests
from jigai.apps.support.actions.escalate_requests import escalate_requests
from jigai.apps.support.actions.raise_request import RequestWords, raise_request
from jigai.apps.support.actions.reckon_deadlines import reckon_deadlines
from jigai.apps.support.actions.set_office_hours import set_office_hours
from jigai.apps.support.actions.set_standard import set_standard
from jigai.apps.support.queries.access import request_for
from jigai.apps.support.queries.cards import request_card
from jigai.apps.support.queries.departments import department_rows
from jigai.apps.support.queries.requests import request_rows
from jigai.apps.support.queries.standards import hours_row, standard_rows
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Category, Origin, Urgency
from jigai.flows.export_requests import export_requests
from jigai.flows.print_request import print_request

router = Router()
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RaiseIn(Reasoned):
    """``receiver_id`` left out: the programme office takes it in."""

    enterprise_id: int
    title: Text
    text: Text
    category: Category
    origin: Origin = Origin.PLATFORM
    urgency: Urgency = Urgency.NORMAL
    project_id: int | None = None
    receiver_id: int | None = None
    asker_name: Text = ""
    asker_telephone: Text = ""
    is_confidential: bool = False


class TendedOut(Schema):
    moved: int
    closed: int
    escalated: int


class StandardIn(Reasoned):
    valid_from: date
    amount: int
    decision: Text


class HoursIn(Reasoned):
    valid_from: date
    opens: time
    break_from: time
    break_to: time
    closes: time
    decision: Text


@router.get("", response={200: list[RowOut], **PROBLEMS})
def list_requests(
    request: HttpRequest,
    state: str = "",
    is_open: bool = False,  # noqa: FBT001, FBT002 - query parameters
    is_mine: bool = False,  # noqa: FBT001, FBT002
    is_overdue: bool = False,  # noqa: FBT001, FBT002
) -> object:
    """Requests that the caller sees, the newest first."""
    return request_rows(
        viewer_in(request),
        state=state,
        is_open=is_open,
        is_mine=is_mine,
        is_overdue=is_overdue,
        at=timezone.localtime(),
    )


@router.post("", response={201: Made, **PROBLEMS})
def raise_one(request: HttpRequest, given: RaiseIn) -> Status[Made]:
    change = change_by(request, Deed.RAISE_REQUEST, given.reason)
    viewer = viewer_in(request)
    made = raise_request(
        enterprise=enterprise_for(viewer, given.enterprise_id),
        words=RequestWords(
            title=given.title,
            text=given.text,
            category=given.category,
            origin=given.origin,
            urgency=given.urgency,
            asker_name=given.asker_name,
            asker_telephone=given.asker_telephone,
            is_confidential=given.is_confidential,
        ),
        project=project_for(viewer, given.project_id) if given.project_id else None,
        receiver=agency_by(given.receiver_id) if given.receiver_id else None,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.get("/departments", response={200: list[DepartmentOut], **PROBLEMS})
def show_departments(
    request: HttpRequest, first: date | None = None, last: date | None = None
) -> object:
    """Each answer of the enterprises by itself, replies and median wait, by department."""
    today = timezone.localdate()
    rows = department_rows(
        viewer_in(request),
        first=first or today.replace(month=1, day=1),
        last=last or today,
        at=timezone.localtime(),
    )
    return [DepartmentOut.of(row) for row in rows]


@router.get("/limits", response={200: list[StandardOut], **PROBLEMS})
def show_limits(request: HttpRequest, on: date | None = None) -> object:
    """The limits in force on a day, each with its source."""
    viewer_in(request)
    return standard_rows(on=on or timezone.localdate())


@router.put("/limits/{kind}", response={200: Made, **PROBLEMS})
def put_limit(request: HttpRequest, kind: StandardKind, given: StandardIn) -> Made:
    change = change_by(request, Deed.SET_STANDARDS, given.reason)
    made = set_standard(
        kind=kind,
        valid_from=given.valid_from,
        amount=given.amount,
        decision=given.decision,
        change=change,
    )
    return Made(id=made.pk)


@router.get("/hours", response={200: HoursOut, **PROBLEMS})
def show_hours(request: HttpRequest, on: date | None = None) -> object:
    viewer_in(request)
    return hours_row(on=on or timezone.localdate())


@router.put("/hours", response={200: Made, **PROBLEMS})
def put_hours(request: HttpRequest, given: HoursIn) -> Made:
    change = change_by(request, Deed.SET_STANDARDS, given.reason)
    made = set_office_hours(
        valid_from=given.valid_from,
        opens=given.opens,
        break_from=given.break_from,
        break_to=given.break_to,
        closes=given.closes,
        decision=given.decision,
        change=change,
    )
    return Made(id=made.pk)


@router.get("/ledger", response={200: bytes, **PROBLEMS})
def download_ledger(request: HttpRequest) -> HttpResponse:
    """Every request that the caller sees as a workbook; POST /ledgers reads it again."""
    viewer = viewer_in(request)
    require(viewer, Deed.STEER_REQUESTS)
    answer = HttpResponse(export_requests(viewer, on=timezone.localdate()), content_type=WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="requests.xlsx"'
    return answer


@router.post("/tend", response={200: TendedOut, **PROBLEMS})
def tend(request: HttpRequest, given: Reasoned) -> TendedOut:
    """Close what is silent, escalate what is overdue; the server does it daily."""
    change, at = change_by(request, Deed.SET_STANDARDS, given.reason), timezone.localtime()
    return TendedOut(
        moved=reckon_deadlines(change=change),
        closed=len(close_silent_requests(at=at, change=change)),
        escalated=len(escalate_requests(at=at, change=change)),
    )


@router.get("/{pk}", response={200: RequestOut, **PROBLEMS})
def show_request(request: HttpRequest, pk: Number) -> object:
    """One request with its clocks and its record, as the caller may see it."""
    viewer = viewer_in(request)
    return request_card(viewer, request_for(viewer, pk), at=timezone.localtime())


@router.get("/{pk}/paper", response={200: bytes, **PROBLEMS})
def show_sheet(request: HttpRequest, pk: Number, language: str = "zh") -> HttpResponse:
    """The handling sheet as PDF; ``language`` is zh or en."""
    viewer, at = viewer_in(request), timezone.localtime()
    card = request_card(viewer, request_for(viewer, pk), at=at)
    content = print_request(card, on=at.date(), language="en" if language == "en" else "zh")
    return HttpResponse(content, content_type="application/pdf")
