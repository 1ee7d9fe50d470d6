"""The enterprise's own word: confirm, rate, reopen, withdraw; and what it says when called."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.support.actions.confirm_request import confirm_request
from jigai.apps.support.actions.rate_request import rate_request
from jigai.apps.support.actions.reopen_request import reopen_request
from jigai.apps.support.actions.withdraw_request import withdraw_request
from jigai.apps.support.queries.access import asked_by, request_for
from jigai.domain.change import Change
from jigai.domain.request_clocks.words import Grade
from jigai.web.forms.acting import Act, Do, acted
from jigai.web.lists.column import Words
from jigai.web.requests import PageRequest
from jigai.web.support.forms import PlainForm, RateForm, ReopenForm

OWN_WORD = _("企业确认和评价")
CALLED = _("电话回访")
AT_FIELD = {"support.unsatisfied_without_reason": "cause", "support.nothing_said": "text"}


def confirm(request: PageRequest, pk: int) -> HttpResponse:
    found = asked_by(request.viewer, pk)

    def do(_values: dict[str, Any], change: Change) -> None:
        confirm_request(request=found, change=change)

    form = PlainForm(request.POST if request.method == "POST" else None)
    title, said = _("确认已经解决"), _("已办结。欢迎评价。")
    return _word(request, found, form, do, title=title, said=said)


def rate(request: PageRequest, pk: int) -> HttpResponse:
    found = asked_by(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        grade = Grade(values["grade"])
        rate_request(request=found, grade=grade, reason=values["cause"], change=change)

    form = RateForm(request.POST or None)
    return _word(request, found, form, do, title=_("评价答复"), said=_("评价已登记。"))


def reopen(request: PageRequest, pk: int) -> HttpResponse:
    found = asked_by(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        reopen_request(request=found, text=values["text"], change=change)

    form = ReopenForm(request.POST or None)
    title, said = _("没有解决，请重办"), _("已重新办理，时钟从头计。")
    return _word(request, found, form, do, title=title, said=said)


def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    found = asked_by(request.viewer, pk)

    def do(_values: dict[str, Any], change: Change) -> None:
        withdraw_request(request=found, change=change)

    form = PlainForm(request.POST if request.method == "POST" else None)
    title, said = _("撤回诉求"), _("诉求已撤回。")
    return _word(request, found, form, do, title=title, said=said)


def call_back(request: PageRequest, pk: int) -> HttpResponse:
    """What the enterprise says on the telephone, written down by who did not answer it."""
    require(request.viewer, Deed.STEER_REQUESTS)
    found = request_for(request.viewer, pk)

    def do(values: dict[str, Any], change: Change) -> None:
        rate_request(
            request=found,
            grade=Grade(values["grade"]),
            reason=values["cause"],
            is_call_back=True,
            agency_ids=request.viewer.agency_ids,
            change=change,
        )

    form = RateForm(request.POST or None)
    title, said = _("登记回访"), _("回访已登记。")
    return _word(request, found, form, do, title=title, said=said, reason=CALLED)


def _word(
    request: PageRequest,
    found: Any,
    form: Form,
    do: Do,
    *,
    title: Words,
    said: Words,
    reason: Words = OWN_WORD,
) -> HttpResponse:
    act = Act(
        title=title,
        about=f"{found.code} · {found.enterprise.name}",
        back=reverse("support:show", args=[found.pk]),
        said=said,
        submit=title,
        reason=str(reason),
        at_field=AT_FIELD,
        is_final=True,
    )
    return acted(request, form, act, do)
