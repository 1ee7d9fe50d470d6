"""The list of requests: where each stands, whose turn it is, by when it is due."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.queries.enterprise_list import area_names
from jigai.apps.support.queries.departments import in_charge_named, of_department
from jigai.apps.support.queries.requests import (
    all_requests,
    escalated,
    overdue,
    visible_requests,
    waits_for_viewer,
)
from jigai.domain.request_clocks.life import State
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest
from jigai.web.support.words import (
    CATEGORIES,
    CLASS_CHOICES,
    CLOSINGS,
    ORIGINS,
    OUTCOMES,
    STATES,
    URGENCIES,
)


def _overdue(_viewer: Viewer) -> Q:
    return overdue(localtime())


REQUESTS = ListPage(
    name="requests",
    title=_("企业诉求"),
    subtitle=_("谁提的、轮到谁、何时到期；办结只由企业确认，或答复后静默期满"),
    noun=_("件诉求"),
    rows=all_requests,
    visible=visible_requests,
    columns=(
        Column(key="title", title=_("诉求"), path="shown_title", path_en="shown_title_en",
               sort_path=""),
        Column(key="code", title=_("编号"), path="code", kind=Kind.CODE),
        Column(key="enterprise", title=_("企业名称"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="category", title=_("类别"), path="category", kind=Kind.CHOICE,
               choices=CATEGORIES),
        Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE, choices=STATES),
        Column(key="turn", title=_("轮到"), path="waits_for", path_en="waits_for_en"),
        Column(key="turn_since", title=_("自"), path="turn_since", kind=Kind.MOMENT),
        Column(key="due", title=_("答复期限"), path="due_at", kind=Kind.MOMENT),
        Column(key="lead", title=_("承办单位"), path="lead_name", path_en="lead_en"),
        Column(key="raised", title=_("提出时间"), path="raised_at", kind=Kind.MOMENT),
        Column(key="class", title=_("办理类别"), path="request_class", kind=Kind.CHOICE,
               choices=CLASS_CHOICES, is_shown=False),
        Column(key="urgency", title=_("紧急程度"), path="urgency", kind=Kind.CHOICE,
               choices=URGENCIES, is_shown=False),
        Column(key="origin", title=_("来源"), path="origin", kind=Kind.CHOICE, choices=ORIGINS,
               is_shown=False),
        Column(key="area", title=_("乡镇"), path="area", path_en="area_en",
               suggestions=area_names, is_shown=False),
        Column(key="response_due", title=_("响应期限"), path="response_due_at", kind=Kind.MOMENT,
               is_shown=False),
        Column(key="result", title=_("办理结果"), path="result", kind=Kind.CHOICE,
               choices=OUTCOMES, is_shown=False),
        Column(key="waited", title=_("等待工作日"), path="waited_days", kind=Kind.NUMBER,
               is_shown=False),
        Column(key="in_time", title=_("按时答复"), path="is_in_time", kind=Kind.FLAG,
               is_shown=False),
        Column(key="redone", title=_("重办次数"), path="redo_count", kind=Kind.NUMBER,
               is_shown=False),
        Column(key="closing", title=_("怎样办结"), path="closing", kind=Kind.CHOICE,
               choices=CLOSINGS, is_shown=False),
        Column(key="charge", title=_("承办单位全名"), path="lead_name", path_en="lead_en",
               holds=in_charge_named, sort_path="", is_shown=False),
        Column(key="by", title=_("承办或答复单位"), path="lead_name", path_en="lead_en",
               holds=of_department, sort_path="", is_shown=False),
        Column(key="closed", title=_("办结时间"), path="closed_at", kind=Kind.MOMENT,
               is_shown=False),
    ),
    sort="-raised",
    search_paths=("shown_title", "enterprise_name"),
    code_paths=("code", "enterprise_sort"),
    row_url=lambda pk: reverse("support:show", args=[pk]),
    marks=(
        Mark(key="open", title=_("未办结"), where=lambda _viewer: ~Q(state=State.CLOSED.value)),
        Mark(key="mine", title=_("轮到我"), where=waits_for_viewer),
        Mark(key="overdue", title=_("已超期"), where=_overdue),
        Mark(key="answered", title=_("待企业确认"),
             where=lambda _viewer: Q(state=State.ANSWERED.value)),
        Mark(key="escalated", title=_("已升级"), where=lambda _viewer: escalated()),
    ),
    empty=FirstStep(
        text=_("企业有困难，在这里提出；从响应到答复各有时限，由企业自己确认办结。"),
        action=_("提出诉求"),
        url_name="support:raise",
    ),
)  # fmt: skip


def request_list(request: PageRequest) -> HttpResponseBase:
    extra = {
        "here_tab": "list",
        "may_raise": may(request.viewer, Deed.RAISE_REQUEST),
        "may_import": may(request.viewer, Deed.IMPORT),
    }
    return list_response(request, REQUESTS, template="support/list.html", extra=extra)
