"""The office's channels: hour and quiet days, mail, group robots, what went and what did not."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reminders.actions.add_robot import add_robot, end_robot
from jigai.apps.reminders.actions.set_sending import (
    add_quiet_span,
    end_quiet_span,
    set_sending,
)
from jigai.apps.reminders.actions.settle_dead_letter import drop_message, retry_message
from jigai.apps.reminders.queries.messages import MessageRow, dead_letters, message_by, message_rows
from jigai.apps.reminders.queries.robots import robot_by, robot_rows
from jigai.apps.reminders.queries.switches import (
    mail_readers,
    quiet_rows,
    quiet_span_by,
    sending,
)
from jigai.domain.refusal import Refusal
from jigai.flows.send_messages import send_trial
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.language import page_language
from jigai.web.people.words import ROLES
from jigai.web.reminders.channel_forms import QuietForm, RobotForm, SendingForm
from jigai.web.reminders.words import CHANNELS, STATES, TAGS, problem_words
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

AT_FIELD = {"robot.address_wrong": "url", "robot.signature_missing": "secret"}


@require_safe
@never_cache
def channels(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    return _page(request)


@require_POST
def robot_add(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    form = RobotForm(request.POST)
    if form.is_valid():
        change = change_by(request, "添加群机器人")
        try:
            add_robot(**form.cleaned_data, change=change)
        except Refusal as refused:
            add_refusal(form, refused, field=AT_FIELD.get(refused.code))
        else:
            tell(request, _("机器人已添加，请发一条测试消息"))
            return _back()
    return _page(request, robot_form=form)


@require_POST
def robot_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    end_robot(robot=robot_by(pk), change=change_by(request, "停用群机器人"))
    tell(request, _("机器人已停用，地址已销毁"))
    return _back()


@require_POST
def robot_test(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    made = send_trial(robot=robot_by(pk), change=change_by(request, "发送测试消息"))
    tell(request, _("测试消息：%(state)s") % {"state": STATES[made.state] if made else "—"})
    return _back()


@require_POST
def sending_set(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    form = SendingForm(request.POST)
    if not form.is_valid():
        return _page(request, sending_form=form)
    set_sending(**form.cleaned_data, change=change_by(request, "设定发送时间"))
    tell(request, _("已保存"))
    return _back()


@require_POST
def quiet_add(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    form = QuietForm(request.POST)
    if form.is_valid():
        change = change_by(request, form.cleaned_data["reason"])
        try:
            add_quiet_span(**form.cleaned_data, change=change)
        except Refusal as refused:
            add_refusal(form, refused)
        else:
            tell(request, _("已保存"))
            return _back()
    return _page(request, quiet_form=form)


@require_POST
def quiet_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    end_quiet_span(span=quiet_span_by(pk), change=change_by(request, "取消免打扰日期"))
    tell(request, _("已取消"))
    return _back()


@require_POST
def message_retry(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    retry_message(message=message_by(pk), change=change_by(request, "重发未送达的消息"))
    tell(request, _("已排队，几分钟内再发一次"))
    return _back()


@require_POST
def message_drop(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SEND_REMINDERS)
    drop_message(message=message_by(pk), change=change_by(request, "不再发送这条消息"))
    tell(request, _("不再发送；事项仍列在页面上"))
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("reminders:channels"))


def _page(request: PageRequest, **given: Form) -> HttpResponse:
    roles, english = dict(ROLES), page_language() == "en"
    robots = [
        (
            row,
            CHANNELS[row.messenger],
            roles[row.role],
            (row.agency_en if english else "") or row.agency,
            (row.division_en if english else "") or row.division or _("全县"),
        )
        for row in robot_rows()
    ]
    held = sending()
    shown: dict[str, Any] = {
        "robots": robots,
        "robot_form": RobotForm(),
        "sending_form": SendingForm(
            initial={"hour": held.hour, "work_days_only": held.work_days_only}
        ),
        "quiet_form": QuietForm(auto_id="quiet_%s"),
        "quiet": quiet_rows(),
        "has_mail": settings.HAS_MAIL,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "reader_count": len(mail_readers()),
        "dead": [_told(row) for row in dead_letters()],
        "latest": [_told(row) for row in message_rows()],
        **given,
    }
    return render(request, "reminders/channels.html", shown)


def _told(row: MessageRow) -> dict[str, Any]:
    return {
        "row": row,
        "channel": CHANNELS[row.medium],
        "state": STATES[row.state],
        "tag": TAGS.get(row.state, ""),
        "problem": problem_words(row.answer_code, row.problem),
    }
