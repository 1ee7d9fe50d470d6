"""All gaps between the four streams on one page: amount, rule, reason, who must explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.apps.projects.queries.gaps import StreamGap, periods_of_amounts, reconciliation
from jigai.apps.projects.queries.tolerances import in_force, tolerance_rows
from jigai.web.language import page_language
from jigai.web.layout.figures import period_named
from jigai.web.projects.words import GAP_REASONS, PAIRS
from jigai.web.reconciliation.asked import OFFICE, Asked, asked_from
from jigai.web.reconciliation.export import exported
from jigai.web.requests import PageRequest

PAGE = 50
FORMS = frozenset({"csv", "xlsx"})
Choice = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Sum:
    """One pair of streams: how many gaps, and how much is short and how much over."""

    pair: str
    title: Promise
    count: int
    short_fen: int
    over_fen: int
    link: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class GapLine:
    gap: StreamGap
    pair: Any
    area: str
    unit: str
    reason: Any


@require_safe
def reconciled(request: PageRequest) -> HttpResponse | FileResponse:
    """The page, or the file with every row that it counts."""
    viewer, asked = request.viewer, asked_from(request.GET)
    with as_of(change_set_on(asked.as_of)):
        everything = reconciliation(viewer, through=asked.through or None)
        rules = tolerance_rows()
        periods = periods_of_amounts(viewer)
    lines = [line_of(gap) for gap in asked.chosen(everything)]
    form = request.GET.get("export", "")
    if form in FORMS:
        return exported(lines, conditions=_conditions(asked, everything), form=form)
    shown = {
        "asked": asked,
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "count": len(lines),
        "waiting": sum(not line.gap.is_explained for line in lines),
        "sums": _sums(asked, everything),
        "filters": _filters(asked, everything, periods),
        "rule": in_force(rules, on=asked.as_of or localdate()),
        "rules": rules,
        "conditions": _conditions(asked, everything),
        "here_link": asked.link(),
        "csv_link": asked.link(export="csv"),
        "xlsx_link": asked.link(export="xlsx"),
        "may_explain": may(viewer, Deed.EXPLAIN) and asked.as_of is None,
        "may_set": may(viewer, Deed.ADMINISTER),
    }
    return render(request, "reconciliation/list.html", shown)


def line_of(gap: StreamGap) -> GapLine:
    """A gap in the words of the page."""
    in_english = page_language() == "en"
    area = (gap.area_en if in_english else "") or gap.area or ""
    unit = (gap.unit_en if in_english else "") or gap.unit or _("县技改办")
    reason = dict(GAP_REASONS).get(gap.reason_code, "")
    return GapLine(gap, dict(PAIRS)[gap.pair], area, unit, reason)


def _sums(asked: Asked, gaps: list[StreamGap]) -> list[Sum]:
    found = []
    for pair, title in PAIRS:
        others = Asked(asked.as_of, asked.through, pair, asked.area, asked.unit, asked.reason)
        ours = [gap.difference_fen for gap in others.chosen(gaps)]
        link = asked.link(pair="" if asked.pair == pair else pair)
        short, over = (sum(fen for fen in ours if fen > 0), -sum(fen for fen in ours if fen < 0))
        found.append(Sum(pair, title, len(ours), short, over, link, asked.pair == pair))
    return found


def _filters(
    asked: Asked, gaps: list[StreamGap], periods: list[str]
) -> list[tuple[str, Any, str, list[Choice]]]:
    """Name, title, value and choices of each filter; places and units as they occur."""
    lines = [line_of(gap) for gap in gaps]
    areas = sorted({(str(line.gap.area_id), line.area) for line in lines if line.gap.area_id})
    units = sorted({(str(line.gap.unit_id or OFFICE), line.unit) for line in lines})
    reasons = [("waiting", _("未说明")), ("explained", _("已说明")), *GAP_REASONS]
    return [
        ("through", _("截至期次"), asked.through, [(key, period_named(key)) for key in periods]),
        ("pair", _("口径"), asked.pair, list(PAIRS)),
        ("area", _("乡镇"), asked.area, areas),
        ("unit", _("说明人"), asked.unit, units),
        ("reason", _("差异原因"), asked.reason, reasons),
    ]


def _conditions(asked: Asked, gaps: list[StreamGap]) -> list[str]:
    """The conditions in words, as chips and in the file."""
    words = [
        f"{title}：{dict(choices).get(value, value)}"
        for _name, title, value, choices in _filters(
            asked, gaps, [asked.through] if asked.through else []
        )
        if value
    ]
    return [*words, _("数据截至 %(day)s") % {"day": asked.as_of}] if asked.as_of else words
