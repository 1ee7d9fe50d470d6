"""One gap: what it is, settled with a reason, opened again; and one that a person writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.diagnosis.actions.settle_gap import add_gap, reopen_gap, settle_gap
from jigai.apps.diagnosis.queries.access import diagnosis_for, gap_for
from jigai.apps.diagnosis.queries.gaps import STATE_WORDS, gaps_of_diagnosis
from jigai.domain.change import Change
from jigai.domain.maturity.states import GapState
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import spoken
from jigai.web.requests import PageRequest

CHOICES = (
    (GapState.CLOSED.value, spoken(STATE_WORDS[GapState.CLOSED])),
    (GapState.DROPPED.value, spoken(STATE_WORDS[GapState.DROPPED])),
)
REOPEN = ((GapState.OPEN.value, spoken(STATE_WORDS[GapState.OPEN])),)


class SettleForm(ReasonedForm):
    state = forms.ChoiceField(label=_("状态"))

    def __init__(self, *given: Any, is_open: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["state"]
        chosen.choices = CHOICES if is_open else REOPEN


class GapForm(ReasonedForm):
    what = forms.CharField(
        label=_("现状"), max_length=300, help_text=_("例：设备数控化率 60%（按清单计算）")
    )
    target = forms.CharField(label=_("目标"), max_length=300, help_text=_("例：达到 90%"))


def gap(request: PageRequest, pk: int) -> HttpResponse:
    found = gap_for(request.viewer, pk)
    is_open = found.state == GapState.OPEN
    row = next(one for one in gaps_of_diagnosis(found.diagnosis_id) if one.id == pk)
    act = Act(
        title=gettext("差距 {number}").format(number=pk),
        about=row.enterprise,
        back=f"{reverse('diagnosis:show', args=[row.diagnosis_id])}#gaps",
        said=gettext("差距状态已更新。"),
        template="diagnosis/gap.html",
    )
    form = SettleForm(request.POST or None, is_open=is_open)
    shown = {"gap": row, "may_settle": may(request.viewer, Deed.REVIEW)}
    if request.method != "POST":
        return render(request, act.template, {"form": form, "act": act, **shown})
    require(request.viewer, Deed.REVIEW)

    def settle(values: dict[str, Any], change: Change) -> None:
        if values["state"] == GapState.OPEN:
            reopen_gap(gap=found, change=change)
            return
        settle_gap(
            gap=found,
            as_state=GapState(values["state"]),
            because=change.reason,
            on=localdate(),
            change=change,
        )

    return acted(request, form, act, settle, shown=shown)


def gap_new(request: PageRequest, pk: int) -> HttpResponse:
    """A gap that no question shows, such as a rate to be raised."""
    require(request.viewer, Deed.REVIEW)
    diagnosis = diagnosis_for(request.viewer, pk)
    act = Act(
        title=gettext("补充差距"),
        about=diagnosis.enterprise.name,
        back=f"{reverse('diagnosis:show', args=[pk])}#gaps",
        said=gettext("差距已列入清单。"),
    )

    def add(values: dict[str, Any], change: Change) -> None:
        add_gap(
            diagnosis=diagnosis,
            what=values["what"],
            target=values["target"],
            on=localdate(),
            change=change,
        )

    return acted(request, GapForm(request.POST or None), act, add)
