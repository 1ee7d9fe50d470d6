"""The register of platforms: today's, or as it was in force on another day."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.platforms.queries.platform_list import (
    in_force,
    platform_rows,
    review_due,
    review_overdue,
    visible_platform_rows,
)
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.platforms.words import (
    GRADE_CHOICES,
    KIND_CHOICES,
    LEAD_CHOICES,
    LEVEL_CHOICES,
    STATUS_CHOICES,
)
from jigai.web.requests import PageRequest

COLUMNS = (
    Column(key="name", title=_("平台名称"), path="name", sort_path="name_sort"),
    Column(key="kind", title=_("类别"), path="kind", kind=Kind.CHOICE, choices=KIND_CHOICES),
    Column(key="level", title=_("级别"), path="level", kind=Kind.CHOICE, choices=LEVEL_CHOICES),
    Column(key="status", title=_("状态"), path="status", kind=Kind.CHOICE,
           choices=STATUS_CHOICES),
    Column(key="host", title=_("依托单位"), path="host"),
    Column(key="direction", title=_("产业方向"), path="direction_name", path_en="direction_en"),
    Column(key="link", title=_("产业链环节"), path="chain_link", kind=Kind.CODE, is_shown=False),
    Column(key="area", title=_("乡镇"), path="area", path_en="area_en", is_shown=False),
    Column(key="since", title=_("本级认定日"), path="since", kind=Kind.DATE),
    Column(key="until", title=_("有效至"), path="expires_on", kind=Kind.DATE, is_shown=False),
    Column(key="document", title=_("认定文件"), path="document", is_shown=False),
    Column(key="review", title=_("下次评估日"), path="next_review_on", kind=Kind.DATE),
    Column(key="grade", title=_("最近年度评价"), path="grade", kind=Kind.CHOICE,
           choices=GRADE_CHOICES),
    Column(key="lead", title=_("主管部门"), path="lead_body", kind=Kind.CHOICE,
           choices=LEAD_CHOICES, is_shown=False),
    Column(key="field", title=_("研究领域"), path="field", is_shown=False),
    Column(key="partners", title=_("共建高校院所"), path="partners", is_shown=False),
    Column(key="space", title=_("场地面积"), path="floor_area_m2", kind=Kind.NUMBER,
           unit=_("平方米"), is_shown=False, totals=True),
    Column(key="equipment", title=_("设备原值"), path="equipment_value_fen", kind=Kind.MONEY,
           unit=_("万元"), totals=True),
    Column(key="staff", title=_("专职研发人员"), path="staff_count", kind=Kind.NUMBER,
           unit=_("人"), is_shown=False, totals=True),
    Column(key="senior", title=_("博士和高级职称"), path="senior_count", kind=Kind.NUMBER,
           unit=_("人"), is_shown=False),
)  # fmt: skip


class PlatformDayUnreadable(Refusal):
    code = "platform.day_unreadable"
    message = Sentence("“{day}”不是日期。", "“{day}” is not a date.")
    remedy = Sentence("日期写作 2026-10-31。", "Write a date as 2026-10-31.")


def platforms_page(on: date) -> ListPage:
    """The register of one day; its rows depend on the day, so each day has its own page."""
    return ListPage(
        name="platforms",
        title=_("创新平台"),
        subtitle=_("一个平台一份记录，升级和撤销都有日期；可看任一天的在册情况"),
        noun=_("个平台"),
        rows=partial(platform_rows, on),
        visible=partial(visible_platform_rows, on=on),
        columns=COLUMNS,
        sort="name",
        search_paths=("name", "field", "partners"),
        code_paths=("name_sort",),
        initials_paths=("name_initials",),
        row_url=lambda pk: reverse("platforms:show", args=[pk]),
        marks=(
            Mark(key="standing", title=_("在册"), where=lambda _viewer: in_force()),
            Mark(key="due", title=_("90 天内评估"), where=lambda _viewer: review_due(on)),
            Mark(key="overdue", title=_("评估已逾期"), where=lambda _viewer: review_overdue(on)),
        ),
        empty=FirstStep(
            text=_("登记创新平台之后，这里列出每个平台的级别、有效期和下次评估日。"),
            action=_("导入台账"),
            url_name="ledgers:list",
        ),
    )


def platform_list(request: PageRequest) -> HttpResponseBase:
    if asked := request.GET.get("on", ""):
        return HttpResponseRedirect(reverse("platforms:on", args=[day_of(asked)]))
    return _shown(request, localdate(), is_past=False)


def platform_list_on(request: PageRequest, day: str) -> HttpResponseBase:
    """As it was in force on a day, by what is known now: also what was entered later."""
    return _shown(request, day_of(day), is_past=True)


def _shown(request: PageRequest, on: date, *, is_past: bool) -> HttpResponseBase:
    extra = {
        "here_tab": "list",
        "on": on if is_past else None,
        "may_keep": may(request.viewer, Deed.KEEP_REGISTERS),
    }
    return list_response(request, platforms_page(on), template="platforms/list.html", extra=extra)


def day_of(text: str) -> date:
    """Raises: PlatformDayUnreadable: it is not a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlatformDayUnreadable(day=text) from None
