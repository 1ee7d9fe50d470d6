"""Support programmes, their members, and the rule by which a result is shared out."""

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

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.outcomes.actions.admit_member import admit_member
from jigai.apps.outcomes.actions.open_support_programme import open_support_programme
from jigai.apps.outcomes.actions.set_sharing_rule import set_sharing_rule
from jigai.apps.outcomes.queries.access import programme_coded
from jigai.apps.outcomes.queries.programmes import programme_cards, sharing_rules
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.domain.contribution.sharing import METHODS, Method
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.outcomes.words import choices
from jigai.web.requests import PageRequest


@require_safe
def programmes(request: PageRequest) -> HttpResponse:
    viewer = request.viewer
    shown = {
        "here_tab": "programmes",
        "cards": programme_cards(viewer),
        "rules": sharing_rules(on=localdate()),
        "may_keep": may(viewer, Deed.SET_TARGETS),
        "may_overlap": may(viewer, Deed.READ_CHECKS),
    }
    return render(request, "outcomes/programmes.html", shown)


class ProgrammeForm(ReasonedForm):
    code = forms.SlugField(label=_("代号"), max_length=40, help_text=_("例：equipment-renewal"))
    title = forms.CharField(label=_("名称"), max_length=120)
    title_en = forms.CharField(label=_("名称（英文）"), max_length=120, required=False)
    owner = forms.CharField(label=_("主管部门"), max_length=120)
    document = forms.CharField(label=_("依据文件"), max_length=200)
    valid_from = DayField(label=_("自"))
    valid_to = DayField(label=_("至（不含）"), required=False)


class MemberForm(ReasonedForm):
    programme = forms.ChoiceField(label=_("扶持计划"))
    enterprise = EnterpriseField(label=_("企业"))
    joined_on = DayField(label=_("加入日期"))
    left_on = DayField(label=_("退出日期"), required=False)
    investment = MoneyField(label=_("计划投入金额"), required=False)
    document = forms.CharField(label=_("依据文件"), max_length=200)


class RuleForm(ReasonedForm):
    method = forms.ChoiceField(label=_("分摊办法"), choices=choices(METHODS))
    valid_from = DayField(label=_("自"))
    decision = forms.CharField(label=_("依据"), max_length=200)


def _act(title: str, said: str) -> Act:
    return Act(title=title, back=reverse("outcomes:programmes"), said=said)


def open_(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_TARGETS)
    act = _act(gettext("登记扶持计划"), gettext("扶持计划已登记。"))

    def save(values: dict[str, Any], change: Change) -> None:
        open_support_programme(change=change, **values)

    return acted(request, ProgrammeForm(request.POST or None), act, save)


def admit(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_TARGETS)
    form = MemberForm(request.POST or None)
    chosen: Any = form.fields["programme"]
    chosen.choices = [
        (one.code, said_on_page(one.title)) for one in programme_cards(request.viewer)
    ]
    firm: Any = form.fields["enterprise"]
    firm.viewer = request.viewer
    act = _act(gettext("登记企业参加扶持计划"), gettext("已登记。"))

    def save(values: dict[str, Any], change: Change) -> None:
        admit_member(
            programme=programme_coded(values["programme"]),
            enterprise=enterprise_for(request.viewer, values["enterprise"]),
            joined_on=values["joined_on"],
            left_on=values["left_on"],
            investment_fen=values["investment"],
            document=values["document"],
            change=change,
        )

    return acted(request, form, act, save)


def rule(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.SET_TARGETS)
    act = _act(gettext("设定分摊规则"), gettext("规则已设定；以前期间的报告仍用原规则。"))

    def save(values: dict[str, Any], change: Change) -> None:
        set_sharing_rule(
            method=Method(values["method"]),
            valid_from=values["valid_from"],
            decision=values["decision"],
            change=change,
        )

    return acted(request, RuleForm(request.POST or None), act, save)
