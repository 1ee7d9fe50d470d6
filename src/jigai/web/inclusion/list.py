"""Deadlines of inclusion, the next one first: papers missing, days left, whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.projects.queries.inclusion_deadlines import (
    DeadlineRow,
    cutoff_rows,
    inclusion_deadlines,
)
from jigai.web.language import page_language
from jigai.web.requests import PageRequest

PAGE = 50
GROUPS = (
    ("", gettext_lazy("全部")),
    ("breach", gettext_lazy("已超期")),
    ("reminder", gettext_lazy("已提醒")),
    ("papers", gettext_lazy("缺材料")),
)


@dataclass(frozen=True, slots=True)
class Line:
    row: DeadlineRow
    area: str
    unit: str


@require_safe
def deadlines(request: PageRequest) -> HttpResponse:
    viewer, today = request.viewer, localdate()
    rows = inclusion_deadlines(viewer, on=today)
    area, wanted = request.GET.get("area", ""), request.GET.get("state", "")
    near = [row for row in rows if area in ("", row.area)]
    groups = {key: [row for row in near if _belongs(row, key)] for key, _title in GROUPS}
    chosen = groups.get(wanted, near)
    shown = {
        "page": Paginator([_line(row) for row in chosen], PAGE).get_page(request.GET.get("page")),
        "count": len(chosen),
        "groups": [(key, title, len(groups[key]), key == wanted) for key, title in GROUPS],
        "state": wanted,
        "area": area,
        "areas": _areas(rows),
        "cutoffs": cutoff_rows(on=today),
        "may_set": may(viewer, Deed.ADMINISTER),
        "today": today,
    }
    return render(request, "inclusion/list.html", shown)


def _belongs(row: DeadlineRow, group: str) -> bool:
    reminded = row.reminder_on is not None and row.reminder_on <= localdate()
    return {
        "": True,
        "breach": row.is_breached,
        "reminder": reminded and not row.is_breached,
        "papers": bool(row.missing),
    }[group]


def _line(row: DeadlineRow) -> Line:
    in_english = page_language() == "en"
    area = (row.area_en if in_english else "") or row.area
    return Line(row, area, (row.unit_en if in_english else "") or row.unit or _("县技改办"))


def _areas(rows: Sequence[DeadlineRow]) -> list[tuple[str, Any]]:
    return sorted({(row.area, _line(row).area) for row in rows if row.area})
