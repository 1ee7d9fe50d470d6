"""Second factors: reset by two persons, told to the person, demanded of roles."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.demand_factor import (
    DemandedAlready,
    demand_factor,
    end_factor_demand,
)
from jigai.apps.accounts.actions.reset_factor import (
    ask_factor_reset,
    confirm_factor_reset,
    tell_of_reset,
    withdraw_factor_reset,
)
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.factors import demand_by, demand_rows, reset_by, untold_reset
from jigai.apps.accounts.queries.people import person_by
from jigai.domain.change import Change
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.refused import add_refusal
from jigai.web.people.forms import DemandForm, EndForm, ReasonForm
from jigai.web.people.words import ROLES
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


def factor_ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask; another administrator confirms."""
    require(request.viewer, Deed.ADMINISTER)
    person = person_by(pk)
    act = Act(
        title=_("申请重置双重验证"),
        about=person.display_name,
        back=reverse("people:show", args=[pk]),
        said=_("已申请，等另一位管理员确认"),
        submit=_("提交申请"),
    )
    form = ReasonForm(request.POST or None)

    def ask(_values: dict[str, object], change: Change) -> None:
        ask_factor_reset(user=person, change=change)

    return acted(request, form, act, ask)


@require_POST
def factor_confirm(request: PageRequest, pk: int) -> HttpResponse:
    """The second person's word: the factor is gone and every browser of the person is out."""
    require(request.viewer, Deed.ADMINISTER)
    reset = reset_by(pk)
    change = change_by(request, f"确认重置双重验证：{reset.reason}")
    confirm_factor_reset(reset=reset, change=change)
    tell(request, _("双重验证已重置，本人下次登录时会得知"))
    return HttpResponseRedirect(reverse("people:show", args=[reset.user_id]))


@require_POST
def factor_withdraw(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    reset = reset_by(pk)
    withdraw_factor_reset(reset=reset, change=change_by(request, "不予重置双重验证"))
    tell(request, _("申请已撤回"))
    return HttpResponseRedirect(reverse("people:show", args=[reset.user_id]))


def factor_told(request: PageRequest) -> HttpResponse:
    """What the person reads at the first sign-in after a reset, once."""
    reset = untold_reset(request.viewer.user_id)
    if reset is None:
        return HttpResponseRedirect("/")
    if request.method == "POST":
        tell_of_reset(reset=reset, change=change_by(request, "已知悉双重验证被重置"))
        return HttpResponseRedirect("/")
    return render(request, "people/factor_told.html", {"reset": reset})


def factors(request: PageRequest) -> HttpResponse:
    """Which roles must have a second factor; each demand with its decision and its dates."""
    require(request.viewer, Deed.ADMINISTER)
    form = DemandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = change_by(request, form.cleaned_data["decision"])
        try:
            demand_factor(**form.cleaned_data, change=change)
        except DemandedAlready as refusal:
            add_refusal(form, refusal, field="role")
        else:
            tell(request, _("已保存"))
            return HttpResponseRedirect(reverse("people:factors"))
    words, today = dict(ROLES), localdate()
    rows = [
        (row, words[row.role], row.valid_to is None or row.valid_to > today)
        for row in demand_rows()
    ]
    return render(request, "people/factors.html", {"form": form, "rows": rows})


def factor_demand_end(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.ADMINISTER)
    demand = demand_by(pk)
    act = Act(
        title=_("终止双重验证要求"),
        about=dict(ROLES)[demand.role],
        back=reverse("people:factors"),
        said=_("已保存"),
        at_field={"factor.ends_before_it_begins": "on"},
    )
    form = EndForm(request.POST or None, initial={"on": localdate()})

    def end(values: dict[str, object], change: Change) -> None:
        end_factor_demand(demand=demand, on=values["on"], change=change)  # type: ignore[arg-type]

    return acted(request, form, act, end)
