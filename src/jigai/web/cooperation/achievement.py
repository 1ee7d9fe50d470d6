"""One achievement with the evidence of each level, and what may be done to it."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.cooperation.actions.enter_achievement import (
    EvidenceEntry,
    add_evidence,
    correct_achievement,
    enter_achievement,
)
from jigai.apps.cooperation.actions.review_achievement import (
    approve_achievement,
    close_achievement,
    keep_achievement,
    return_achievement,
)
from jigai.apps.cooperation.entries import AchievementEntry
from jigai.apps.cooperation.queries.access import (
    achievement_for,
    held_achievement,
    holds,
    represented,
)
from jigai.apps.cooperation.queries.achievement_profile import (
    achievement_text,
    evidence_rows,
    holder_for,
    holder_names,
)
from jigai.apps.cooperation.words import MATURITY_LEVELS, REVIEW_STATES
from jigai.domain.change import Change
from jigai.web.changes.words import story_lines
from jigai.web.cooperation.demand_acts import AT_FIELD as DEMAND_FIELDS
from jigai.web.cooperation.demand_forms import CloseForm, KeepForm, ReviewForm, long_text
from jigai.web.cooperation.words import (
    APPLICATION_CHOICES,
    ATTRIBUTE_CHOICES,
    CHOOSE,
    DISCIPLINE_CHOICES,
    FIELD_CHOICES,
    FORM_CHOICES,
    MATURITY_CHOICES,
    PRICE_CHOICES,
    STAGE_CHOICES,
    TRANSFORMATION_CHOICES,
    worded,
)
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.forms.sections import SectionedForm
from jigai.web.fragments import fragment
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

STORY_SHOWN = 8
YEAR = timedelta(days=365)
AT_FIELD = {
    **DEMAND_FIELDS,
    "cooperation.stage_against_maturity": "stage",
    "cooperation.points_too_long": "innovation_points",
    "cooperation.maturity_out_of_range": "maturity",
    "cooperation.money_negative": "price_fen",
    "cooperation.achievement_name_taken": "name",
    "cooperation.evidence_ahead": "dated_on",
    "cooperation.maturity_without_evidence": "verdict",
}


class AchievementForm(SectionedForm):
    """By the registration form, with transformation and price."""

    SECTIONS = (
        (gettext_lazy("成果是什么"), ("holder", "name", "summary", "innovation_points",
                                 "keywords", "completed_by")),
        (gettext_lazy("领域和行业"), ("technical_field", "discipline", "industry_code")),
        (gettext_lazy("成熟到哪一步"), ("stage", "maturity", "form", "attribute",
                                  "application")),
        (gettext_lazy("怎么转化"), ("transformation_way", "price_mode", "price_fen",
                                "property_rights", "benefit", "limits")),
        (gettext_lazy("复核"), ("review_on",)),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("成果名称"), max_length=120)
    keywords = forms.CharField(
        label=gettext_lazy("关键词"), max_length=90, help_text=gettext_lazy("最多3个。")
    )
    technical_field = forms.ChoiceField(
        label=gettext_lazy("技术领域"), choices=(CHOOSE, *FIELD_CHOICES)
    )
    discipline = forms.ChoiceField(
        label=gettext_lazy("学科分类"), choices=(CHOOSE, *DISCIPLINE_CHOICES)
    )
    industry_code = forms.CharField(
        label=gettext_lazy("应用行业"),
        max_length=4,
        required=False,
        help_text=gettext_lazy("国民经济行业代码，例：3823。"),
    )
    form = forms.ChoiceField(label=gettext_lazy("体现形式"), choices=(CHOOSE, *FORM_CHOICES))
    attribute = forms.ChoiceField(
        label=gettext_lazy("成果属性"), choices=(CHOOSE, *ATTRIBUTE_CHOICES)
    )
    stage = forms.ChoiceField(label=gettext_lazy("所处阶段"), choices=(CHOOSE, *STAGE_CHOICES))
    maturity = forms.TypedChoiceField(
        label=gettext_lazy("技术成熟度"), choices=(CHOOSE, *MATURITY_CHOICES), coerce=int,
        help_text=gettext_lazy("申报哪一级，就要有那一级的证明材料。"),
    )  # fmt: skip
    summary = long_text(gettext_lazy("成果简介"), most=1000)
    innovation_points = long_text(
        gettext_lazy("创新点"),
        required=False,
        most=160,
        help_text=gettext_lazy("最多3条，每条一行、不超过50字。"),
    )
    property_rights = forms.CharField(
        label=gettext_lazy("知识产权"), max_length=300, required=False
    )
    application = forms.ChoiceField(
        label=gettext_lazy("应用状态"), choices=(CHOOSE, *APPLICATION_CHOICES)
    )
    benefit = forms.CharField(label=gettext_lazy("经济效益"), max_length=300, required=False)
    completed_by = forms.CharField(label=gettext_lazy("完成单位"), max_length=200, required=False)
    transformation_way = forms.ChoiceField(
        label=gettext_lazy("转化方式"), choices=(CHOOSE, *TRANSFORMATION_CHOICES),
        help_text=gettext_lazy("《促进科技成果转化法》第十六条。"),
    )  # fmt: skip
    price_mode = forms.ChoiceField(label=gettext_lazy("定价方式"), choices=(CHOOSE, *PRICE_CHOICES))
    price_fen = MoneyField(
        label=gettext_lazy("意向价格"), required=False, help_text=gettext_lazy("例：120.5")
    )
    limits = forms.CharField(label=gettext_lazy("限制条件"), max_length=300, required=False)
    review_on = DayField(label=gettext_lazy("复核日"), help_text=gettext_lazy("最多一年后。"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["review_on"].initial = localdate() + YEAR


class NewAchievementForm(AchievementForm):
    holder = forms.ChoiceField(label=gettext_lazy("成果单位"))

    def __init__(self, *given: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["holder"].choices = [CHOOSE, *choices]  # type: ignore[attr-defined]


class EvidenceForm(ReasonedForm):
    level = forms.TypedChoiceField(
        label=gettext_lazy("级别"), choices=(CHOOSE, *MATURITY_CHOICES), coerce=int
    )
    text = forms.CharField(label=gettext_lazy("说明"), max_length=300)
    document = forms.CharField(
        label=gettext_lazy("证明材料"),
        max_length=200,
        help_text=gettext_lazy("例：第三方检测报告编号。"),
    )
    dated_on = DayField(label=gettext_lazy("材料日期"))


@require_safe
@vary_on_headers("HX-Request")
def achievement(request: PageRequest, pk: int) -> HttpResponse:
    viewer, found = request.viewer, achievement_for(request.viewer, pk)
    text = achievement_text(found, on=localdate())
    shown = {
        "one": text,
        "state": worded(REVIEW_STATES, text.state),
        "maturity_word": said_on_page(MATURITY_LEVELS[text.maturity]),
        "evidence": [
            (row, said_on_page(MATURITY_LEVELS[row.level])) for row in evidence_rows(found)
        ],
        "rights": {
            "change": holds(viewer, found) and found.closed_on is None,
            "review": may(viewer, Deed.REVIEW_COOPERATION) and found.closed_on is None,
        },
        "story": story_lines(
            viewer, story_of(table="cooperation_achievement", key=pk, limit=STORY_SHOWN)
        )
        if holds(viewer, found)
        else [],
    }
    return render(request, "cooperation/achievement.html" + fragment(request, "record"), shown)


def achievement_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.OFFER)
    choices = holder_names(request.viewer, represented(request.viewer))
    form = NewAchievementForm(request.POST or None, choices=choices)
    act = Act(
        title=_("登记成果"),
        about=_("审核通过后公开并参与匹配。"),
        back=reverse("cooperation:achievements"),
        said=_("成果已提交；请接着补充成熟度的证明材料。"),
        submit=_("提交"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        holder = holder_for(request.viewer, values.pop("holder"))
        enter_achievement(
            institution=holder.institution,
            enterprise=holder.enterprise,
            entry=AchievementEntry(**values),
            change=change,
        )

    return acted(request, form, act, save)


def achievement_edit(request: PageRequest, pk: int) -> HttpResponse:
    found = held_achievement(request.viewer, pk)
    present = {one.name: getattr(found, one.name) for one in fields(AchievementEntry)}
    act = Act(
        title=_("修改成果"),
        about=found.name,
        back=reverse("cooperation:achievement", args=[pk]),
        said=_("成果已修改，内容有变的要重新审核。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        correct_achievement(achievement=found, entry=AchievementEntry(**values), change=change)

    return acted(request, AchievementForm(request.POST or None, initial=present), act, save)


def evidence(request: PageRequest, pk: int) -> HttpResponse:
    """One level at a time; a level that has evidence gets the new one in its place."""
    found = held_achievement(request.viewer, pk)
    act = Act(
        title=_("补充成熟度证明"),
        about=found.name,
        back=reverse("cooperation:achievement", args=[pk]),
        said=_("证明材料已保存。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        add_evidence(achievement=found, entry=EvidenceEntry(**values), change=change)

    form = EvidenceForm(request.POST or None, initial={"level": found.maturity})
    return acted(request, form, act, save)


def achievement_review(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.REVIEW_COOPERATION)
    found = achievement_for(request.viewer, pk)
    act = Act(
        title=_("审核成果"),
        about=found.name,
        back=reverse("cooperation:achievement", args=[pk]),
        said=_("审核结论已保存。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        if values["verdict"] == "approve":
            approve_achievement(achievement=found, change=change)
        else:
            return_achievement(achievement=found, opinion=values["opinion"], change=change)

    return acted(request, ReviewForm(request.POST or None), act, save)


def achievement_keep(request: PageRequest, pk: int) -> HttpResponse:
    found = held_achievement(request.viewer, pk)
    act = Act(
        title=_("确认仍可转化"),
        about=found.name,
        back=reverse("cooperation:achievement", args=[pk]),
        said=_("已确认，复核日已更新。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        keep_achievement(achievement=found, change=change, **values)

    return acted(request, KeepForm(request.POST or None), act, save)


def achievement_close(request: PageRequest, pk: int) -> HttpResponse:
    found = held_achievement(request.viewer, pk)
    act = Act(
        title=_("下架成果"),
        about=found.name,
        back=reverse("cooperation:achievement", args=[pk]),
        said=_("成果已下架。"),
        submit=_("下架"),
    )

    def save(_values: dict[str, Any], change: Change) -> None:
        close_achievement(achievement=found, change=change)

    return acted(request, CloseForm(request.POST or None), act, save)
