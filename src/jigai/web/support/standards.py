"""The limits in force with their sources; the office sets its own from a day on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.support.actions.set_office_hours import set_office_hours
from jigai.apps.support.actions.set_standard import set_standard
from jigai.apps.support.queries.standards import hours_row, standard_rows
from jigai.domain.change import Change
from jigai.domain.request_clocks.standards import StandardKind
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.support.words import KINDS, amount_said

DECISION = _("依据")
EXAMPLE = _("例：庆政办发〔2026〕9号第三条")


class StandardForm(forms.Form):
    kind = forms.ChoiceField(label=_("时限种类"), choices=KINDS)
    valid_from = DayField(label=_("自哪天起"), help_text=_("此前提出的诉求仍按原时限。"))
    amount = forms.IntegerField(
        label=_("时限"), min_value=1, help_text=_("首次响应按办公分钟，其余按工作日。")
    )
    decision = forms.CharField(label=DECISION, max_length=200, help_text=EXAMPLE)


class HoursForm(forms.Form):
    valid_from = DayField(label=_("自哪天起"))
    opens = forms.TimeField(label=_("上班"))
    break_from = forms.TimeField(label=_("午休开始"))
    break_to = forms.TimeField(label=_("午休结束"))
    closes = forms.TimeField(label=_("下班"))
    decision = forms.CharField(label=DECISION, max_length=200, help_text=EXAMPLE)


@require_safe
def standards(request: PageRequest) -> HttpResponse:
    today = localdate()
    rows = standard_rows(on=today)
    shown = {
        "lines": [
            (row, said_on_page(row.title), amount_said(row.amount, row.unit)) for row in rows
        ],
        "hours": hours_row(on=today),
        "may_set": may(request.viewer, Deed.SET_STANDARDS),
        "here_tab": "standards",
    }
    return render(request, "support/standards.html", shown)


def standard(request: PageRequest) -> HttpResponse:
    """Set one limit; ``?kind=`` chooses which."""
    require(request.viewer, Deed.SET_STANDARDS)
    act = _act(gettext("设定办理时限"), gettext("时限已设定。"))

    def do(values: dict[str, Any], change: Change) -> None:
        set_standard(**{**values, "kind": StandardKind(values["kind"])}, change=change)

    initial = {"kind": request.GET.get("kind", ""), "valid_from": localdate()}
    return acted(request, StandardForm(request.POST or None, initial=initial), act, do)


def hours(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_STANDARDS)
    act = _act(gettext("设定办公时间"), gettext("办公时间已设定。"))

    def do(values: dict[str, Any], change: Change) -> None:
        set_office_hours(**values, change=change)

    now = hours_row(on=localdate())
    initial = {
        "valid_from": localdate(),
        "opens": f"{now.opens:%H:%M}",
        "break_from": f"{now.break_from:%H:%M}",
        "break_to": f"{now.break_to:%H:%M}",
        "closes": f"{now.closes:%H:%M}",
    }
    return acted(request, HoursForm(request.POST or None, initial=initial), act, do)


def _act(title: str, said: str) -> Act:
    return Act(title=title, back=reverse("support:standards"), said=said, reason=title)
