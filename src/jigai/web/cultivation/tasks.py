"""The officers' list: renewals, windows, yearly duties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.actions.finish_task import finish_task
from jigai.apps.cultivation.queries.tasks import (
    all_tasks,
    may_finish,
    seen_task,
    task_for,
    task_row,
    visible_tasks,
    waits_for,
)
from jigai.domain.change import Change
from jigai.web.cultivation.words import KIND_CHOICES, RUNG_CHOICES
from jigai.web.forms.acting import Act, acted
from jigai.web.language import said_on_page
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest


def _overdue(_viewer: Viewer) -> Q:
    return Q(done_on=None, due_on__lt=localdate())


TASKS = ListPage(
    name="ladder-tasks",
    title=_("培育事项"),
    subtitle=_("证书到期前 90 天、申报窗口和年度义务前 30 天自动列出，每件一次"),
    noun=_("件事项"),
    rows=all_tasks,
    visible=visible_tasks,
    columns=(
        Column(key="enterprise", title=_("企业名称"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="kind", title=_("事项"), path="kind", kind=Kind.CHOICE, choices=KIND_CHOICES),
        Column(key="rung", title=_("梯级"), path="rung", kind=Kind.CHOICE, choices=RUNG_CHOICES),
        Column(key="due", title=_("到期日"), path="due_on", kind=Kind.DATE),
        Column(key="officer", title=_("经办人"), path="officer_name"),
        Column(key="area", title=_("乡镇"), path="area", path_en="area_en"),
        Column(key="done", title=_("办结日期"), path="done_on", kind=Kind.DATE),
        Column(key="note", title=_("办理情况"), path="note", is_shown=False),
    ),
    sort="due",
    search_paths=("enterprise_name",),
    code_paths=("enterprise_sort",),
    row_url=lambda pk: reverse("cultivation:task", args=[pk]),
    marks=(
        Mark(key="open", title=_("未办结"), where=lambda _viewer: Q(done_on=None)),
        Mark(key="mine", title=_("轮到我"), where=waits_for),
        Mark(key="overdue", title=_("已过期"), where=_overdue),
    ),
    empty=FirstStep(text=_("没有等待办理的培育事项。到期前会自动出现在这里。")),
)  # fmt: skip


class FinishForm(forms.Form):
    note = forms.CharField(
        label=_("办理情况"),
        max_length=300,
        help_text=_("例：已通知企业准备重新认定材料，10月20日前上报。"),
    )


def task_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    return list_response(
        request, TASKS, template="cultivation/list.html", extra={"here_tab": "tasks"}
    )


def task(request: PageRequest, pk: int) -> HttpResponse:
    """One task; whose it is finishes it here, saying what was done."""
    require(request.viewer, Deed.READ_CHECKS)
    found = task_for(request.viewer, pk) if request.POST else seen_task(request.viewer, pk)
    row = task_row(found)
    act = Act(
        title=said_on_page(row.title),
        about=row.enterprise,
        back=reverse("cultivation:tasks"),
        said=gettext("已办结。"),
        submit=gettext("办结"),
        reason=gettext("办结培育事项"),
        template="cultivation/task.html",
    )
    shown = {"task": row, "may_finish": not row.done_on and may_finish(request.viewer, found)}

    def finish(values: dict[str, Any], change: Change) -> None:
        finish_task(task=found, on=localdate(), note=values["note"], change=change)

    form = FinishForm(request.POST or None)
    if not form.is_bound:
        return render(request, act.template, {"form": form, "act": act, **shown})
    return acted(request, form, act, finish, shown=shown)
