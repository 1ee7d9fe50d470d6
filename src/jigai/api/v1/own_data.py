"""A person's rights over data on them: the file of it, requests with a clock, the answers."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, owner_in, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.portal.actions.ask_about_data import ask_about_data
from jigai.apps.portal.actions.decide import withdraw
from jigai.apps.portal.queries.access import data_request_for, own_data_request
from jigai.apps.portal.queries.requests import DataRequestRow, data_request_rows
from jigai.apps.registry.queries.contacts import contact_for
from jigai.apps.registry.queries.own import own_enterprises
from jigai.domain.data_rights import RequestKind
from jigai.flows.answer_data_request import answer_data_request
from jigai.flows.own_data import own_data

router = Router()


class RequestIn(Reasoned):
    """``reason`` is what is asked for, in words."""

    kind: RequestKind
    contact_id: int | None = None


class OwnDataAnswerIn(Schema):
    """A refusal names its lawful ground."""

    is_granted: bool
    answer: Text
    ground: Text = ""


@router.get("/export", response={200: None, **PROBLEMS})
def export(request: HttpRequest, language: Literal["zh", "en"] = "zh") -> HttpResponse:
    """“What you hold about me” as one ZIP, for the caller alone."""
    content = own_data(owner_in(request), on=timezone.localdate(), language=language)
    return HttpResponse(content, content_type="application/zip")


@router.get("/requests", response={200: list[DataRequestRow], **PROBLEMS})
def list_requests(request: HttpRequest) -> object:
    """The caller's own; for the office everybody's, which it answers."""
    return data_request_rows(viewer_in(request))


@router.post("/requests", response={201: Made, **PROBLEMS})
def ask(request: HttpRequest, given: RequestIn) -> Status[Made]:
    """Due within 30 days."""
    change = change_by(request, None, given.reason)
    viewer = owner_in(request)
    if given.contact_id is not None:
        contact_for(viewer, given.contact_id)
    own = own_enterprises(viewer, on=timezone.localdate())
    made = ask_about_data(
        user_id=viewer.user_id,
        kind=given.kind,
        text=given.reason,
        enterprise_id=own[0].pk if own else None,
        contact_id=given.contact_id,
        change=change,
    )
    return Status(201, Made(id=made.pk))


@router.post("/requests/{pk}/withdraw", response={200: Made, **PROBLEMS})
def take_back(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, None, said.reason)
    return Made(id=withdraw(asked=own_data_request(viewer_in(request), pk), change=change).pk)


@router.post("/requests/{pk}/answer", response={200: Made, **PROBLEMS})
def answer(request: HttpRequest, pk: Number, given: OwnDataAnswerIn) -> Made:
    change = change_by(request, Deed.ANSWER, given.answer or "答复个人信息请求")
    found = data_request_for(viewer_in(request), pk)
    answer_data_request(
        request=found,
        is_granted=given.is_granted,
        answer=given.answer,
        ground=given.ground,
        change=change,
    )
    return Made(id=found.pk)
