"""The next step of a match, and the way out of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.matches.actions.advance_match import BY_PAPER, advance_match
from jigai.apps.matches.actions.withdraw_match import withdraw_match
from jigai.apps.matches.queries.access import match_for, side_of
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.pipeline import offer_of
from jigai.apps.matches.words import MOVES, STAGES
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField
from jigai.web.matches.words import CODE_CHOICES, worded
from jigai.web.requests import PageRequest

AT_FIELD = {
    "matches.step_ahead": "on",
    "matches.step_before_last": "on",
    "matches.stage_not_next": "to",
    "matches.refusal_code_unknown": "code",
}


class StepForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("到哪一步"))
    on = DayField(label=gettext_lazy("日期"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)


class WithdrawForm(forms.Form):
    code = forms.ChoiceField(label=gettext_lazy("退出原因"), choices=CODE_CHOICES)
    on = DayField(label=gettext_lazy("日期"))
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=120, required=False,
        help_text=gettext_lazy("一行，写给对方看。"),
    )  # fmt: skip


def advance(request: PageRequest, pk: int) -> HttpResponse:
    """Talks, trial, product; contract stages are reached by their papers."""
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    match = match_for(viewer, pk)
    side_of(viewer, match.demand, offer_of(match))
    form = StepForm(request.POST or None, initial={"on": localdate()})
    field: Any = form.fields["to"]
    field.choices = [(to, worded(STAGES, to)) for to in MOVES[match.stage] if to not in BY_PAPER]
    act = Act(
        title=_("登记下一步"),
        about=names_for(viewer).demand(match.demand),
        back=reverse("matches:show", args=[pk]),
        said=_("进展已登记。"),
        reason=_("登记对接进展"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        advance_match(match=match, change=change, **values)

    return acted(request, form, act, save)


def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    match = match_for(viewer, pk)
    side = side_of(viewer, match.demand, offer_of(match))
    form = WithdrawForm(request.POST or None, initial={"on": localdate()})
    act = Act(
        title=_("退出对接"),
        about=names_for(viewer).demand(match.demand),
        back=reverse("matches:show", args=[pk]),
        said=_("已退出；原因会计入对方的月报，并影响下一次排序。"),
        submit=_("退出"),
        reason=_("退出对接"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        withdraw_match(match=match, side=side, change=change, **values)

    return acted(request, form, act, save)
