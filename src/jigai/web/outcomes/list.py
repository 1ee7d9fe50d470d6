"""Every figure: whose, of which indicator and version, for which span, by whose word."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.outcomes.queries.figures import list_rows, visible_list_rows
from jigai.domain.quantities import number_text
from jigai.flows.export_outcomes import export_outcomes
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.outcomes.words import KIND_CHOICES, STATE_CHOICES
from jigai.web.requests import PageRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACES = 4
"""Decimals of a value in its list: money in 万元 to the yuan."""
COLUMNS = (
    Column(key="firm", title=_("企业"), path="firm", sort_path="firm_sort"),
    Column(key="project", title=_("项目"), path="project_name"),
    Column(key="indicator", title=_("指标"), path="title", path_en="title_en"),
    Column(key="version", title=_("版本"), path="number", kind=Kind.NUMBER),
    Column(key="kind", title=_("性质"), path="kind", kind=Kind.CHOICE, choices=KIND_CHOICES),
    Column(key="span", title=_("期间"), path="span", path_en="span_en", kind=Kind.CODE,
           sort_path="span", is_filter=False),
    Column(key="year", title=_("年度"), path="year", kind=Kind.CODE, is_shown=False),
    Column(key="half", title=_("半年"), path="half", kind=Kind.CHOICE,
           choices=(("0", _("全年")), ("1", _("上半年")), ("2", _("下半年"))),
           says=lambda half: (_("全年"), _("上半年"), _("下半年"))[int(half)], is_shown=False),
    Column(key="state", title=_("来源性质"), path="state", kind=Kind.CHOICE,
           choices=STATE_CHOICES),
    Column(key="value", title=_("数值"), path="shown", kind=Kind.NUMBER,
           says=lambda value: number_text(value, places=PLACES), places=PLACES),
    Column(key="unit", title=_("单位"), path="value_unit", path_en="value_unit_en", is_unit=True),
    Column(key="source", title=_("来源"), path="source", is_shown=False),
    Column(key="day", title=_("登记日"), path="given_on", kind=Kind.DATE),
    Column(key="by", title=_("登记人"), path="given_by", is_shown=False, is_filter=False),
    Column(key="area", title=_("乡镇"), path="area", is_shown=False),
    Column(key="market", title=_("市场"), path="market", is_shown=False),
)  # fmt: skip
PAGE = ListPage(
    name="outcomes",
    title=_("成效"),
    subtitle=_("基线、目标和实际；填报、核实、测算分开，互不覆盖"),
    noun=_("条数据"),
    rows=list_rows,
    visible=visible_list_rows,
    columns=COLUMNS,
    sort="firm",
    search_paths=("firm", "project_name", "title"),
    code_paths=("firm_code", "firm_sort", "indicator"),
    row_url=lambda pk: reverse("outcomes:figure", args=[pk]),
    marks=(
        Mark(key="reported", title=_("填报"), where=lambda _viewer: Q(state="reported")),
        Mark(key="verified", title=_("核实"), where=lambda _viewer: Q(state="verified")),
    ),
    empty=FirstStep(
        text=_("企业或技改办填报之后，这里列出每个指标的基线、目标和实际，注明来源和日期。"),
        action=_("打开指标字典"),
        url_name="outcomes:dictionary",
    ),
)


def outcome_list(request: PageRequest) -> HttpResponseBase:
    extra: dict[str, Any] = {
        "here_tab": "list",
        "may_read": may(request.viewer, Deed.READ_CHECKS),
        "may_import": may(request.viewer, Deed.IMPORT),
    }
    return list_response(request, PAGE, template="outcomes/list.html", extra=extra)


@require_safe
def sheet(request: PageRequest) -> HttpResponse:
    """The figures that the viewer sees as a workbook, to fill in and import as a ledger."""
    require(request.viewer, Deed.READ_CHECKS)
    answer = HttpResponse(export_outcomes(request.viewer), content_type=WORKBOOK)
    answer["Content-Disposition"] = 'attachment; filename="outcomes.xlsx"'
    return answer
