"""How many stand on each rung, by industry or township, drawn and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.apps.cultivation.queries.funnel import (
    LEAST,
    NOT_SAID,
    Funnel,
    FunnelGroup,
    Grouping,
    funnel,
)
from jigai.web.charts.theme import SERIES, themed
from jigai.web.cultivation.list import day_asked
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

GROUPINGS = (
    (Grouping.DIRECTION, gettext_lazy("按产业")),
    (Grouping.AREA, gettext_lazy("按乡镇")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One group: its counts from the foot upwards, each with its rung and the list behind it."""

    name: str
    cells: tuple[tuple[str, int, str], ...]
    total: int | None


@require_safe
def funnel_page(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.READ_CHECKS)
    day, asked = day_asked(request), request.GET.get("by", "")
    by = Grouping(asked) if asked in set(Grouping) else Grouping.DIRECTION
    past = request.GET.get("as_of", "")
    with as_of(change_set_on(day if past else None)):
        found = funnel(request.viewer, on=day, by=by)
    shown = {
        "here_tab": "funnel",
        "funnel": found,
        "lines": [_line(found, group, past) for group in found.groups],
        "whole": [
            (said_on_page(cell.title), cell.count, _list(f"rung:{cell.rung}", past))
            for cell in found.whole
        ],
        "rungs": [said_on_page(cell.title) for cell in found.whole],
        "chart": funnel_chart(found),
        "rows": funnel_rows(found),
        "by": by.value,
        "groupings": [(key.value, title, key is by) for key, title in GROUPINGS],
        "as_of": past,
        "least": LEAST,
    }
    return render(request, "cultivation/funnel.html", shown)


def funnel_rows(found: Funnel) -> list[dict[str, Any]]:
    """The table under the drawing."""
    return [
        {_("梯级"): said_on_page(cell.title), _("企业数"): str(cell.count)} for cell in found.whole
    ]


def funnel_chart(found: Funnel) -> dict[str, Any]:
    """One bar a rung, the foot of the ladder below."""
    order = [said_on_page(cell.title) for cell in reversed(found.whole)]
    values = [
        {"rung": said_on_page(cell.title), "count": cell.count, "label": str(cell.count)}
        for cell in found.whole
    ]
    most = max((cell.count for cell in found.whole), default=0) or 1
    told = _("共 %(total)s 家企业，按在册的最高梯级各计一次") % {"total": found.total}
    y = {"field": "rung", "type": "nominal", "sort": order, "title": None,
         "axis": {"labelLimit": 260}}  # fmt: skip
    x = {"field": "count", "type": "quantitative", "title": _("企业数"),
         "axis": {"tickMinStep": 1}, "scale": {"domainMax": most * 1.15}}  # fmt: skip
    return themed(
        {
            "height": {"step": 30},
            "autosize": {"type": "fit-x", "contains": "padding"},
            "data": {"values": values},
            "encoding": {"y": y, "x": x},
            "layer": [
                {"mark": {"type": "bar", "color": SERIES[0], "height": 18}},
                {
                    "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 13},
                    "encoding": {"text": {"field": "label"}},
                },
            ],
        },
        description=told,
    )


def _line(found: Funnel, group: FunnelGroup, past: str) -> Line:
    key = "area" if found.by is Grouping.AREA else "direction"
    named = "none" if group.name == NOT_SAID else f'"{group.name.zh}"'
    cells = tuple(
        (said_on_page(cell.title), cell.count, _list(f"rung:{cell.rung} {key}:{named}", past))
        for cell in group.cells
    )
    return Line(said_on_page(group.name), cells, group.total)


def _list(terms: str, past: str) -> str:
    said = {"q": terms} | ({"as_of": past} if past else {})
    return f"{reverse('cultivation:list')}?{urlencode(said)}"
