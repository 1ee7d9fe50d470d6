"""All change sets as a list: who, when, why, through which path, what."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import reads_all_changes
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.change_sets import change_set_rows
from jigai.web.changes.deed_words import DEEDS
from jigai.web.changes.words import PATHS
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest


def _visible(viewer: Viewer) -> Any:
    return change_set_rows(actor_key="" if reads_all_changes(viewer) else viewer.key)


CHANGES = ListPage(
    name="changes",
    title=_("修改记录"),
    subtitle=_("每一次修改：谁、何时、为什么、经哪个入口；可以撤销，撤销也留痕"),
    noun=_("次修改"),
    rows=change_set_rows,
    visible=_visible,
    columns=(
        Column(
            key="what",
            title=_("做了什么"),
            path="verb",
            kind=Kind.CHOICE,
            choices=tuple(DEEDS.items()),
        ),
        Column(key="at", title=_("时间"), path="at", kind=Kind.MOMENT),
        Column(key="who", title=_("谁"), path="actor_name"),
        Column(key="why", title=_("原因"), path="reason"),
        Column(key="path", title=_("入口"), path="path", kind=Kind.CHOICE, choices=PATHS),
        Column(key="records", title=_("记录数"), path="row_count", kind=Kind.NUMBER),
        Column(key="number", title=_("编号"), path="id", kind=Kind.NUMBER),
        Column(
            key="batch",
            title=_("导入批次"),
            path="batch",
            kind=Kind.CODE,
            is_shown=False,
        ),
    ),
    sort="-number",
    search_paths=("reason", "actor_name", "verb"),
    row_url=lambda pk: reverse("changes:show", args=[pk]),
    marks=(
        Mark(key="mine", title=_("我做的"), where=lambda viewer: Q(actor_key=viewer.key)),
        Mark(key="undo", title=_("撤销"), where=lambda _viewer: Q(undoes__isnull=False)),
        Mark(key="empty", title=_("只看不改"), where=lambda _viewer: Q(row_count=0)),
    ),
    empty=FirstStep(text=_("还没有任何修改。")),
)


def change_list(request: PageRequest) -> HttpResponseBase:
    return list_response(request, CHANGES, template="changes/list.html")
