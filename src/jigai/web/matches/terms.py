"""Limits of a demand and of an achievement beyond the official forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.matches.actions.set_terms import (
    OfferLimits,
    set_demand_terms,
    set_offer_terms,
)
from jigai.apps.matches.queries.access import demand_for
from jigai.apps.matches.queries.demands import offer_terms_of, own_achievement, terms_of
from jigai.apps.matches.queries.names import (
    institutions_by_id,
    institutions_named,
    names_for,
)
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.matches.words import OWNERSHIP_CHOICES, WAY_CHOICES
from jigai.web.requests import PageRequest

AT_FIELD = {
    "matches.place_code_unreadable": "places",
    "matches.institution_unknown": "excluded",
}


class DemandTermsForm(ReasonedForm):
    places = forms.CharField(
        label=gettext_lazy("合作方所在地"), required=False,
        help_text=gettext_lazy("区划代码，多个用逗号分开；例：370000 是山东省。留空不限。"),
    )  # fmt: skip
    excluded = forms.CharField(
        label=gettext_lazy("不合作的院校院所"), required=False,
        help_text=gettext_lazy("全称，多个用顿号分开。只有您和技改办看得到。"),
    )  # fmt: skip


class OfferTermsForm(ReasonedForm):
    ownerships = forms.MultipleChoiceField(
        label=gettext_lazy("接受的权属"), choices=OWNERSHIP_CHOICES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("接受的转化方式"), choices=WAY_CHOICES, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    division_code = forms.CharField(
        label=gettext_lazy("所在地区划代码"), max_length=12, required=False,
        help_text=gettext_lazy("例：370200 是青岛市。"),
    )  # fmt: skip
    planned_level = forms.IntegerField(
        label=gettext_lazy("计划达到的成熟度"), min_value=1, max_value=9, required=False,
        help_text=gettext_lazy("只是计划，没有证据之前不算符合。"),
    )  # fmt: skip
    planned_on = DayField(label=gettext_lazy("计划达到的日期"), required=False)
    joint_applicant_id = EnterpriseField(label=gettext_lazy("联合申报企业"), required=False)


def demand_terms(request: PageRequest, demand: int) -> HttpResponse:
    require(request.viewer, Deed.MATCH)
    found = demand_for(request.viewer, demand)
    held = terms_of(found)
    first = {
        "places": "，".join(held.places) if held else "",
        "excluded": "、".join(institutions_by_id(held.excluded)) if held else "",
    }
    act = Act(
        title=_("地域与排除对象"),
        about=names_for(request.viewer).demand(found),
        back=reverse("matches:proposals", args=[demand]),
        said=_("已保存，排序随之更新。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        places = [one.strip() for one in values["places"].replace("，", ",").split(",")]
        set_demand_terms(
            demand=found,
            places=[one for one in places if one],
            excluded=institutions_named(values["excluded"]),
            change=change,
        )

    return acted(request, DemandTermsForm(request.POST or None, initial=first), act, save)


def offer_terms(request: PageRequest, achievement: int) -> HttpResponse:
    """By the holder of the achievement, or the office."""
    viewer = request.viewer
    require(viewer, Deed.MATCH)
    found = own_achievement(viewer, achievement, keeps=may(viewer, Deed.KEEP_REGISTERS))
    held = offer_terms_of(found)
    names = ("ownerships", "ways", "division_code", "planned_level", "planned_on")
    first = {name: getattr(held, name) for name in names} if held else {}
    if held and held.joint_applicant:
        first["joint_applicant_id"] = held.joint_applicant.name
    form = OfferTermsForm(request.POST or None, initial=first)
    chosen: Any = form.fields["joint_applicant_id"]
    chosen.viewer = viewer
    act = Act(
        title=_("成果的合作条件"),
        about=found.name,
        back=reverse("matches:list"),
        said=_("已保存，排序随之更新。"),
        at_field={"matches.place_code_unreadable": "division_code"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        firm = values.pop("joint_applicant_id")
        values["joint_applicant"] = enterprise_for(viewer, firm) if firm else None
        set_offer_terms(achievement=found, limits=OfferLimits(**values), change=change)

    return acted(request, form, act, save)
