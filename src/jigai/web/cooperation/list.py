"""The catalogue of technical demands; of a secret one the masked text is listed and searched."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.cooperation.queries.catalogue import demand_rows, visible_demand_rows
from jigai.web.cooperation.words import (
    ACTIVITY_CHOICES,
    DISCIPLINE_CHOICES,
    MATCHING_CHOICES,
    OWNERSHIP_CHOICES,
    SHORT_FIELD_CHOICES,
    SOLVING_CHOICES,
)
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

COLUMNS = (
    Column(key="name", title=_("技术需求名称"), path="shown_name"),
    Column(key="firm", title=_("企业名称"), path="firm"),
    Column(key="field", title=_("技术领域"), path="technical_field", kind=Kind.CHOICE,
           choices=SHORT_FIELD_CHOICES),
    Column(key="keywords", title=_("关键字"), path="shown_keywords", is_shown=False),
    Column(key="budget", title=_("拟投入资金"), path="budget_fen", kind=Kind.MONEY,
           unit=_("万元"), totals=True),
    Column(key="until", title=_("需求止年"), path="ends_year", kind=Kind.CODE, is_shown=False),
    Column(key="solving", title=_("解决方式"), path="solving_way", kind=Kind.CHOICE,
           choices=SOLVING_CHOICES),
    Column(key="matching", title=_("匹配状态"), path="matching", kind=Kind.CHOICE,
           choices=MATCHING_CHOICES),
    Column(key="review", title=_("复核日"), path="review_on", kind=Kind.DATE),
    Column(key="secret", title=_("保密"), path="is_confidential", kind=Kind.FLAG),
    Column(key="maturity", title=_("最低成熟度"), path="least_maturity", kind=Kind.NUMBER,
           is_shown=False),
    Column(key="needed", title=_("最迟日期"), path="needed_by", kind=Kind.DATE, is_shown=False),
    Column(key="discipline", title=_("学科分类"), path="discipline", kind=Kind.CHOICE,
           choices=DISCIPLINE_CHOICES, is_shown=False),
    Column(key="activity", title=_("科技活动类型"), path="activity_kind", kind=Kind.CHOICE,
           choices=ACTIVITY_CHOICES, is_shown=False),
    Column(key="industry", title=_("应用行业"), path="shown_industry", kind=Kind.CODE,
           is_shown=False),
    Column(key="ownership", title=_("成果权属"), path="result_ownership", kind=Kind.CHOICE,
           choices=OWNERSHIP_CHOICES, is_shown=False),
    Column(key="direction", title=_("产业方向"), path="direction_name", path_en="direction_en",
           is_shown=False),
    Column(key="area", title=_("乡镇"), path="area", path_en="area_en", is_shown=False),
    Column(key="problem", title=_("主要问题"), path="shown_problem", is_shown=False),
    Column(key="technology", title=_("技术关键"), path="shown_key_technology", is_shown=False),
    Column(key="goal", title=_("预期目标"), path="shown_expected_goal", is_shown=False),
)  # fmt: skip


def demands_page(on: date) -> ListPage:
    """The catalogue of one day, since the review day decides what is matched."""
    return ListPage(
        name="demands",
        title=_("技术需求"),
        subtitle=_("企业要解决的技术问题；保密需求只列隐去名称的文本，复核日过后不再参与匹配"),
        noun=_("条需求"),
        rows=partial(demand_rows, on),
        visible=partial(visible_demand_rows, on=on),
        columns=COLUMNS,
        sort="-review",
        search_paths=("shown_name", "shown_keywords", "shown_problem", "firm"),
        row_url=lambda pk: reverse("cooperation:demand", args=[pk]),
        marks=(
            Mark(key="open", title=_("参与匹配"), where=lambda _v: Q(matching="open")),
            Mark(key="waiting", title=_("待审核"), where=lambda _v: Q(matching="unreviewed")),
            Mark(key="overdue", title=_("复核日已过"), where=lambda _v: Q(matching="overdue")),
        ),
        empty=FirstStep(
            text=_("企业发布技术需求之后，这里列出每条需求的领域、资金和匹配状态。"),
            action=_("发布需求"),
            url_name="cooperation:demand_new",
        ),
    )


def demand_list(request: PageRequest) -> HttpResponseBase:
    may_post = may(request.viewer, Deed.DEMAND)
    extra = {
        "here_tab": "demands",
        "first_url": reverse("cooperation:demand_new") if may_post else "",
        "first_words": _("发布需求"),
        "may_import": may(request.viewer, Deed.IMPORT),
    }
    page = demands_page(localdate())
    return list_response(request, page, template="cooperation/list.html", extra=extra)
