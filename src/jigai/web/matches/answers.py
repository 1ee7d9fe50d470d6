"""Answers to a proposal: start, decline by a code, take a refusal back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.matches.actions.decline_match import decline_match
from jigai.apps.matches.actions.start_match import start_match
from jigai.apps.matches.actions.take_back_refusal import take_back_refusal
from jigai.apps.matches.queries.access import (
    offer_named,
    open_demand_for,
    refusal_for,
    side_of,
)
from jigai.apps.matches.queries.demands import own_offers
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.pipeline import offer_of
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_POST
def start(request: PageRequest, demand: int) -> HttpResponse:
    """The two spoke for the first time today; an earlier day is recorded by API or command."""
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    found = open_demand_for(viewer, demand)
    offer = offer_named(viewer, request.POST.get("offer", ""))
    side_of(viewer, found, offer)
    made = start_match(
        demand=found,
        offer=offer,
        on=localdate(),
        note=request.POST.get("note", "")[:300],
        change=change_by(request, _("开始对接")),
    )
    tell(request, _("已登记首次联系。"))
    return redirect("matches:show", pk=made.pk)


class AnswerForm(forms.Form):
    offer = forms.ChoiceField(label=gettext_lazy("用哪项成果或哪位专家应答"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)


def answer(request: PageRequest, demand: int) -> HttpResponse:
    """A university answers a published demand with something of its own."""
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    found = open_demand_for(viewer, demand)
    form = AnswerForm(request.POST or None)
    field: Any = form.fields["offer"]
    field.choices = [(one.key, one.name) for one in own_offers(viewer, on=localdate())]
    act = Act(
        title=_("应答需求"),
        about=names_for(viewer).demand(found),
        back=reverse("matches:list"),
        said=_("已登记首次联系。"),
        submit=_("应答"),
        reason=_("应答需求"),
        at_field={"matches.already_started": "offer"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        offer = offer_named(viewer, values["offer"])
        side_of(viewer, found, offer)
        start_match(demand=found, offer=offer, on=localdate(), note=values["note"], change=change)

    return acted(request, form, act, save)


@require_POST
def decline(request: PageRequest, demand: int) -> HttpResponse:
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    found = open_demand_for(viewer, demand)
    offer = offer_named(viewer, request.POST.get("offer", ""))
    side = side_of(viewer, found, offer)
    decline_match(
        demand=found,
        offer=offer,
        side=side,
        code=request.POST.get("code", ""),
        note=request.POST.get("note", "")[:120],
        on=localdate(),
        change=change_by(request, _("谢绝匹配")),
    )
    tell(request, _("已谢绝；下面的次序已按您的原因调整。"))
    return redirect(
        "matches:proposals" if side == "demand" else "matches:digest",
        *([demand] if side == "demand" else []),
    )


@require_POST
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    found = refusal_for(viewer, pk)
    side = side_of(viewer, found.demand, offer_of(found))
    take_back_refusal(refusal=found, change=change_by(request, _("撤回谢绝")))
    tell(request, _("谢绝已撤回。"))
    if side == "demand":
        return redirect("matches:proposals", demand=found.demand_id)
    return redirect("matches:digest")
