"""All rounds: stage, due day, coverage and colours."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.reports.queries.round_list import all_rounds, rounds_with_counts
from jigai.web.layout.figures import period_named
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import STAGES

ROUNDS = ListPage(
    name="rounds",
    title=_("半月调度"),
    subtitle=_("每月两期：填报、审核、亮牌、异议、发布、跟踪"),
    noun=_("期"),
    rows=all_rounds,
    visible=rounds_with_counts,
    columns=(
        Column(key="period", title=_("期次"), path="period", says=period_named),
        Column(
            key="stage",
            title=_("阶段"),
            path="stage",
            kind=Kind.CHOICE,
            choices=tuple(STAGES.items()),
        ),
        Column(key="due", title=_("截止日"), path="due_on", kind=Kind.DATE),
        Column(key="projects", title=_("应报"), path="due_count", kind=Kind.NUMBER),
        Column(key="seen", title=_("已报"), path="seen_count", kind=Kind.NUMBER),
        Column(key="excused", title=_("免报"), path="excused_count", kind=Kind.NUMBER),
        Column(key="missing", title=_("未报"), path="missing_count", kind=Kind.NUMBER),
        Column(key="red", title=_("红牌"), path="red_count", kind=Kind.NUMBER),
        Column(key="yellow", title=_("黄牌"), path="yellow_count", kind=Kind.NUMBER),
        Column(key="blue", title=_("蓝牌"), path="blue_count", kind=Kind.NUMBER),
        Column(key="gold", title=_("金牌"), path="gold_count", kind=Kind.NUMBER),
        Column(key="unassessed", title=_("未评定"), path="not_assessed_count", kind=Kind.NUMBER),
        Column(
            key="published",
            title=_("发布时间"),
            path="published_at",
            kind=Kind.MOMENT,
            is_shown=False,
        ),
    ),
    sort="-period",
    row_url=lambda pk: reverse("rounds:row", args=[pk]),
    empty=FirstStep(
        text=_("还没有开过调度。开启一期后，应报项目、截止日和责任单位都会列出。"),
        action=_("开启一期"),
        url_name="rounds:open",
    ),
)


def round_list(request: PageRequest) -> HttpResponseBase:
    return list_response(request, ROUNDS, template="rounds/list.html")
