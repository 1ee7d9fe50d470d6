"""Amounts by project at the end of a period: what a point of the investment chart opens."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.reports.queries.cockpit_investment import (
    amounts_at,
    counted_projects,
    every_project,
)
from jigai.domain.periods import parse_period
from jigai.web.layout.figures import period_named
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest


def amount_list(request: PageRequest, period: str) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    return list_response(request, _page(str(parse_period(period))))


def _page(period: str) -> ListPage:
    def rows() -> QuerySet[Any]:
        return amounts_at(period, every_project())

    def visible(viewer: Viewer) -> QuerySet[Any]:
        return amounts_at(period, counted_projects(viewer))

    return ListPage(
        name="cockpit-amounts",
        title=_("%(period)s累计投资") % {"period": period_named(period)},
        subtitle=_(
            "截至本期，每个项目最近一次的计划、上报、核实累计额，单位万元；调度信息，非统计报表"
        ),
        noun=_("个项目"),
        rows=rows,
        visible=visible,
        columns=(
            Column(key="project", title=_("项目"), path="name", sort_path="name_sort"),
            Column(key="area", title=_("乡镇"), path="division__name"),
            Column(key="unit", title=_("责任单位"), path="responsible_agency__name"),
            _amount("planned", _("计划"), "planned_fen"),
            _amount("reported", _("上报"), "reported_fen"),
            _amount("verified", _("核实"), "verified_fen"),
        ),
        sort="project",
        search_paths=("name", "name_initials"),
        empty=FirstStep(text=_("还没有项目。")),
    )


def _amount(key: str, title: str, path: str) -> Column:
    return Column(
        key=key, title=title, path=path, kind=Kind.MONEY, unit=_("万元"), totals=True, sort_path=""
    )
