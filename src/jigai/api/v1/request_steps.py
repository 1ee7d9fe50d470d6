"""The steps of one request: of the departments, and of the enterprise itself."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.people import agency_by
from jigai.apps.support.actions.accept_request import accept_request
from jigai.apps.support.actions.add_blocking import add_blocking
from jigai.apps.support.actions.answer_request import answer_request
from jigai.apps.support.actions.assign_request import assign_request
from jigai.apps.support.actions.confirm_request import confirm_request
from jigai.apps.support.actions.extend_request import extend_request
from jigai.apps.support.actions.finish_part import finish_part
from jigai.apps.support.actions.note_progress import note_progress
from jigai.apps.support.actions.rate_request import rate_request
from jigai.apps.support.actions.reopen_request import reopen_request
from jigai.apps.support.actions.resume_request import resume_request
from jigai.apps.support.actions.suspend_request import suspend_request
from jigai.apps.support.actions.withdraw_request import withdraw_request
from jigai.apps.support.queries.access import asked_by, part_for, request_for, work_for
from jigai.domain.request_clocks.life import Hold
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import AnswerWay, Grade, Outcome

router = Router()
Days = Annotated[int, Field(ge=1, le=60)]


class AcceptIn(Reasoned):
    """``request_class``: policy_question, single_department, several_departments or hard."""

    request_class: StandardKind


class ChargeIn(Reasoned):
    """``agency_id`` left out: the programme office itself."""

    agency_id: int | None = None
    officer_id: int | None = None
    task: Text = ""


class AskPartIn(Reasoned):
    """``days`` left out: the standard of blocking departments."""

    agency_id: int
    task: Text
    days: Days | None = None


class ReplyIn(Reasoned):
    reply: Text


class SuspendIn(Reasoned):
    hold: Hold
    text: Text


class WordsIn(Reasoned):
    text: Text = ""


class ExtendIn(Reasoned):
    days: Days
    text: Text


class NoteIn(Reasoned):
    text: Text
    is_internal: bool = False


class RequestStepAnswerIn(Reasoned):
    result: Outcome
    text: Text
    way: AnswerWay = AnswerWay.PLATFORM


class RatingIn(Reasoned):
    """``grade``: satisfied, basically or unsatisfied, the last with its cause."""

    grade: Grade
    cause: Text = ""


@router.post("/{pk}/accept", response={200: Made, **PROBLEMS})
def accept(request: HttpRequest, pk: Number, given: AcceptIn) -> Made:
    """The enterprise was spoken with: the response clock stops."""
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    found = work_for(viewer_in(request), pk)
    accept_request(request=found, request_class=given.request_class, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/assign", response={200: Made, **PROBLEMS})
def assign(request: HttpRequest, pk: Number, given: ChargeIn) -> Made:
    change = change_by(request, Deed.STEER_REQUESTS, given.reason)
    found = work_for(viewer_in(request), pk)
    assign_request(
        request=found,
        lead=agency_by(given.agency_id) if given.agency_id else None,
        officer_id=given.officer_id,
        task=given.task,
        change=change,
    )
    return Made(id=found.pk)


@router.post("/{pk}/parts", response={200: Made, **PROBLEMS})
def block(request: HttpRequest, pk: Number, given: AskPartIn) -> Made:
    """Ask another department: its clock runs, that of the one in charge stands."""
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    part = add_blocking(
        request=work_for(viewer_in(request), pk),
        agency=agency_by(given.agency_id),
        task=given.task,
        days=given.days,
        change=change,
    )
    return Made(id=part.pk)


@router.post("/parts/{pk}/done", response={200: Made, **PROBLEMS})
def part_done(request: HttpRequest, pk: Number, given: ReplyIn) -> Made:
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    part = finish_part(part=part_for(viewer_in(request), pk), reply=given.reply, change=change)
    return Made(id=part.pk)


@router.post("/{pk}/suspend", response={200: Made, **PROBLEMS})
def suspend(request: HttpRequest, pk: Number, given: SuspendIn) -> Made:
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    found = work_for(viewer_in(request), pk)
    suspend_request(request=found, hold=given.hold, text=given.text, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/resume", response={200: Made, **PROBLEMS})
def resume(request: HttpRequest, pk: Number, given: WordsIn) -> Made:
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    found = work_for(viewer_in(request), pk)
    resume_request(request=found, text=given.text, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/extend", response={200: Made, **PROBLEMS})
def extend(request: HttpRequest, pk: Number, given: ExtendIn) -> Made:
    change = change_by(request, Deed.STEER_REQUESTS, given.reason)
    found = work_for(viewer_in(request), pk)
    extend_request(request=found, days=given.days, text=given.text, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/notes", response={200: Made, **PROBLEMS})
def note(request: HttpRequest, pk: Number, given: NoteIn) -> Made:
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    found = work_for(viewer_in(request), pk)
    note_progress(
        request=found,
        text=given.text,
        is_internal=given.is_internal,
        agency=found.lead,
        change=change,
    )
    return Made(id=found.pk)


@router.post("/{pk}/answer", response={200: Made, **PROBLEMS})
def answer(request: HttpRequest, pk: Number, given: RequestStepAnswerIn) -> Made:
    """Answer the enterprise; the request then awaits its word."""
    change = change_by(request, Deed.WORK_REQUEST, given.reason)
    found = work_for(viewer_in(request), pk)
    answer_request(
        request=found, result=given.result, text=given.text, way=given.way, change=change
    )
    return Made(id=found.pk)


@router.post("/{pk}/confirm", response={200: Made, **PROBLEMS})
def confirm(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    """The enterprise closes it; nobody else can."""
    found = asked_by(viewer_in(request), pk)
    change = change_by(request, Deed.ANSWER_AS_ASKER, given.reason)
    confirm_request(request=found, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/reopen", response={200: Made, **PROBLEMS})
def reopen(request: HttpRequest, pk: Number, given: WordsIn) -> Made:
    found = asked_by(viewer_in(request), pk)
    change = change_by(request, Deed.ANSWER_AS_ASKER, given.reason)
    reopen_request(request=found, text=given.text, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/withdraw", response={200: Made, **PROBLEMS})
def withdraw(request: HttpRequest, pk: Number, given: Reasoned) -> Made:
    found = asked_by(viewer_in(request), pk)
    change = change_by(request, Deed.ANSWER_AS_ASKER, given.reason)
    withdraw_request(request=found, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/ratings", response={200: Made, **PROBLEMS})
def rate(request: HttpRequest, pk: Number, given: RatingIn) -> Made:
    """The enterprise's own rating; an unsatisfied one is redone at the level above."""
    found = asked_by(viewer_in(request), pk)
    change = change_by(request, Deed.ANSWER_AS_ASKER, given.reason)
    rate_request(request=found, grade=given.grade, reason=given.cause, change=change)
    return Made(id=found.pk)


@router.post("/{pk}/call-back", response={200: Made, **PROBLEMS})
def call_back(request: HttpRequest, pk: Number, given: RatingIn) -> Made:
    """What the enterprise said when called, by somebody who did not answer it."""
    change = change_by(request, Deed.STEER_REQUESTS, given.reason)
    viewer = viewer_in(request)
    found = request_for(viewer, pk)
    rate_request(
        request=found,
        grade=given.grade,
        reason=given.cause,
        is_call_back=True,
        agency_ids=viewer.agency_ids,
        change=change,
    )
    return Made(id=found.pk)
