"""Matching days, and the announcement of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.matches.actions.open_day import DayPlan, open_day
from jigai.apps.matches.queries.days import day_rows
from jigai.apps.matches.words import DAY_STATES, SIDES
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField
from jigai.web.matches.words import SIDE_CHOICES, worded
from jigai.web.requests import PageRequest


class DayForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("名称"), max_length=120)
    held_on = DayField(label=gettext_lazy("日期"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=120)
    begins_at = forms.TimeField(
        label=gettext_lazy("开始时间"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    turn_minutes = forms.IntegerField(
        label=gettext_lazy("每轮分钟数"), min_value=5, max_value=120, initial=20
    )
    proposing = forms.ChoiceField(
        label=gettext_lazy("以哪一方的意向为先"), choices=SIDE_CHOICES,
        help_text=gettext_lazy("为先的一方得到它在所有稳定安排中最好的结果；可以随时改。"),
    )  # fmt: skip


@require_safe
def days(request: PageRequest) -> HttpResponse:
    shown = {
        "here_tab": "days",
        "may_run": may(request.viewer, Deed.RUN_MATCHING),
        "rows": [
            (one, worded(DAY_STATES, one.state), worded(SIDES, one.proposing))
            for one in day_rows(request.viewer)
        ],
    }
    return render(request, "matches/days.html", shown)


def day_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.RUN_MATCHING)
    act = Act(
        title=_("举办对接会"),
        back=reverse("matches:days"),
        said=_("对接会已登记，请添加参加者。"),
        reason=_("举办对接会"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        open_day(plan=DayPlan(**values), change=change)

    return acted(request, DayForm(request.POST or None), act, save)
