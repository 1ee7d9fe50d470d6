"""A version as workbook and paper, the edited workbook back, and a way up written in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.planning.queries.access import version_for
from jigai.apps.planning.queries.versions import difference
from jigai.apps.planning.writable import refuse_unless_draft
from jigai.domain.change import Change
from jigai.domain.gap.problem import months_after
from jigai.domain.scorecards.rungs import RUNGS
from jigai.flows.document_details import MEDIA
from jigai.flows.exchange_plan import export_plan, import_plan
from jigai.flows.find_ways_up import USUAL_MONTHS
from jigai.flows.plan_route import plan_route
from jigai.flows.print_plan import print_plan
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import page_language, spoken
from jigai.web.planning.words import LINE_STATES
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROUTES = 20


class SheetForm(ReasonedForm):
    file = forms.FileField(
        label=gettext_lazy("改好的条目表"),
        help_text=gettext_lazy("由“导出条目”得到的 Excel；隐藏列请勿修改，新增一行即新增条目。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et"}),
    )


class RouteForm(ReasonedForm):
    rung = forms.ChoiceField(
        label=gettext_lazy("目标梯级"), choices=[(rung.id, spoken(rung.title)) for rung in RUNGS]
    )
    by = DayField(label=gettext_lazy("目标日期"))
    number = forms.IntegerField(
        label=gettext_lazy("第几条路径"),
        min_value=1,
        max_value=MOST_ROUTES,
        initial=1,
        help_text=gettext_lazy("1 为工作量最小的一条；可先到“上台阶路径”查看。"),
    )


@require_safe
def sheet(request: PageRequest, pk: int) -> HttpResponse:
    answer = HttpResponse(export_plan(version_for(request.viewer, pk)), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="plan-{pk}.xlsx"'
    return answer


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    version = version_for(request.viewer, pk)
    content = print_plan(version, request.viewer, on=localdate(), language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="plan-{pk}.pdf"'
    return answer


@require_safe
def word(request: PageRequest, pk: int) -> HttpResponse:
    """The same paper for Word, to go on with outside."""
    version = version_for(request.viewer, pk)
    content = print_plan(
        version, request.viewer, on=localdate(), language=page_language(), form="docx"
    )
    answer = HttpResponse(content, content_type=MEDIA["docx"])
    answer["Content-Disposition"] = f'attachment; filename="plan-{pk}.docx"'
    return answer


def sheet_in(request: PageRequest, pk: int) -> HttpResponse:
    """Only edited cells change; with one problem nothing is saved."""
    require(request.viewer, Deed.PLAN)
    version = version_for(request.viewer, pk)
    refuse_unless_draft(version)
    act = Act(
        title=_("导入条目（Excel）"),
        about=_("只改您改过的单元格；他人同时改过的另报，有一处不对就什么都不保存"),
        back=reverse("planning:version", args=[pk]),
        said=_("条目表已读入。"),
        submit=_("读入"),
        at_field=dict.fromkeys(
            ("planning.sheet_has_problems", "ledger.header_not_found", "ledger.no_mapping_fits"),
            "file",
        ),
    )

    def take_in(values: dict[str, Any], change: Change) -> None:
        file = values["file"]
        done = import_plan(version=version, content=file.read(), name=file.name, change=change)
        told = {"cells": done.cells, "lines": sum(one.is_new for one in done.edited)}
        tell(request, _("改了 {cells} 格，新增 {lines} 条。").format(**told))

    return acted(request, SheetForm(request.POST or None, request.FILES or None), act, take_in)


def route(request: PageRequest, pk: int) -> HttpResponse:
    """Write a proved way up into the draft: the rung as a target, its steps as tasks."""
    require(request.viewer, Deed.PLAN)
    version, today = version_for(request.viewer, pk), localdate()
    refuse_unless_draft(version)
    usual = {"by": version.ends_on or months_after(today, USUAL_MONTHS)}
    act = Act(
        title=_("写入上台阶路径"),
        about=_("按现行规则和县定工作量测算，每一步写成一条任务；不是认定结论"),
        back=f"{reverse('planning:version', args=[pk])}#strategy",
        said=_("路径已写入发展战略。"),
        submit=_("写入"),
        at_field={"planning.no_route": "by", "planning.rung_planned_already": "rung"},
    )

    def write(values: dict[str, Any], change: Change) -> None:
        plan_route(version=version, on=today, change=change, **values)

    return acted(request, RouteForm(request.POST or None, initial=usual), act, write)


@require_safe
def difference_show(request: PageRequest, pk: int) -> HttpResponse:
    """Against the approved version before it: the amended lines only, line by line."""
    version = version_for(request.viewer, pk)
    against = request.GET.get("against", "")
    found = difference(version, against=int(against) if against.isdecimal() else None)
    shown = {
        "version": version,
        "found": found,
        "lines": [(line, LINE_STATES[line.state]) for line in found.lines],
    }
    return render(request, "planning/difference.html", shown)
