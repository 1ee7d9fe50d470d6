"""Targets of the programme: split, checked, published frozen, restated by number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.planning.actions.draft_target import draft_target
from jigai.apps.planning.actions.publish_target import publish_target
from jigai.apps.planning.actions.restate_target import restate_target
from jigai.apps.planning.actions.set_target_parts import (
    PartGiven,
    TargetFrozen,
    set_target_parts,
)
from jigai.apps.planning.conservation import INDICATORS
from jigai.apps.planning.queries.access import target_for
from jigai.apps.planning.queries.targets import PartRow, target_card, target_rows
from jigai.apps.reference.queries.divisions import division_by
from jigai.apps.reference.queries.names import home_county
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import KeyChoiceField, area_choices
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page, spoken
from jigai.web.planning.line_form import NumberField
from jigai.web.planning.words import TARGET_STATES
from jigai.web.requests import PageRequest

DRAFT = "draft"


class TargetForm(ReasonedForm):
    indicator = forms.ChoiceField(
        label=gettext_lazy("指标"),
        choices=[(one.id, spoken(one.label)) for one in INDICATORS.values()],
    )
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2100)
    division_id = KeyChoiceField(
        label=gettext_lazy("区域"), help_text=gettext_lazy("目标在它的下级区划和部门之间分解。")
    )
    value = NumberField(label=gettext_lazy("总目标"), help_text=gettext_lazy("例：120"))
    tolerance = NumberField(
        label=gettext_lazy("容差"),
        required=False,
        help_text=gettext_lazy("各部分合计与总目标最多差多少，单位相同；0 为必须相等。"),
    )
    basis = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("例：县政府2027年工作报告"),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["division_id"].choices = area_choices()  # type: ignore[attr-defined]


class SplitForm(ReasonedForm):
    """The whole, the tolerance, and a field for each part (and its weight for a mean)."""

    value = NumberField(label=gettext_lazy("总目标"))
    tolerance = NumberField(label=gettext_lazy("容差"), required=False)

    def __init__(
        self, *given: Any, parts: tuple[PartRow, ...], weighed_by: str, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.parts, self.weighed_by = parts, weighed_by
        for part in parts:
            name = said_on_page(part.name)
            self.fields[_name(part)] = NumberField(label=name, required=False, initial=part.value)
            if weighed_by:
                self.fields[f"{_name(part)}.weight"] = NumberField(
                    label=f"{name} · {weighed_by}", required=False, initial=part.weight
                )
        self.fields["reason"] = self.fields.pop("reason")

    def given_parts(self) -> list[PartGiven]:
        said = self.cleaned_data
        return [
            PartGiven(
                said[_name(part)],
                part.division_id,
                part.agency_id,
                said.get(f"{_name(part)}.weight", ""),
            )
            for part in self.parts
        ]


def _name(part: PartRow) -> str:
    return f"d{part.division_id}" if part.division_id else f"a{part.agency_id}"


@require_safe
def target_list(request: PageRequest) -> HttpResponse:
    """Every target in its newest edition, the latest year first."""
    rows = target_rows(request.viewer)
    newest: dict[tuple[str, int, int], Any] = {}
    for row in rows:
        newest.setdefault((row.indicator, row.year, row.division_id), row)
    shown = {
        "rows": [(row, TARGET_STATES[row.state]) for row in newest.values()],
        "may_set": may(request.viewer, Deed.SET_TARGETS),
        "here_tab": "targets",
    }
    return render(request, "planning/targets.html", shown)


@require_safe
def target_show(request: PageRequest, pk: int) -> HttpResponse:
    card = target_card(target_for(request.viewer, pk), request.viewer)
    last = card.editions[0]
    may_set = may(request.viewer, Deed.SET_TARGETS)
    shown = {
        "card": card,
        "row": card.row,
        "state_words": TARGET_STATES[card.row.state],
        "editions": [(one, TARGET_STATES[one.state]) for one in card.editions],
        "may_write": may_set and card.row.state == DRAFT,
        "may_restate": may_set and last.id == card.row.id and card.row.holds_now,
    }
    return render(request, "planning/target.html", shown)


def target_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_TARGETS)
    county = home_county()
    first = {"year": localdate().year + 1, "division_id": county.pk if county else None}
    act = Act(
        title=_("编制目标"),
        about=_("只面向乡镇和部门；不是给企业的填报要求，也不用统计部门的单位数据"),
        back=reverse("planning:targets"),
        said=_("目标已建立，请分解。"),
        submit=_("建立"),
        at_field={"targets.stands_already": "indicator", "targets.below_nought": "value"},
    )
    made: list[int] = []

    def draft(values: dict[str, Any], change: Change) -> None:
        division = division_by(values.pop("division_id"))
        made.append(draft_target(division=division, change=change, **values).pk)

    answer = acted(request, TargetForm(request.POST or None, initial=first), act, draft)
    if made:
        return HttpResponseRedirect(reverse("planning:target_split", args=made))
    return answer


def target_split(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SET_TARGETS)
    split = target_for(request.viewer, pk)
    if split.state != DRAFT:
        raise TargetFrozen(edition=split.edition)
    card = target_card(split, request.viewer)
    weighed_by = said_on_page(card.row.weighed_by) if card.row.weighed_by else ""
    first = {"value": split.value, "tolerance": split.tolerance}
    form = SplitForm(request.POST or None, parts=card.parts, weighed_by=weighed_by, initial=first)
    act = Act(
        title=_("分解目标"),
        about=f"{said_on_page(card.row.label)} · {split.year} · {said_on_page(card.row.unit)}",
        back=reverse("planning:target", args=[pk]),
        said=_("分解已保存。"),
        reason=_("分解目标"),
        at_field={"targets.below_nought": "value"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        set_target_parts(
            split=split,
            parts=form.given_parts(),
            value=values["value"],
            tolerance=values["tolerance"] or "0",
            change=change,
        )

    return acted(request, form, act, save)


def target_publish(request: PageRequest, pk: int) -> HttpResponse:
    """Refused with the missing amount while the parts do not make the whole."""
    require(request.viewer, Deed.SET_TARGETS)
    split = target_for(request.viewer, pk)
    act = Act(
        title=_("发布目标分解"),
        about=_("发布后冻结；以后只能更正重发为新的一版"),
        back=reverse("planning:target", args=[pk]),
        said=_("目标分解已发布。"),
        submit=_("发布"),
    )

    def publish(_values: dict[str, Any], change: Change) -> None:
        publish_target(split=split, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, publish)


def target_restate(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.SET_TARGETS)
    split = target_for(request.viewer, pk)
    act = Act(
        title=_("更正重发"),
        about=_("抄一份已发布的来改；新版发布以前原版照常有效，原版永远可查"),
        back=reverse("planning:target", args=[pk]),
        said=_("新版已建立，请改后发布。"),
    )
    made: list[int] = []

    def restate(_values: dict[str, Any], change: Change) -> None:
        made.append(restate_target(split=split, change=change).pk)

    answer = acted(request, ReasonedForm(request.POST or None), act, restate)
    if made:
        return HttpResponseRedirect(reverse("planning:target", args=made))
    return answer
