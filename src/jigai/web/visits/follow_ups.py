"""What was promised: the list, and finishing one."""

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
from jigai.apps.visits.actions.finish_follow_up import finish_follow_up
from jigai.apps.visits.queries.follow_ups import (
    follow_up_for,
    follow_up_row,
    follow_up_rows,
    may_finish,
    seen_follow_up,
    visible_follow_up_rows,
    waits_for,
)
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest


def _late(_viewer: Viewer) -> Q:
    return Q(done_on=None, due_on__lt=localdate())


FOLLOW_UPS = ListPage(
    name="follow-ups",
    title=_("跟进事项"),
    subtitle=_("联系企业时答应的事：谁办、哪天到期、办得怎样"),
    noun=_("件事项"),
    rows=follow_up_rows,
    visible=visible_follow_up_rows,
    columns=(
        Column(key="text", title=_("事项"), path="text"),
        Column(key="enterprise", title=_("企业名称"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="due", title=_("到期日"), path="due_on", kind=Kind.DATE),
        Column(key="owner", title=_("经办人"), path="owner_name"),
        Column(key="agency", title=_("部门"), path="agency_name", path_en="agency_name_en"),
        Column(key="done", title=_("办结日期"), path="done_on", kind=Kind.DATE),
        Column(key="note", title=_("办理情况"), path="note", is_shown=False),
    ),
    sort="due",
    search_paths=("text", "enterprise_name"),
    code_paths=("enterprise_sort",),
    row_url=lambda pk: reverse("visits:follow_up", args=[pk]),
    marks=(
        Mark(key="open", title=_("未办结"), where=lambda _viewer: Q(done_on=None)),
        Mark(key="mine", title=_("轮到我"), where=waits_for),
        Mark(key="overdue", title=_("已过期"), where=_late),
    ),
    empty=FirstStep(text=_("登记联系时写下答应企业的事，就会列在这里。")),
)  # fmt: skip


class FinishForm(forms.Form):
    note = forms.CharField(
        label=_("办理情况"), max_length=300, help_text=_("例：申报指南已送到，企业下周答复。")
    )


def follow_up_list(request: PageRequest) -> HttpResponseBase:
    require(request.viewer, Deed.READ_CHECKS)
    return list_response(
        request, FOLLOW_UPS, template="visits/list.html", extra={"here_tab": "follow_ups"}
    )


def follow_up(request: PageRequest, pk: int) -> HttpResponse:
    """One promise; whose it is finishes it here, saying what came of it."""
    require(request.viewer, Deed.READ_CHECKS)
    seek = follow_up_for if request.POST else seen_follow_up
    found = seek(request.viewer, pk)
    row = follow_up_row(found)
    act = Act(
        title=row.text,
        about=row.enterprise,
        back=reverse("visits:follow_ups") + "?q=is:open",
        said=gettext("已办结。"),
        submit=gettext("办结"),
        reason=gettext("办结跟进事项"),
        template="visits/follow_up.html",
    )
    shown = {"row": row, "may_finish": not row.done_on and may_finish(request.viewer, found)}

    def finish(values: dict[str, Any], change: Change) -> None:
        finish_follow_up(follow_up=found, on=localdate(), note=values["note"], change=change)

    form = FinishForm(request.POST or None)
    if not form.is_bound:
        return render(request, act.template, {"form": form, "act": act, **shown})
    return acted(request, form, act, finish, shown=shown)
