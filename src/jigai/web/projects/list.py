"""The register of projects as a list."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.queries.project_list import (
    filed_under,
    in_area_named,
    in_direction_named,
    listed_projects,
    of_enterprise_named,
    of_unit_named,
    overdue,
    own_project_areas,
    own_projects,
    project_area_names,
    project_unit_names,
    visible_projects,
    waiting_for_approval,
)
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.projects.words import CONSTRUCTION_KINDS, INCLUSION_STATES, STAGES
from jigai.web.requests import PageRequest


def _overdue(_viewer: Viewer) -> Q:
    return overdue(on=localdate())


PROJECTS = ListPage(
    name="projects",
    bulk="projects",
    title=_("项目库"),
    subtitle=_("技术改造项目：登记、计划、投资四口径、入统进程"),
    noun=_("个项目"),
    rows=listed_projects,
    visible=visible_projects,
    columns=(
        Column(key="name", title=_("项目名称"), path="name", sort_path="name_sort"),
        Column(
            key="code",
            title=_("项目代码"),
            path="code",
            kind=Kind.CODE,
            holds=filed_under,
            is_shown=False,
        ),
        Column(
            key="enterprise",
            title=_("企业"),
            path="enterprise_name",
            holds=of_enterprise_named,
        ),
        Column(
            key="area",
            title=_("乡镇"),
            path="area",
            path_en="area_en",
            suggestions=project_area_names,
            holds=in_area_named,
        ),
        Column(
            key="direction",
            title=_("产业方向"),
            path="direction_name",
            path_en="direction_en",
            holds=in_direction_named,
            is_shown=False,
        ),
        Column(key="stage", title=_("阶段"), path="stage", kind=Kind.CHOICE, choices=STAGES),
        Column(key="progress", title=_("形象进度"), path="progress", kind=Kind.SHARE),
        Column(
            key="total",
            title=_("总投资"),
            path="total_investment_fen",
            kind=Kind.MONEY,
            unit=_("万元"),
            totals=True,
        ),
        Column(
            key="equipment",
            title=_("设备投资"),
            path="equipment_investment_fen",
            kind=Kind.MONEY,
            unit=_("万元"),
            totals=True,
        ),
        Column(
            key="start",
            title=_("计划开工"),
            path="planned_start_on",
            kind=Kind.DATE,
            is_shown=False,
        ),
        Column(key="completion", title=_("计划竣工"), path="planned_completion_on", kind=Kind.DATE),
        Column(
            key="unit",
            title=_("责任单位"),
            path="unit",
            path_en="unit_en",
            suggestions=project_unit_names,
            holds=of_unit_named,
        ),
        Column(
            key="inclusion",
            title=_("入统进程"),
            path="inclusion_state",
            kind=Kind.CHOICE,
            choices=INCLUSION_STATES,
        ),
        Column(
            key="kind",
            title=_("建设性质"),
            path="construction_kind",
            kind=Kind.CHOICE,
            choices=CONSTRUCTION_KINDS,
            is_shown=False,
        ),
        Column(
            key="entered",
            title=_("登记日期"),
            path="entered_on",
            kind=Kind.DATE,
            is_shown=False,
        ),
    ),
    sort="name",
    search_paths=("name",),
    code_paths=("name_sort",),
    initials_paths=("name_initials",),
    searches=(of_enterprise_named, filed_under),
    row_url=lambda pk: reverse("projects:show", args=[pk]),
    marks=(
        Mark(key="overdue", title=_("超期未竣工"), where=_overdue),
        Mark(key="mine", title=_("我负责的"), where=own_projects),
        Mark(
            key="current",
            title=_("在办"),
            where=lambda _viewer: Q(is_withdrawn=False, actual_completion_on__isnull=True),
        ),
        Mark(key="withdrawn", title=_("已撤项"), where=lambda _viewer: Q(is_withdrawn=True)),
        Mark(
            key="pending",
            title=_("有待批修改"),
            where=lambda _viewer: waiting_for_approval(),
        ),
    ),
    mine={"area": own_project_areas, "unit": own_projects},
    empty=FirstStep(
        text=_("项目库收录技术改造项目。导入半月调度台账，或逐个登记。"),
        action=_("导入台账"),
        url_name="ledgers:list",
    ),
)


def project_list(request: PageRequest) -> HttpResponseBase:
    return list_response(request, PROJECTS, template="projects/list.html")
