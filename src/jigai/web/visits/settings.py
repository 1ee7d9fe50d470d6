"""Within how many days somebody calls, and how many visits a year are enough; both dated."""

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
from jigai.apps.visits.actions.set_rhythm import LONGEST_DAYS, set_rhythm
from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.queries.caps import cap_rows
from jigai.apps.visits.queries.rhythms import rhythm_rows
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField
from jigai.web.requests import PageRequest
from jigai.web.visits.words import ANY_COLOUR, ANY_RUNG


@require_safe
def settings(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    today = localdate()
    rungs, colours = dict(ANY_RUNG), dict(ANY_COLOUR)
    shown = {
        "here_tab": "settings",
        "rhythms": [
            (rungs.get(row.rung, row.rung), colours.get(row.colour, row.colour), row)
            for row in rhythm_rows(on=today)
        ],
        "caps": cap_rows(on=today),
        "may_set": may(request.viewer, Deed.SET_SERVICE),
    }
    return render(request, "visits/settings.html", shown)


class RhythmForm(forms.Form):
    rung = forms.ChoiceField(label=_("梯级"), choices=ANY_RUNG, required=False)
    colour = forms.ChoiceField(label=_("项目牌色"), choices=ANY_COLOUR, required=False)
    most_days = forms.IntegerField(
        label=_("最多多少天联系一次"),
        min_value=0,
        max_value=LONGEST_DAYS,
        help_text=_("0 表示不再单独要求"),
    )
    valid_from = DayField(label=_("自哪天起"))
    decision = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("例：专班会议纪要〔2026〕7号")
    )


class CapForm(forms.Form):
    most_a_year = forms.IntegerField(
        label=_("每家企业每年最多走访次数"), min_value=1, max_value=366
    )
    valid_from = DayField(label=_("自哪天起"))
    decision = forms.CharField(label=_("依据"), max_length=200)


def rhythm(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_SERVICE)
    act = _act(gettext("设定联系频次"), {"visits.rhythm_starts_before": "valid_from"})

    def keep(values: dict[str, Any], change: Change) -> None:
        set_rhythm(**values, change=change)

    return acted(request, RhythmForm(request.POST or None, initial=_today()), act, keep)


def cap(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_SERVICE)
    act = _act(gettext("设定走访上限"), {})

    def keep(values: dict[str, Any], change: Change) -> None:
        set_visit_cap(**values, change=change)

    return acted(request, CapForm(request.POST or None, initial=_today()), act, keep)


def _act(title: str, at_field: dict[str, str]) -> Act:
    return Act(
        title=title,
        back=reverse("visits:settings"),
        said=gettext("已设定。"),
        reason=title,
        at_field=at_field,
    )


def _today() -> dict[str, Any]:
    return {"valid_from": localdate()}
