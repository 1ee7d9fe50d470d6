"""Who comes to a matching day, and whom they wish to meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
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
    WishRow,
    joinable,
    participant_title,
    participants_by_number,
    wish_choices,
)
from jigai.domain.change import Change
from jigai.flows.rank_day import edit_wishes
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell

PLACE = "place_"


class JoinForm(forms.Form):
    thing = forms.ChoiceField(label=gettext_lazy("谁来参加"))
    capacity = forms.IntegerField(
        label=gettext_lazy("最多见几场"), min_value=1, max_value=50, initial=1
    )


class WishesForm(forms.Form):
    """A place for each of the other side's participants; who gets none is not met."""

    def __init__(self, *given: Any, others: Sequence[WishRow], **options: Any) -> None:
        super().__init__(*given, **options)
        places = [(place, nth(place)) for place in range(1, len(others) + 1)]
        self.names = {f"{PLACE}{one.participant_id}": one.name for one in others}
        for one in others:
            self.fields[f"{PLACE}{one.participant_id}"] = forms.TypedChoiceField(
                label=one.name, choices=[("", _("不见面")), *places], coerce=int,
                required=False, initial=one.place or "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """``order``: the numbers of those who are wished for, the best first."""
        given = {name: self.cleaned_data.get(name) or 0 for name in self.names}
        first: dict[int, str] = {}
        for name, place in given.items():
            other = first.setdefault(place, name)
            if place and other != name:
                said = _("与“{name}”同为{place}，请错开。")
                self.add_error(name, said.format(name=self.names[other], place=nth(place)))
        wished = sorted((place, name) for name, place in given.items() if place)
        return {"order": [int(name.removeprefix(PLACE)) for _place, name in wished]}


def nth(place: int) -> str:
    return _("第 {place} 位").format(place=place)


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
    form = WishesForm(request.POST or None, others=wish_choices(request.viewer, found))
    act = Act(
        title=_("改意向"),
        about=participant_title(request.viewer, found),
        back=reverse("matches:day", args=[pk]),
        said=_("意向已保存。"),
        reason=_("改对接会意向"),
        template="matches/wishes.html",
    )

    def save(values: dict[str, Any], change: Change) -> None:
        wished = participants_by_number(day, values["order"])
        edit_wishes(participant=found, wished=wished, change=change)

    return acted(request, form, act, save)
