"""The steps of the departments: accept, assign, ask another, suspend, prolong, note, answer."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import agency_by
from jigai.apps.support.actions.accept_request import accept_request
from jigai.apps.support.actions.add_blocking import add_blocking
from jigai.apps.support.actions.answer_request import answer_request
from jigai.apps.support.actions.assign_request import assign_request
from jigai.apps.support.actions.extend_request import extend_request
from jigai.apps.support.actions.finish_part import finish_part
from jigai.apps.support.actions.note_progress import note_progress
from jigai.apps.support.actions.resume_request import resume_request
from jigai.apps.support.actions.suspend_request import suspend_request
from jigai.apps.support.queries.access import part_for, reads_text, work_for
from jigai.domain.change import Change
from jigai.domain.request_clocks.life import Hold
from jigai.domain.request_clocks.office_time import local
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import AnswerWay, Outcome
from jigai.web.forms.acting import Act, Do, acted
from jigai.web.lists.column import Words
from jigai.web.requests import PageRequest
from jigai.web.support.forms import (
    OFFICE,
    AcceptForm,
    AnswerForm,
    AssignForm,
    BlockForm,
    ExtendForm,
    NoteForm,
    PartForm,
    ResumeForm,
    SuspendForm,
)

ROUTINE = _("办理企业诉求")


def accept(request: PageRequest, pk: int) -> HttpResponse:
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        kind = StandardKind(values["request_class"])
        accept_request(request=found, request_class=kind, change=change)

    form = AcceptForm(request.POST or None, on=local(found.cycle_began_at).date())
    return _step(request, found, form, do, title=_("受理诉求"), said=_("已受理，响应时钟停止。"))


def assign(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.STEER_REQUESTS)
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        chosen = values["agency"]
        lead = None if chosen == int(OFFICE) else agency_by(chosen)
        assign_request(request=found, lead=lead, task=values["task"], change=change)

    form = AssignForm(request.POST or None)
    return _step(request, found, form, do, title=_("交办"), said=_("已交办，承办单位的时钟开始。"))


def block(request: PageRequest, pk: int) -> HttpResponse:
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        add_blocking(
            request=found,
            agency=agency_by(values["agency"]),
            task=values["task"],
            days=values["days"],
            change=change,
        )

    form = BlockForm(request.POST or None)
    said = _("协办单位的时钟开始，承办单位的时钟暂停。")
    return _step(request, found, form, do, title=_("请协办单位办理"), said=said)


def part(request: PageRequest, pk: int) -> HttpResponse:
    """A department says that its part is done."""
    own = part_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        finish_part(part=own, reply=values["reply"], change=change)

    form = PartForm(request.POST or None)
    return _step(request, own.request, form, do, title=_("协办完成"), said=_("协办已完成。"))


def suspend(request: PageRequest, pk: int) -> HttpResponse:
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        hold = Hold(values["hold"])
        suspend_request(request=found, hold=hold, text=values["text"], change=change)

    form = SuspendForm(request.POST or None)
    return _step(request, found, form, do, title=_("挂起"), said=_("已挂起，企业能看到原因。"))


def resume(request: PageRequest, pk: int) -> HttpResponse:
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        resume_request(request=found, text=values["text"], change=change)

    form = ResumeForm(request.POST or None)
    return _step(request, found, form, do, title=_("恢复办理"), said=_("已恢复办理。"))


def extend(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.STEER_REQUESTS)
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        extend_request(request=found, days=values["days"], text=values["text"], change=change)

    form = ExtendForm(request.POST or None)
    return _step(request, found, form, do, title=_("批准延期"), said=_("已延期，企业能看到理由。"))


def note(request: PageRequest, pk: int) -> HttpResponse:
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        note_progress(
            request=found,
            text=values["text"],
            is_internal=values["is_internal"],
            agency=found.lead,
            change=change,
        )

    form = NoteForm(request.POST or None)
    return _step(request, found, form, do, title=_("登记进展"), said=_("进展已登记。"))


def answer(request: PageRequest, pk: int) -> HttpResponse:
    found = work_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        answer_request(
            request=found,
            result=Outcome(values["result"]),
            way=AnswerWay(values["way"]),
            text=values["text"],
            change=change,
        )

    form = AnswerForm(request.POST or None)
    said = _("已答复，等企业确认；静默期满自动办结。")
    return _step(request, found, form, do, title=_("答复企业"), said=said)


def _step(
    request: PageRequest, found: Any, form: Form, do: Do, *, title: Words, said: Words
) -> HttpResponse:
    words = found.title if reads_text(request.viewer, found) else gettext("（商业秘密）")
    act = Act(
        title=title,
        about=f"{found.code} · {found.enterprise.name} · {words}",
        back=reverse("support:show", args=[found.pk]),
        said=said,
        submit=title,
        reason=str(ROUTINE),
        is_final=True,
    )
    return acted(request, form, act, do)
