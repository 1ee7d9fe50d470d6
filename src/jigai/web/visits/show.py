"""One contact: what was said and promised; it may be taken back or given to another firm."""

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
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.visits.actions.assign_interaction import assign_interaction
from jigai.apps.visits.actions.withdraw_interaction import withdraw_interaction
from jigai.apps.visits.queries.follow_ups import follow_ups
from jigai.apps.visits.queries.interactions import (
    interaction_for,
    interaction_row,
    may_withdraw,
    own_interaction_for,
)
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.fragments import fragment
from jigai.web.requests import PageRequest
from jigai.web.visits.words import kind_word


@require_safe
@vary_on_headers("HX-Request")
def show(request: PageRequest, pk: int) -> HttpResponse:
    found = interaction_for(request.viewer, pk)
    row = interaction_row(found)
    promised = follow_ups(request.viewer, is_open=False, enterprise_id=row.enterprise_id)
    shown = {
        "row": row,
        "kind": kind_word(row.kind),
        "promises": [one for one in promised if one.interaction_id == pk],
        "may_withdraw": row.withdrawn_on is None and may_withdraw(request.viewer, found),
        "may_assign": may(request.viewer, Deed.KEEP_REGISTERS),
    }
    return render(request, "visits/show.html" + fragment(request, "record"), shown)


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("撤回原因"), max_length=200, help_text=_("例：企业选错。记录保留，不再计入。")
    )


def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SERVE)
    found = own_interaction_for(request.viewer, pk)
    act = Act(
        title=gettext("撤回联系记录"),
        about=str(found.enterprise),
        back=reverse("visits:show", args=[pk]),
        said=gettext("已撤回，记录保留。"),
        submit=gettext("撤回"),
        reason=gettext("登记有误"),
    )

    def take_back(values: dict[str, Any], change: Change) -> None:
        withdraw_interaction(
            interaction=found, on=localdate(), because=values["because"], change=change
        )

    return acted(request, WithdrawForm(request.POST or None), act, take_back)


class AssignForm(ReasonedForm):
    enterprise = forms.CharField(
        label=_("归属企业"), max_length=20, help_text=_("统一社会信用代码或企业编号")
    )


def assign(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = interaction_for(request.viewer, pk)
    act = Act(
        title=gettext("指定归属企业"),
        about=str(found.enterprise),
        back=reverse("visits:show", args=[pk]),
        said=gettext("已改归属。"),
        at_field={"visits.held_there_already": "enterprise"},
    )

    def give(values: dict[str, Any], change: Change) -> None:
        to = enterprise_named(request.viewer, values["enterprise"])
        assign_interaction(interaction=found, enterprise=to, change=change)

    return acted(request, AssignForm(request.POST or None), act, give)
