"""Post, change, review, keep and close a demand."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.cooperation.actions.enter_demand import correct_demand, enter_demand
from jigai.apps.cooperation.actions.keep_demand import close_demand, keep_demand
from jigai.apps.cooperation.actions.review_demand import approve_demand, return_demand
from jigai.apps.cooperation.entries import DemandEntry
from jigai.apps.cooperation.queries.access import (
    changeable_demand,
    demand_for,
    represented,
)
from jigai.apps.cooperation.queries.demand_profile import demand_text, entry_of
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.flows.post_need import demand_of_need, need_for, post_need
from jigai.web.cooperation.demand_forms import (
    CloseForm,
    DemandForm,
    KeepForm,
    MaskedForm,
    NewDemandForm,
    ReviewForm,
)
from jigai.web.forms.acting import Act, acted
from jigai.web.requests import PageRequest

AT_FIELD = {
    "cooperation.demand_name_taken": "name",
    "cooperation.too_many_keywords": "keywords",
    "cooperation.years_wrong": "ends_year",
    "cooperation.industry_code_wrong": "industry_code",
    "cooperation.review_too_far": "review_on",
    "cooperation.review_in_the_past": "review_on",
    "cooperation.money_negative": "budget_fen",
    "cooperation.opinion_missing": "opinion",
    "planning.need_of_another": "enterprise_id",
}


def demand_new(request: PageRequest) -> HttpResponse:
    """An enterprise posts its own; the programme office enters what came on paper.

    ``?need=`` starts from a need of a plan.
    """
    require(request.viewer, Deed.DEMAND)
    own = sorted(represented(request.viewer))
    firm = enterprise_for(request.viewer, own[0]) if own else None
    initial = {"enterprise_id": firm.name if firm else "", "starts_year": localdate().year}
    asked = request.GET.get("need", "")
    need = need_for(request.viewer, int(asked)) if asked.isdecimal() else None
    if need is not None:
        initial |= demand_of_need(need, on=localdate())
    form = NewDemandForm(request.POST or None, viewer=request.viewer, initial=initial)
    act = Act(
        title=_("发布技术需求"),
        about=need.title if need else _("审核通过后公开并参与匹配。"),
        back=reverse("cooperation:list"),
        said=_("需求已提交，等审核。"),
        submit=_("提交"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        enterprise = enterprise_for(request.viewer, values.pop("enterprise_id"))
        entry = DemandEntry(**values)
        if need is not None:
            post_need(line=need, enterprise=enterprise, entry=entry, change=change)
        else:
            enter_demand(enterprise=enterprise, entry=entry, change=change)

    return acted(request, form, act, save)


def demand_edit(request: PageRequest, pk: int) -> HttpResponse:
    found = changeable_demand(request.viewer, pk)
    entry = entry_of(found)
    form = DemandForm(request.POST or None, initial=asdict(entry))
    act = Act(
        title=_("修改技术需求"),
        about=found.name,
        back=reverse("cooperation:demand", args=[pk]),
        said=_("需求已修改，内容有变的要重新审核。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        correct_demand(demand=found, entry=DemandEntry(**values), change=change)

    return acted(request, form, act, save)


def masked(request: PageRequest, pk: int) -> HttpResponse:
    """The owner words anew what others read of a secret demand."""
    found = changeable_demand(request.viewer, pk)
    form = MaskedForm(request.POST or None, initial=dict(found.masked))
    act = Act(
        title=_("改公开文本"),
        about=_("别人看到的就是这里的文字；审核时会检查是否还看得出是哪家企业。"),
        back=reverse("cooperation:demand", args=[pk]),
        said=_("公开文本已修改，等审核。"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        entry = DemandEntry(**{**asdict(entry_of(found)), "masked": values})
        correct_demand(demand=found, entry=entry, change=change)

    return acted(request, form, act, save)


def demand_review(request: PageRequest, pk: int) -> HttpResponse:
    """Who reviews reads the text that will be shown."""
    require(request.viewer, Deed.REVIEW_COOPERATION)
    found = demand_for(request.viewer, pk)
    act = Act(
        title=_("审核技术需求"),
        about=demand_text(request.viewer, found, on=localdate()).name,
        back=reverse("cooperation:demand", args=[pk]),
        said=_("审核结论已保存。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        if values["verdict"] == "approve":
            approve_demand(demand=found, change=change)
        else:
            return_demand(demand=found, opinion=values["opinion"], change=change)

    return acted(request, ReviewForm(request.POST or None), act, save)


def demand_keep(request: PageRequest, pk: int) -> HttpResponse:
    found = changeable_demand(request.viewer, pk)
    act = Act(
        title=_("确认仍需要"),
        about=found.name,
        back=reverse("cooperation:demand", args=[pk]),
        said=_("已确认，复核日已更新。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        keep_demand(demand=found, change=change, **values)

    return acted(request, KeepForm(request.POST or None), act, save)


def demand_close(request: PageRequest, pk: int) -> HttpResponse:
    found = changeable_demand(request.viewer, pk)
    act = Act(
        title=_("关闭技术需求"),
        about=found.name,
        back=reverse("cooperation:demand", args=[pk]),
        said=_("需求已关闭。"),
        submit=_("关闭"),
    )

    def save(_values: dict[str, Any], change: Change) -> None:
        close_demand(demand=found, change=change)

    return acted(request, CloseForm(request.POST or None), act, save)
