"""Who comes to a matching day, and whom they wish to meet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.matches.actions.open_day import add_participant, remove_participant
from jigai.apps.matches.queries.access import (
    NotYourWishes,
    day_for,
    participant_for,
    speaks_for,
    thing_named,
)
from jigai.apps.matches.queries.days import (
    joinable,
    participant_title,
    participants_by_number,
    wish_choices,
    wishes_of,
)
from jigai.domain.change import Change
from jigai.flows.rank_day import edit_wishes
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class JoinForm(forms.Form):
    thing = forms.ChoiceField(label=gettext_lazy("谁来参加"))
    capacity = forms.IntegerField(
        label=gettext_lazy("最多见几场"), min_value=1, max_value=50, initial=1
    )


class WishesForm(forms.Form):
    """The numbers of the other side's participants, the best first."""

    order = forms.CharField(
        label=gettext_lazy("意向次序"), required=False, max_length=400,
        help_text=gettext_lazy("按先后写参加者编号，用逗号分开；不写的不见面。"),
    )  # fmt: skip

    def clean_order(self) -> list[int]:
        text = str(self.cleaned_data["order"]).replace("，", ",").replace("、", ",")
        cells = [cell.strip() for cell in text.split(",") if cell.strip()]
        if not all(cell.isdecimal() and cell.isascii() for cell in cells):
            raise ValidationError(_("请只写编号，例：3，1，2。"))
        return [int(cell) for cell in cells]


def join(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.RUN_MATCHING)
    found = day_for(request.viewer, pk)
    form = JoinForm(request.POST or None)
    field: Any = form.fields["thing"]
    field.choices = joinable(request.viewer, found)
    act = Act(
        title=_("添加参加者"),
        about=found.name,
        back=reverse("matches:day", args=[pk]),
        said=_("已添加。"),
        reason=_("添加参加者"),
        at_field={"matches.comes_already": "thing"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        thing = thing_named(request.viewer, values["thing"])
        add_participant(day=found, thing=thing, capacity=values["capacity"], change=change)

    return acted(request, form, act, save)


@require_POST
def leave(request: PageRequest, pk: int, participant: int) -> HttpResponse:
    require(request.viewer, Deed.RUN_MATCHING)
    found = participant_for(day_for(request.viewer, pk), participant)
    remove_participant(participant=found, change=change_by(request, _("移出对接会")))
    tell(request, _("已移出。"))
    return redirect("matches:day", pk=pk)


def wishes(request: PageRequest, pk: int, participant: int) -> HttpResponse:
    """By the participant's own side or the office; a conflict of interest is refused."""
    require(request.viewer, Deed.MATCH)
    day = day_for(request.viewer, pk)
    found = participant_for(day, participant)
    if not speaks_for(request.viewer, found):
        raise NotYourWishes
    first = {"order": "，".join(str(one) for one in wishes_of(found))}
    form = WishesForm(request.POST or None, initial=first)
    act = Act(
        title=_("改意向"),
        about=participant_title(request.viewer, found),
        back=reverse("matches:day", args=[pk]),
        said=_("意向已保存。"),
        reason=_("改对接会意向"),
        template="matches/wishes.html",
        at_field={"matches.wish_in_conflict": "order", "matches.wish_not_of_other_side": "order"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        wished = participants_by_number(day, values["order"])
        edit_wishes(participant=found, wished=wished, change=change)

    shown = {"others": wish_choices(request.viewer, found)}
    return acted(request, form, act, save, shown=shown)
