"""Inclusion cases and waiting work as lists: what the funnel and the work card open."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponseBase
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.badges.follow_ups import FollowUpKind
from jigai.apps.reports.queries import cockpit_work as work
from jigai.domain.inclusion import STATE_LABELS
from jigai.web.cultivation.tasks import TASKS
from jigai.web.language import said_on_page
from jigai.web.layout.figures import period_named
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

NOTHING_WAITS = FirstStep(text=_("没有等待办理的事项。"))


STATES = tuple(
    (state.value, lazy(said_on_page, str)(label)) for state, label in STATE_LABELS.items()
)
FOLLOW_UPS = tuple((kind.value, lazy(said_on_page, str)(kind.label)) for kind in FollowUpKind)


ALARMS = (("reminder", _("提醒")), ("breach", _("超期")))


def _project(prefix: str) -> tuple[Column, ...]:
    return (
        Column(
            key="project",
            title=_("项目"),
            path=f"{prefix}project__name",
            sort_path=f"{prefix}project__name_sort",
        ),
        Column(key="area", title=_("乡镇"), path=f"{prefix}project__division__name"),
        Column(key="unit", title=_("责任单位"), path=f"{prefix}project__responsible_agency__name"),
    )


INCLUSION = ListPage(
    name="cockpit-inclusion",
    title=_("入统进程"),
    subtitle=_("只记办理状态和材料，不含任何统计数据"),
    noun=_("个项目"),
    rows=work.all_cases,
    visible=work.visible_cases,
    columns=(
        *_project(""),
        Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE, choices=STATES),
        Column(key="since", title=_("起始日"), path="since_on", kind=Kind.DATE),
        Column(key="declared", title=_("申报日"), path="declared_on", kind=Kind.DATE),
        Column(key="month", title=_("入库月份"), path="included_month", kind=Kind.CODE),
    ),
    sort="project",
    search_paths=("project__name", "project__name_initials"),
    empty=FirstStep(text=_("还没有登记入统进程。")),
)

WAITING: dict[str, ListPage] = {
    "reports": ListPage(
        name="cockpit-reports-due",
        title=_("待填报"),
        noun=_("个项目"),
        rows=work.due_entries,
        visible=work.visible_due_entries,
        columns=(
            *_project(""),
            Column(key="period", title=_("期次"), path="round__period", says=period_named),
            Column(key="due", title=_("截止日"), path="round__due_on", kind=Kind.DATE),
            Column(key="reminded", title=_("催报日"), path="reminded_on", kind=Kind.DATE),
        ),
        sort="project",
        search_paths=("project__name",),
        empty=NOTHING_WAITS,
    ),
    "reviews": ListPage(
        name="cockpit-reviews",
        title=_("待审核"),
        noun=_("份填报"),
        rows=work.reviews,
        visible=work.visible_reviews,
        columns=(
            *_project(""),
            Column(key="period", title=_("期次"), path="period", says=period_named),
            Column(key="sent", title=_("提交时间"), path="submitted_at", kind=Kind.MOMENT),
            Column(key="late", title=_("逾期"), path="is_late", kind=Kind.FLAG),
        ),
        sort="project",
        search_paths=("project__name",),
        empty=NOTHING_WAITS,
    ),
    "rulings": ListPage(
        name="cockpit-rulings",
        title=_("待裁定异议"),
        noun=_("件异议"),
        rows=work.objections,
        visible=work.visible_objections,
        columns=(
            *_project("badge__"),
            Column(key="colour", title=_("亮牌"), path="badge__colour", kind=Kind.BADGE),
            Column(key="lodged", title=_("提出时间"), path="lodged_at", kind=Kind.MOMENT),
            Column(key="text", title=_("内容"), path="text"),
        ),
        sort="project",
        search_paths=("badge__project__name",),
        empty=NOTHING_WAITS,
    ),
    "reopenings": ListPage(
        name="cockpit-reopenings",
        title=_("待批重开"),
        noun=_("件申请"),
        rows=work.reopenings,
        visible=work.visible_reopenings,
        columns=(
            Column(key="period", title=_("期次"), path="round__period", says=period_named),
            Column(key="reason", title=_("理由"), path="reason"),
            Column(key="asked", title=_("申请时间"), path="asked_at", kind=Kind.MOMENT),
        ),
        sort="-asked",
        search_paths=("reason",),
        empty=NOTHING_WAITS,
    ),
    "inclusion": ListPage(
        name="cockpit-inclusion-alarms",
        title=_("入统提醒和超期"),
        subtitle=_("只记办理状态和期限，不含任何统计数据"),
        noun=_("件提醒"),
        rows=work.open_alarms,
        visible=work.visible_alarms,
        columns=(
            *_project("case__"),
            Column(key="kind", title=_("种类"), path="kind", kind=Kind.CHOICE, choices=ALARMS),
            Column(key="due", title=_("到期日"), path="due_on", kind=Kind.DATE),
            Column(key="start", title=_("开工日"), path="started_on", kind=Kind.DATE),
            Column(
                key="state",
                title=_("状态"),
                path="case__state",
                kind=Kind.CHOICE,
                choices=STATES,
            ),
        ),
        sort="due",
        search_paths=("case__project__name",),
        empty=NOTHING_WAITS,
    ),
    "changes": ListPage(
        name="cockpit-changes",
        title=_("待批修改"),
        noun=_("件修改"),
        rows=work.pending_changes,
        visible=work.visible_pending_changes,
        columns=(
            *_project(""),
            Column(key="reason", title=_("理由"), path="reason"),
            Column(key="asked", title=_("申请时间"), path="asked_at", kind=Kind.MOMENT),
        ),
        sort="project",
        search_paths=("project__name",),
        empty=NOTHING_WAITS,
    ),
}

FOLLOW_UP_COLUMNS = (
    *_project("badge__"),
    Column(key="colour", title=_("亮牌"), path="badge__colour", kind=Kind.BADGE),
    Column(key="period", title=_("期次"), path="badge__round__period", kind=Kind.CODE),
    Column(key="kind", title=_("事项"), path="kind", kind=Kind.CHOICE, choices=FOLLOW_UPS),
    Column(key="due", title=_("期限"), path="turn_due_on", kind=Kind.DATE),
    Column(key="planned", title=_("报计划日"), path="planned_on", kind=Kind.DATE),
)
WAITING["plans"] = ListPage(
    name="cockpit-plans",
    title=_("待报整改计划"),
    noun=_("项"),
    rows=work.plans,
    visible=work.visible_plans,
    columns=FOLLOW_UP_COLUMNS,
    sort="due",
    search_paths=("badge__project__name",),
    empty=NOTHING_WAITS,
)
WAITING["checks"] = ListPage(
    name="cockpit-checks",
    title=_("待核实后续事项"),
    noun=_("项"),
    rows=work.checks,
    visible=work.visible_checks,
    columns=FOLLOW_UP_COLUMNS,
    sort="due",
    search_paths=("badge__project__name",),
    empty=NOTHING_WAITS,
)

WAITING["ladder"] = replace(
    TASKS, name="cockpit-ladder", rows=work.every_open_ladder_task, visible=work.open_ladder_tasks
)


def inclusion_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    return list_response(request, INCLUSION)


def waiting_list(request: PageRequest, kind: str) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    if kind not in WAITING:
        raise Http404
    return list_response(request, WAITING[kind])
