"""The line of sight: every gap, one gap with what closes it, and what answers to nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.planning.actions.drop_gap import drop_gap
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.record_gap import record_gap
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.actions.unlink_measure import unlink_measure
from jigai.apps.planning.queries.access import gap_for, line_for, link_for
from jigai.apps.planning.queries.tracing import (
    ORPHAN,
    gap_cards,
    gap_rows,
    orphans,
    visible_gap_rows,
)
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.project_list import projects_of_enterprise
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField, KeyChoiceField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.fragments import fragment
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.planning.line_form import NumberField
from jigai.web.planning.words import ORIGIN_CHOICES, THEME_CHOICES
from jigai.web.requests import PageRequest

GAPS = ListPage(
    name="gaps",
    title=gettext_lazy("差距"),
    subtitle=gettext_lazy("从诊断列入或自行发现的差距：由哪条措施、哪个项目来消除，结果如何"),
    noun=gettext_lazy("个差距"),
    rows=gap_rows,
    visible=visible_gap_rows,
    columns=(
        Column(key="title", title=gettext_lazy("差距"), path="title"),
        Column(
            key="name",
            title=gettext_lazy("企业名称"),
            path="enterprise_name",
            sort_path="enterprise_sort",
        ),
        Column(
            key="theme",
            title=gettext_lazy("方面"),
            path="theme",
            kind=Kind.CHOICE,
            choices=THEME_CHOICES,
        ),
        Column(key="indicator", title=gettext_lazy("指标"), path="indicator"),
        Column(key="now", title=gettext_lazy("现值"), path="baseline", sort_path=""),
        Column(key="wanted", title=gettext_lazy("目标值"), path="wanted", sort_path=""),
        Column(
            key="project",
            title=gettext_lazy("有项目"),
            path="has_project",
            kind=Kind.FLAG,
            sort_path="",
        ),
        Column(
            key="result",
            title=gettext_lazy("有结果"),
            path="has_result",
            kind=Kind.FLAG,
            sort_path="",
        ),
        Column(
            key="diagnosed",
            title=gettext_lazy("来自诊断"),
            path="is_diagnosed",
            kind=Kind.FLAG,
            sort_path="",
        ),
        Column(key="found", title=gettext_lazy("发现日期"), path="found_on", kind=Kind.DATE),
        Column(
            key="origin",
            title=gettext_lazy("数据来源"),
            path="origin",
            kind=Kind.CHOICE,
            choices=ORIGIN_CHOICES,
        ),
    ),
    sort="-found",
    search_paths=("title", "enterprise_name", "indicator"),
    code_paths=("enterprise_sort",),
    row_url=lambda pk: reverse("planning:gap", args=[pk]),
    marks=(
        Mark(key="orphan", title=gettext_lazy("没有项目"), where=lambda _viewer: ORPHAN),
        Mark(
            key="standing",
            title=gettext_lazy("跟踪中"),
            where=lambda _viewer: Q(dropped_on=None),
        ),
        Mark(
            key="own",
            title=gettext_lazy("自行发现"),
            where=lambda _viewer: Q(diagnosis_gap=None),
        ),
    ),
    empty=FirstStep(
        text=gettext_lazy("还没有差距。从诊断列入，或登记自行发现的，再由规划措施和项目来消除。"),
        action=gettext_lazy("登记差距"),
        url_name="planning:gap_new",
    ),
)


class GapForm(ReasonedForm):
    enterprise_id = EnterpriseField(label=gettext_lazy("企业"))
    title = forms.CharField(label=gettext_lazy("差距"), max_length=200)
    theme = forms.ChoiceField(label=gettext_lazy("方面"), choices=THEME_CHOICES)
    indicator = forms.CharField(label=gettext_lazy("指标"), max_length=60, required=False)
    baseline = NumberField(label=gettext_lazy("现值"), required=False)
    wanted = NumberField(label=gettext_lazy("目标值"), required=False)
    unit = forms.CharField(label=gettext_lazy("计量单位"), max_length=20, required=False)
    found_on = DayField(label=gettext_lazy("发现日期"))
    found_by = forms.CharField(label=gettext_lazy("依据材料"), max_length=300)
    origin = forms.ChoiceField(
        label=gettext_lazy("数据来源"), choices=ORIGIN_CHOICES, initial="diagnosis"
    )

    def __init__(self, *given: Any, viewer: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["enterprise_id"].viewer = viewer  # type: ignore[attr-defined]


class ResultForm(ReasonedForm):
    project_id = KeyChoiceField(label=gettext_lazy("项目"), required=False)
    indicator = forms.CharField(label=gettext_lazy("指标"), max_length=60)
    value = NumberField(label=gettext_lazy("实测值"))
    unit = forms.CharField(label=gettext_lazy("计量单位"), max_length=20, required=False)
    measured_on = DayField(label=gettext_lazy("测量日期"))
    evidence = forms.CharField(label=gettext_lazy("依据材料"), max_length=300)
    origin = forms.ChoiceField(
        label=gettext_lazy("数据来源"), choices=ORIGIN_CHOICES, initial="enterprise"
    )


class LinkForm(forms.Form):
    project_id = KeyChoiceField(
        label=gettext_lazy("项目"), help_text=gettext_lazy("只列该企业、您看得到的项目。")
    )


def gap_list(request: PageRequest) -> HttpResponseBase:
    extra = {"here_tab": "gaps", "may_plan": may(request.viewer, Deed.PLAN)}
    return list_response(request, GAPS, template="planning/list.html", extra=extra)


@require_safe
@vary_on_headers("HX-Request")
def gap_show(request: PageRequest, pk: int) -> HttpResponse:
    gap = gap_for(request.viewer, pk)
    [card] = gap_cards(visible_gap_rows(request.viewer).filter(pk=gap.pk), request.viewer)
    shown = {"gap": card, "may_plan": may(request.viewer, Deed.PLAN)}
    return render(request, "planning/gap.html" + fragment(request, "record"), shown)


@require_safe
def orphan_list(request: PageRequest) -> HttpResponse:
    """Gaps that no project closes, and projects of planned enterprises that answer to none."""
    require(request.viewer, Deed.READ_CHECKS)
    found = orphans(request.viewer)
    shown = {
        "found": found,
        "left_count": sum(one.count for one in found.diagnosed),
        "may_plan": may(request.viewer, Deed.PLAN),
        "here_tab": "orphans",
    }
    return render(request, "planning/orphans.html", shown)


def gap_new(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    form = GapForm(request.POST or None, viewer=request.viewer, initial={"found_on": localdate()})
    act = Act(
        title=_("登记差距"),
        back=reverse("planning:gaps"),
        said=_("差距已登记；请在规划里写明由哪条措施消除。"),
    )

    def record(values: dict[str, Any], change: Change) -> None:
        enterprise = enterprise_for(request.viewer, values.pop("enterprise_id"))
        record_gap(enterprise=enterprise, values=values, change=change)

    return acted(request, form, act, record)


def gap_drop(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    gap = gap_for(request.viewer, pk)
    act = Act(
        title=_("不再跟踪差距"),
        about=gap.title,
        back=reverse("planning:gap", args=[pk]),
        said=_("已标为不再跟踪，缘由留在记录里。"),
    )

    def drop(_values: dict[str, Any], change: Change) -> None:
        drop_gap(gap=gap, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, drop)


def gap_result(request: PageRequest, pk: int) -> HttpResponse:
    """What was measured after the work."""
    require(request.viewer, Deed.PLAN)
    gap = gap_for(request.viewer, pk)
    first = {"indicator": gap.indicator, "unit": gap.unit, "measured_on": localdate()}
    form = ResultForm(request.POST or None, initial=first)
    _offer_projects(form, request, gap.enterprise_id)
    act = Act(
        title=_("登记结果"),
        about=gap.title,
        back=reverse("planning:gap", args=[pk]),
        said=_("结果已登记。"),
    )

    def record(values: dict[str, Any], change: Change) -> None:
        number = values.pop("project_id")
        project = project_for(request.viewer, number) if number else None
        record_gap_result(gap=gap, project=project, change=change, **values)

    return acted(request, form, act, record)


def link(request: PageRequest, pk: int) -> HttpResponse:
    """Which project carries a line out."""
    require(request.viewer, Deed.PLAN)
    line = line_for(request.viewer, pk)
    form = LinkForm(request.POST or None)
    _offer_projects(form, request, line.version.plan.enterprise_id)
    act = Act(
        title=_("关联项目：%(key)s") % {"key": line.key},
        about=line.title,
        back=f"{reverse('planning:version', args=[line.version_id])}#line-{line.key}",
        said=_("已关联；此后各版都有效。"),
        reason=_("关联实施项目"),
        at_field={"planning.linked_already": "project_id"},
    )

    def tie(values: dict[str, Any], change: Change) -> None:
        project = project_for(request.viewer, values["project_id"])
        link_measure(line=line, project=project, change=change)

    return acted(request, form, act, tie)


def unlink(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    held = link_for(request.viewer, pk)
    project = project_for(request.viewer, held.project_id)
    act = Act(
        title=_("取消关联"),
        about=f"{held.line_key} · {project.name}",
        back=reverse("planning:show", args=[held.plan_id]),
        said=_("关联已取消。"),
    )

    def untie(_values: dict[str, Any], change: Change) -> None:
        unlink_measure(link=held, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, untie)


def _offer_projects(form: forms.Form, request: PageRequest, enterprise_id: int) -> None:
    own = projects_of_enterprise(request.viewer, enterprise_id)
    field: Any = form.fields["project_id"]
    field.choices = [("", _("— 请选择 —")), *((one.id, one.name) for one in own)]
