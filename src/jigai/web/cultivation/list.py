"""The ladder board: who stands on which rung, since when, until when, as of a day."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.cultivation.queries.standings import OFF, board_rows, visible_board_rows
from jigai.apps.registry.queries.enterprise_list import (
    area_names,
    in_area_named,
    in_direction_named,
    own_areas,
)
from jigai.domain.scorecards.reminders import RENEW_BEFORE
from jigai.web.cultivation.words import RUNG_CHOICES
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

COLUMNS = (
    Column(key="name", title=_("企业名称"), path="name", sort_path="name_sort"),
    Column(key="rung", title=_("梯级"), path="rung", kind=Kind.CHOICE, choices=RUNG_CHOICES,
           sort_path=""),
    Column(key="since", title=_("自"), path="rung_since", kind=Kind.DATE),
    Column(key="until", title=_("有效至"), path="rung_until", kind=Kind.DATE),
    Column(key="area", title=_("乡镇"), path="area", path_en="area_en", suggestions=area_names,
           holds=in_area_named),
    Column(key="direction", title=_("产业方向"), path="direction_name", path_en="direction_en",
           holds=in_direction_named),
    Column(key="coach", title=_("培育联系人"), path="coach"),
    Column(key="library", title=_("入库登记编号"), path="entry_number", kind=Kind.CODE,
           is_shown=False),
    Column(key="code", title=_("统一社会信用代码"), path="credit_code", kind=Kind.CODE,
           is_shown=False),
)  # fmt: skip


def ladder_page(on: date) -> ListPage:
    """The board of one day; its rows depend on the day, so each day has its own page."""
    ends_soon = Q(rung_until__gte=on, rung_until__lte=on + RENEW_BEFORE)
    return ListPage(
        name="ladder",
        title=_("培育梯级"),
        subtitle=_("谁在哪一级、自何时、至何时；只列在册情况，不给企业排名"),
        noun=_("家企业"),
        rows=partial(board_rows, on),
        visible=partial(visible_board_rows, on=on),
        columns=COLUMNS,
        sort="name",
        search_paths=("name",),
        code_paths=("credit_code", "name_sort"),
        initials_paths=("name_initials",),
        row_url=lambda pk: reverse("cultivation:ladder", args=[pk]),
        marks=(
            Mark(key="held", title=_("已入梯"), where=lambda _viewer: ~Q(rung=OFF)),
            Mark(key="ending", title=_("90 天内到期"), where=lambda _viewer: ends_soon),
        ),
        mine={"area": own_areas},
        empty=FirstStep(
            text=_("登记企业和资质之后，这里列出每家企业所在的梯级。"),
            action=_("导入台账"),
            url_name="ledgers:list",
        ),
    )


def ladder_list(request: PageRequest) -> HttpResponseBase:
    extra = {
        "here_tab": "board",
        "year": localdate().year - 1,
        "may_import": may(request.viewer, Deed.IMPORT),
    }
    page = ladder_page(day_asked(request))
    return list_response(request, page, template="cultivation/list.html", extra=extra)


def day_asked(request: PageRequest) -> date:
    """The day of the link; one that cannot be read is refused by the list itself."""
    try:
        return date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return localdate()
