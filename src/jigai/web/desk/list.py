"""The desk: every firm of the library with what it waits for, whose turn it is, and its silence."""

from __future__ import annotations

from datetime import date
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.apps.registry.queries.enterprise_list import (
    area_names,
    in_area_named,
    in_direction_named,
    own_areas,
)
from jigai.flows.desk import (
    DeskCounts,
    desk_counts,
    desk_rows,
    expires_soon,
    has,
    is_late,
    is_mine,
    missing_branches,
    visible_desk_rows,
    with_missing_facts,
)
from jigai.web.cultivation.list import day_asked
from jigai.web.cultivation.words import RUNG_CHOICES
from jigai.web.desk.words import days_since, turn_words, waiting_words
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest


def columns(on: date) -> tuple[Column, ...]:
    """In the order of a card on the phone: what waits comes before what is."""
    return (
        Column(key="name", title=_("企业名称"), path="name", sort_path="name_sort"),
        Column(key="waits", title=_("等什么"), path="next_what", says=waiting_words, sort_path=""),
        Column(key="turn", title=_("轮到谁"), path="next_turn", says=turn_words),
        Column(key="due", title=_("最近到期"), path="next_due_on", kind=Kind.DATE),
        Column(key="work", title=_("未办结"), path="work_count", kind=Kind.NUMBER, unit=_("件")),
        Column(key="requests", title=_("未办结诉求"), path="request_count", kind=Kind.NUMBER,
               unit=_("件"), is_shown=False),
        Column(key="request_due", title=_("诉求期限"), path="request_due_on", kind=Kind.DATE,
               is_shown=False),
        Column(key="approvals", title=_("待批准规划"), path="approval_count", kind=Kind.NUMBER,
               unit=_("份"), is_shown=False),
        Column(key="measures", title=_("到期规划措施"), path="measure_count", kind=Kind.NUMBER,
               unit=_("项"), is_shown=False),
        Column(key="measure_due", title=_("措施期限"), path="measure_due_on", kind=Kind.DATE,
               is_shown=False),
        Column(key="contact", title=_("距上次联系"), path="last_contact_on", kind=Kind.DATE,
               says=partial(days_since, on=on)),
        Column(key="asked", title=_("最多天数"), path="asked_days", kind=Kind.NUMBER, unit=_("天"),
               is_shown=False),
        Column(key="by", title=_("最近联系部门"), path="last_contact_by", is_shown=False),
        Column(key="expires", title=_("资格到期"), path="expires_on", kind=Kind.DATE),
        Column(key="missing", title=_("缺的事实"), path="missing_count", kind=Kind.NUMBER,
               unit=_("项")),
        Column(key="coach", title=_("联系人"), path="coach"),
        Column(key="rung", title=_("梯级"), path="rung", kind=Kind.CHOICE, choices=RUNG_CHOICES,
               sort_path="", is_shown=False),
        Column(key="colour", title=_("项目最急牌色"), path="colour", kind=Kind.BADGE,
               is_shown=False),
        Column(key="area", title=_("乡镇"), path="area", path_en="area_en",
               suggestions=area_names, holds=in_area_named, is_shown=False),
        Column(key="direction", title=_("产业方向"), path="direction_name",
               path_en="direction_en", holds=in_direction_named, is_shown=False),
        Column(key="code", title=_("统一社会信用代码"), path="credit_code", kind=Kind.CODE,
               is_shown=False),
    )  # fmt: skip


def desk_page(on: date, viewer: Viewer) -> ListPage:
    """The desk of one day as a viewer sees it; its rows depend on both."""
    branches = cache(lambda: missing_branches(desk_rows(on), on=on))

    def rows() -> QuerySet[Any]:
        return with_missing_facts(desk_rows(on, viewer), branches())

    def visible(viewer: Viewer) -> QuerySet[Any]:
        return with_missing_facts(visible_desk_rows(viewer, on), branches())

    return ListPage(
        name="desk",
        title=_("专班工作台"),
        subtitle=_("在库企业各等什么、轮到谁、多久没有联系；其他部门打过的电话也算数"),
        noun=_("家企业"),
        rows=rows,
        visible=visible,
        columns=columns(on),
        sort="name",
        search_paths=("name",),
        code_paths=("credit_code", "name_sort"),
        initials_paths=("name_initials",),
        row_url=lambda pk: reverse("desk:show", args=[pk]),
        marks=(
            Mark(key="mine", title=_("我的企业"), where=is_mine),
            Mark(key="silent", title=_("久未联系"), where=lambda _viewer: Q(is_silent=True)),
            Mark(key="overdue", title=_("有过期事项"), where=lambda _viewer: is_late()),
            Mark(key="ending", title=_("90 天内到期"), where=lambda _viewer: expires_soon(on)),
            Mark(key="requests", title=_("有未办结诉求"), where=lambda _viewer: has("request")),
            Mark(
                key="plans",
                title=_("规划待办"),
                where=lambda _viewer: has("approval", "measure"),
            ),
            Mark(key="waiting", title=_("有事项"), where=lambda _viewer: Q(work_count__gt=0)),
        ),
        mine={"area": own_areas, "coach": is_mine},
        empty=FirstStep(
            text=_("企业入库登记后，这里列出每家企业等什么、轮到谁、多久没有联系。"),
            action=_("打开企业库"),
            url_name="enterprises:list",
        ),
    )


def desk_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    day, past = day_asked(request), request.GET.get("as_of", "")
    seeks = getattr(request, "seeks_list", False) or "export" in request.GET or request.htmx
    extra: dict[str, Any] = {"here_tab": "desk"}
    if not seeks:
        with as_of(change_set_on(day if past else None)):
            counts = desk_counts(request.viewer, on=day)
        extra |= {
            "tiles": _tiles(counts, past),
            "may_hand_over": may(request.viewer, Deed.KEEP_REGISTERS),
        }
    return list_response(
        request, desk_page(day, request.viewer), template="desk/list.html", extra=extra
    )


def _tiles(counts: DeskCounts, past: str) -> list[tuple[Any, int, str]]:
    """Each number with the list behind it."""

    def firms(terms: str) -> str:
        said = ({"q": terms} if terms else {}) | ({"as_of": past} if past else {})
        return f"{reverse('desk:list')}?{urlencode(said)}"

    def work(url_name: str) -> str:
        return f"{reverse(url_name)}?{urlencode({'q': 'is:open'})}"

    return [
        (_("全部企业"), counts.firms, firms("")),
        (_("我的企业"), counts.mine, firms("is:mine")),
        (_("久未联系"), counts.silent, firms("is:silent")),
        (_("有过期事项"), counts.late, firms("is:overdue")),
        (_("90 天内到期"), counts.ending, firms("is:ending")),
        (_("未办结跟进"), counts.work["promise"], work("visits:follow_ups")),
        (_("有未办结诉求"), counts.firms_with["request"], firms("is:requests")),
        (_("规划待办"), counts.firms_with["plan"], firms("is:plans")),
    ]
