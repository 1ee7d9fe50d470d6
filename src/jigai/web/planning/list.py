"""Every plan: whose it is, which version, where it stands."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.planning.queries.plans import (
    plan_rows,
    visible_plan_rows,
    waits_for_approval_by,
)
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.planning.words import STATES
from jigai.web.requests import PageRequest

PLANS = ListPage(
    name="plans",
    title=_("企业规划"),
    subtitle=_("围绕技术需求、生产工艺、供应链和发展战略，一企一策；批准后只能修订，不能改写"),
    noun=_("份规划"),
    rows=plan_rows,
    visible=visible_plan_rows,
    columns=(
        Column(
            key="name", title=_("企业名称"), path="enterprise_name", sort_path="enterprise_sort"
        ),
        Column(key="title", title=_("规划"), path="title"),
        Column(key="first", title=_("首年"), path="first_year", kind=Kind.CODE),
        Column(key="version", title=_("最新版"), path="version", kind=Kind.NUMBER),
        Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE, choices=STATES),
        Column(key="approved", title=_("执行中版本"), path="approved", kind=Kind.NUMBER),
        Column(key="area", title=_("乡镇"), path="area", path_en="area_en"),
        Column(key="owner", title=_("责任单位"), path="owner", path_en="owner_en"),
        Column(
            key="budget",
            title=_("预算"),
            path="budget_fen",
            kind=Kind.MONEY,
            unit=_("万元"),
            totals=True,
        ),
        Column(key="ends", title=_("结束日期"), path="ends_on", kind=Kind.DATE, is_shown=False),
    ),
    sort="name",
    search_paths=("enterprise_name", "title"),
    code_paths=("enterprise_sort",),
    row_url=lambda pk: reverse("planning:show", args=[pk]),
    marks=(
        Mark(key="waiting", title=_("等我批准"), where=waits_for_approval_by),
        Mark(
            key="approved",
            title=_("有执行中版本"),
            where=lambda _viewer: Q(approved__isnull=False),
        ),
    ),
    empty=FirstStep(
        text=_("还没有规划。从企业的差距和模板起草，四个方面逐条写明依据。"),
        action=_("编制规划"),
        url_name="planning:new",
    ),
)


def plan_list(request: PageRequest) -> HttpResponseBase:
    extra = {"here_tab": "plans", "may_plan": may(request.viewer, Deed.PLAN)}
    return list_response(request, PLANS, template="planning/list.html", extra=extra)
