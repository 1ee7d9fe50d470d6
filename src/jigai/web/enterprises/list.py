"""The enterprise library as a list."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.registry.queries.enterprise_list import (
    area_names,
    enterprise_rows,
    in_area_named,
    in_direction_named,
    in_the_library,
    own_areas,
    registered_under,
    visible_enterprise_rows,
)
from jigai.web.enterprises.words import SIZES
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

ENTERPRISES = ListPage(
    name="enterprises",
    bulk="enterprises",
    title=_("企业库"),
    subtitle=_("科技型中小企业库与参加技术改造的企业"),
    noun=_("家企业"),
    rows=enterprise_rows,
    visible=visible_enterprise_rows,
    columns=(
        Column(key="name", title=_("企业名称"), path="name", sort_path="name_sort"),
        Column(key="code", title=_("统一社会信用代码"), path="credit_code", kind=Kind.CODE),
        Column(
            key="area",
            title=_("乡镇"),
            path="area",
            path_en="area_en",
            suggestions=area_names,
            holds=in_area_named,
        ),
        Column(
            key="direction",
            title=_("产业方向"),
            path="direction_name",
            path_en="direction_en",
            holds=in_direction_named,
        ),
        Column(key="size", title=_("规模"), path="size", kind=Kind.CHOICE, choices=SIZES),
        Column(
            key="library",
            title=_("入库登记编号"),
            path="membership",
            kind=Kind.CODE,
            holds=registered_under,
        ),
        Column(
            key="until",
            title=_("入库有效至"),
            path="membership_ends_on",
            kind=Kind.DATE,
            is_shown=False,
        ),
        Column(
            key="industry",
            title=_("行业代码"),
            path="industry_code",
            kind=Kind.CODE,
            is_shown=False,
        ),
        Column(
            key="founded", title=_("成立日期"), path="founded_on", kind=Kind.DATE, is_shown=False
        ),
    ),
    sort="name",
    search_paths=("name",),
    code_paths=("credit_code", "name_sort"),
    initials_paths=("name_initials",),
    row_url=lambda pk: reverse("enterprises:show", args=[pk]),
    marks=(
        Mark(key="member", title=_("在库"), where=lambda _viewer: in_the_library()),
        Mark(key="active", title=_("存续"), where=lambda _viewer: Q(is_active=True)),
    ),
    mine={"area": own_areas},
    empty=FirstStep(
        text=_("企业库收录参加技术改造的企业。导入科技型中小企业台账，或逐家登记。"),
        action=_("导入台账"),
        url_name="ledgers:list",
    ),
)


def enterprise_list(request: PageRequest) -> HttpResponseBase:
    return list_response(request, ENTERPRISES, template="enterprises/list.html")
