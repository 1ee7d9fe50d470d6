"""Badges as a list: what the tiles, the map and the projects in need open."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.queries.cockpit_badges import badge_rows, visible_badge_rows
from jigai.web.layout.figures import period_named
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

STATES = (("provisional", _("拟评")), ("objected", _("有异议")), ("final", _("定案")))

BADGES = ListPage(
    name="cockpit-badges",
    title=_("亮牌项目"),
    subtitle=_("每期每个项目一行；评定对象为项目和责任单位，不针对企业和个人"),
    noun=_("个项目牌"),
    rows=badge_rows,
    visible=visible_badge_rows,
    columns=(
        Column(
            key="project", title=_("项目"), path="project__name", sort_path="project__name_sort"
        ),
        Column(key="colour", title=_("亮牌"), path="colour", kind=Kind.BADGE),
        Column(key="period", title=_("期次"), path="round__period", says=period_named),
        Column(key="area", title=_("乡镇"), path="project__division__name"),
        Column(
            key="place",
            title=_("区划代码"),
            path="project__division__code",
            kind=Kind.CODE,
            is_shown=False,
        ),
        Column(key="unit", title=_("责任单位"), path="project__responsible_agency__name"),
        Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE, choices=STATES),
        Column(key="red", title=_("连续红牌"), path="red_in_a_row", kind=Kind.NUMBER),
        Column(
            key="yellow",
            title=_("连续黄牌"),
            path="yellow_in_a_row",
            kind=Kind.NUMBER,
            is_shown=False,
        ),
        Column(
            key="due",
            title=_("计划竣工"),
            path="project__planned_completion_on",
            kind=Kind.DATE,
        ),
    ),
    sort="project",
    search_paths=("project__name", "project__name_initials"),
    empty=FirstStep(text=_("还没有计算过亮牌。开启一期调度、收齐填报后计算。")),
)


def badge_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    return list_response(request, BADGES)
