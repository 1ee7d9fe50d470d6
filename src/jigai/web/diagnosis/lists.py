"""Equipment and process lists of an enterprise on a day: shown, edited by line, as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from urllib.parse import quote

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.diagnosis.actions.save_list_line import save_machine, save_process
from jigai.apps.diagnosis.queries.access import machine_for, process_for
from jigai.apps.diagnosis.queries.lists import MARKS as MARK_NAMES
from jigai.apps.diagnosis.queries.lists import machine_rows, process_rows
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence
from jigai.flows.export_lists import ListName, export_list
from jigai.web.diagnosis.enterprise import rights_of
from jigai.web.diagnosis.words import CONTROLS, MARKS
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.requests import PageRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = ("machinery", "processes")


class NoSuchList(NotFound):
    code = "diagnosis.no_such_list"
    message = Sentence("没有清单“{name}”。", "There is no list “{name}”.")


def _mark(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=MARKS,
        required=False,
        coerce=lambda text: text == "true",
        empty_value=None,
    )


class LineForm(ReasonedForm):
    """What machines and processes have in common."""

    number = forms.CharField(label=_("编号"), max_length=40, help_text=_("例：GD-012"))
    in_use_from = DayField(label=_("启用日期"), required=False)
    in_use_to = DayField(
        label=_("停用日期"), required=False, help_text=_("停用后不再计入当天起的清单。")
    )
    source = forms.CharField(
        label=_("清单来源"), max_length=200, help_text=_("例：2026年固定资产台账")
    )


class MachineForm(LineForm):
    name = forms.CharField(label=_("设备名称"), max_length=120)
    kind = forms.CharField(label=_("设备类别"), max_length=60, required=False)
    quantity = forms.IntegerField(label=_("数量（台/套）"), min_value=1, initial=1)
    made_in = forms.IntegerField(
        label=_("出厂年份"), min_value=1900, required=False, help_text=_("据此计算设备年龄。")
    )
    is_main = _mark(_("主要设备"))
    is_numerical = _mark(_("数控"))
    is_networked = _mark(_("联网"))
    is_digital = _mark(_("数字化"))
    is_key = _mark(_("关键设备"))
    value_fen = MoneyField(label=_("原值合计"), required=False)
    field_order = ("number", "name", "kind", "quantity", "made_in", *MARK_NAMES, "value_fen",
                   "in_use_from", "in_use_to", "source", "reason")  # fmt: skip


class ProcessForm(LineForm):
    line = forms.CharField(label=_("产线"), max_length=60, required=False)
    name = forms.CharField(label=_("工序名称"), max_length=120)
    is_key = _mark(_("关键工序"))
    control = forms.ChoiceField(
        label=_("控制方式"), choices=(("", _("不清楚")), *CONTROLS), required=False
    )
    field_order = ("number", "line", "name", "is_key", "control", "in_use_from", "in_use_to",
                   "source", "reason")  # fmt: skip


@require_safe
def lists(request: PageRequest, pk: int) -> HttpResponse:
    """Both lists of today, or of ``?on=``."""
    enterprise = enterprise_for(request.viewer, pk)
    on = _day(request)
    shown = {
        "enterprise": enterprise,
        "on": on,
        "machines": machine_rows(enterprise_id=pk, on=on),
        "processes": [
            (row, dict(CONTROLS).get(row.control, ""))
            for row in process_rows(enterprise_id=pk, on=on)
        ],
        "rights": rights_of(request.viewer),
    }
    return render(request, "diagnosis/lists.html", shown)


@require_safe
def sheet(request: PageRequest, pk: int, which: str) -> HttpResponse:
    """One list as a workbook, to fill in and import."""
    if which not in LISTS:
        raise NoSuchList(name=which)
    enterprise = enterprise_for(request.viewer, pk)
    made = export_list(enterprise, which=cast("ListName", which), on=_day(request))
    answer = HttpResponse(made.content, content_type=WORKBOOK)
    name = quote(f"{enterprise.name}-{which}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def machine_new(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REPORT)
    enterprise = enterprise_for(request.viewer, pk)
    act = _act(gettext("登记设备"), enterprise.name, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        save_machine(enterprise=enterprise, line=None, values=values, change=change)

    return acted(request, MachineForm(request.POST or None), act, save)


def machine(request: PageRequest, pk: int) -> HttpResponse:
    """Change one line of the equipment list, or end it with a day."""
    require(request.viewer, Deed.REPORT)
    line = machine_for(request.viewer, pk)
    act = _act(gettext("修改设备"), line.enterprise.name, line.enterprise_id)

    def save(values: dict[str, Any], change: Change) -> None:
        save_machine(enterprise=line.enterprise, line=line, values=values, change=change)

    form = MachineForm(request.POST or None, initial=_initial(line, MachineForm.field_order))
    return acted(request, form, act, save)


def process_new(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REPORT)
    enterprise = enterprise_for(request.viewer, pk)
    act = _act(gettext("登记工序"), enterprise.name, pk)

    def save(values: dict[str, Any], change: Change) -> None:
        save_process(enterprise=enterprise, line=None, values=values, change=change)

    return acted(request, ProcessForm(request.POST or None), act, save)


def process(request: PageRequest, pk: int) -> HttpResponse:
    """Change one line of the process list, or end it with a day."""
    require(request.viewer, Deed.REPORT)
    line = process_for(request.viewer, pk)
    act = _act(gettext("修改工序"), line.enterprise.name, line.enterprise_id)

    def save(values: dict[str, Any], change: Change) -> None:
        save_process(enterprise=line.enterprise, line=line, values=values, change=change)

    form = ProcessForm(request.POST or None, initial=_initial(line, ProcessForm.field_order))
    return acted(request, form, act, save)


def _act(title: str, about: str, pk: int) -> Act:
    return Act(
        title=title,
        about=about,
        back=reverse("diagnosis:lists", args=[pk]),
        said=gettext("清单已更新，比率已重算。"),
        at_field={
            "diagnosis.number_taken": "number",
            "diagnosis.made_in_future": "made_in",
            "diagnosis.list_source_missing": "source",
        },
    )


def _initial(line: Any, names: Sequence[str]) -> dict[str, Any]:
    marks = {True: "true", False: "false", None: ""}
    return {
        name: marks[value] if name in MARK_NAMES else value
        for name in names
        if name != "reason"
        for value in [getattr(line, name)]
    }


def _day(request: PageRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return localdate()
