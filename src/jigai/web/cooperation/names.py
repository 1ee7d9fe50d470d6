"""Open the name behind a secret demand: ask, offer, agree, take back, and look."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.cooperation.actions.disclose import (
    agree_to_disclosure,
    ask_for_names,
    end_disclosure,
    offer_names,
)
from jigai.apps.cooperation.actions.look_at_demand import NamesClosed, look_at_demand
from jigai.apps.cooperation.queries.access import (
    NotTheOwner,
    demand_for,
    disclosure_for,
    institution_for,
    institutions_of,
    is_owner,
    own_institution,
)
from jigai.apps.cooperation.queries.demand_profile import (
    demand_text,
    looker,
    may_look,
    text_of,
)
from jigai.apps.cooperation.queries.institutions import visible_institutions
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.cooperation.demand import worded_demand
from jigai.web.cooperation.demand_forms import AskForm, CloseForm, OfferNamesForm, PurposeForm
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def ask(request: PageRequest, pk: int) -> HttpResponse:
    """An institution asks, and promises to keep it to itself."""
    require(request.viewer, Deed.ASK_NAMES)
    found = demand_for(request.viewer, pk)
    own = [(one.pk, one.name) for one in institutions_of(request.viewer)]
    form = AskForm(request.POST or None, choices=own)
    act = Act(
        title=_("申请查看名称"),
        about=demand_text(request.viewer, found, on=localdate()).name,
        back=reverse("cooperation:demand", args=[pk]),
        said=_("已申请；企业同意后即可查看。"),
        submit=_("申请"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        institution = own_institution(request.viewer, values["institution_id"])
        ask_for_names(demand=found, institution=institution, change=change)

    return acted(request, form, act, save)


def offer(request: PageRequest, pk: int) -> HttpResponse:
    """The owner offers the names to one institution."""
    require(request.viewer, Deed.DEMAND)
    found = demand_for(request.viewer, pk)
    if not is_owner(request.viewer, found):
        raise NotTheOwner
    rows = visible_institutions(request.viewer).order_by("name_sort")
    choices = [(one.pk, one.name) for one in rows]
    act = Act(
        title=_("主动公开给一家院校"),
        about=found.name,
        back=reverse("cooperation:demand", args=[pk]),
        said=_("已同意；院校也同意后公开。"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        institution = institution_for(request.viewer, values["institution_id"])
        offer_names(demand=found, institution=institution, change=change)

    return acted(request, OfferNamesForm(request.POST or None, choices=choices), act, save)


@require_POST
def agree(request: PageRequest, pk: int) -> HttpResponse:
    """The owner agrees to what an institution asked for."""
    require(request.viewer, Deed.DEMAND)
    found = disclosure_for(request.viewer, pk)
    if not is_owner(request.viewer, found.demand):
        raise NotTheOwner
    agree_to_disclosure(disclosure=found, change=change_by(request, _("同意公开名称")))
    tell(request, _("已同意公开；每次查看都会记录。"))
    return redirect("cooperation:demand", pk=found.demand_id)


def disclosure_end(request: PageRequest, pk: int) -> HttpResponse:
    """Either side declines or takes it back."""
    found = disclosure_for(request.viewer, pk)
    act = Act(
        title=_("谢绝或收回名称公开"),
        about=found.institution.name,
        back=reverse("cooperation:demand", args=[found.demand_id]),
        said=_("名称不再公开。"),
    )

    def save(_values: dict[str, Any], change: Change) -> None:
        end_disclosure(disclosure=found, change=change)

    return acted(request, CloseForm(request.POST or None), act, save)


def look(request: PageRequest, pk: int) -> HttpResponse:
    """Say what for, and read the clear text once; the owner sees who looked and when."""
    found = demand_for(request.viewer, pk)
    if not may_look(request.viewer, found):
        raise NamesClosed
    act = Act(
        title=_("查看名称"),
        about=demand_text(request.viewer, found, on=localdate()).name,
        back=reverse("cooperation:demand", args=[pk]),
        said="",
        submit=_("查看并记录"),
    )
    form = PurposeForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, act.template, {"form": form, "act": act}, status=status)
    change = change_by(request, form.cleaned_data["reason"])
    look_at_demand(demand=found, institution=looker(request.viewer, found), change=change)
    shown = worded_demand(text_of(found, is_clear=True, on=localdate()))
    return render(request, "cooperation/clear.html", shown)
