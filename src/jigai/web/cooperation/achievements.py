"""The catalogue of achievements."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.cooperation.queries.catalogue import achievement_rows, visible_achievement_rows
from jigai.web.cooperation.words import (
    APPLICATION_CHOICES,
    ATTRIBUTE_CHOICES,
    DISCIPLINE_CHOICES,
    FORM_CHOICES,
    MATCHING_CHOICES,
    PRICE_CHOICES,
    SHORT_FIELD_CHOICES,
    STAGE_CHOICES,
    TRANSFORMATION_CHOICES,
)
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

COLUMNS = (
    Column(key="name", title=_("成果名称"), path="name"),
    Column(key="holder", title=_("成果单位"), path="holder"),
    Column(key="field", title=_("技术领域"), path="technical_field", kind=Kind.CHOICE,
           choices=SHORT_FIELD_CHOICES),
    Column(key="keywords", title=_("关键词"), path="keywords", is_shown=False),
    Column(key="maturity", title=_("技术成熟度"), path="maturity", kind=Kind.NUMBER),
    Column(key="proved", title=_("有证明的级别"), path="proved", kind=Kind.NUMBER),
    Column(key="way", title=_("转化方式"), path="transformation_way", kind=Kind.CHOICE,
           choices=TRANSFORMATION_CHOICES),
    Column(key="price", title=_("意向价格"), path="price_fen", kind=Kind.MONEY, unit=_("万元")),
    Column(key="matching", title=_("匹配状态"), path="matching", kind=Kind.CHOICE,
           choices=MATCHING_CHOICES),
    Column(key="review", title=_("复核日"), path="review_on", kind=Kind.DATE),
    Column(key="form", title=_("体现形式"), path="form", kind=Kind.CHOICE, choices=FORM_CHOICES,
           is_shown=False),
    Column(key="attribute", title=_("成果属性"), path="attribute", kind=Kind.CHOICE,
           choices=ATTRIBUTE_CHOICES, is_shown=False),
    Column(key="stage", title=_("所处阶段"), path="stage", kind=Kind.CHOICE,
           choices=STAGE_CHOICES, is_shown=False),
    Column(key="application", title=_("应用状态"), path="application", kind=Kind.CHOICE,
           choices=APPLICATION_CHOICES, is_shown=False),
    Column(key="mode", title=_("定价方式"), path="price_mode", kind=Kind.CHOICE,
           choices=PRICE_CHOICES, is_shown=False),
    Column(key="discipline", title=_("学科分类"), path="discipline", kind=Kind.CHOICE,
           choices=DISCIPLINE_CHOICES, is_shown=False),
    Column(key="industry", title=_("应用行业"), path="industry_code", kind=Kind.CODE,
           is_shown=False),
    Column(key="rights", title=_("知识产权"), path="property_rights", is_shown=False),
    Column(key="summary", title=_("成果简介"), path="summary", is_shown=False),
)  # fmt: skip


def achievements_page(on: date) -> ListPage:
    """The catalogue of one day, since the review day decides what is matched."""
    return ListPage(
        name="achievements",
        title=_("科技成果"),
        subtitle=_("院校和企业可转化的成果；成熟度按 GB/T 22900-2022 九级，每级写明证明材料"),
        noun=_("项成果"),
        rows=partial(achievement_rows, on),
        visible=partial(visible_achievement_rows, on=on),
        columns=COLUMNS,
        sort="-maturity",
        search_paths=("name", "keywords", "summary", "holder"),
        row_url=lambda pk: reverse("cooperation:achievement", args=[pk]),
        marks=(
            Mark(key="open", title=_("参与匹配"), where=lambda _v: Q(matching="open")),
            Mark(key="waiting", title=_("待审核"), where=lambda _v: Q(matching="unreviewed")),
            Mark(key="overdue", title=_("复核日已过"), where=lambda _v: Q(matching="overdue")),
        ),
        empty=FirstStep(
            text=_("院校登记成果之后，这里列出每项成果的成熟度、转化方式和价格。"),
            action=_("登记成果"),
            url_name="cooperation:achievement_new",
        ),
    )


def achievement_list(request: PageRequest) -> HttpResponseBase:
    may_offer = may(request.viewer, Deed.OFFER)
    extra = {
        "here_tab": "achievements",
        "first_url": reverse("cooperation:achievement_new") if may_offer else "",
        "first_words": _("登记成果"),
        "may_import": may(request.viewer, Deed.IMPORT),
    }
    page = achievements_page(localdate())
    return list_response(request, page, template="cooperation/list.html", extra=extra)
