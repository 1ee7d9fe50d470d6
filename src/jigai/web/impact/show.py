"""The list of analyses, one of them, and its print."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.impact.queries.analyses import (
    AnalysisCard,
    analysis_card,
    analysis_for,
    analysis_rows,
)
from jigai.domain.impact.findings import Findings
from jigai.domain.impact.telling import AGGREGATES, BACON_KINDS, SE_KINDS, in_column
from jigai.exchange.impact.picture import CAPTION, DESCRIPTION, event_study
from jigai.flows.print_impact import met_word, overall_rows, part_rows, places_in, print_impact
from jigai.web.charts.theme import themed
from jigai.web.fragments import fragment
from jigai.web.impact.words import SOURCES, TAGS
from jigai.web.language import page_language, said_on_page
from jigai.web.requests import PageRequest


@require_safe
def analysis_list(request: PageRequest) -> HttpResponse:
    rows = [(row, TAGS[row.state], SOURCES[row.source]) for row in analysis_rows(request.viewer)]
    shown = {"rows": rows, "may_evaluate": may(request.viewer, Deed.EVALUATE)}
    return render(request, "impact/list.html", shown)


@require_safe
@vary_on_headers("HX-Request")
def show(request: PageRequest, pk: int) -> HttpResponse:
    """While it waits the page asks again; a refused one holds no number of an effect."""
    card = analysis_card(analysis_for(request.viewer, pk))
    found = card.findings
    shown: dict[str, Any] = {
        "card": card,
        "tag": TAGS[card.row.state],
        "source": SOURCES[card.row.source],
        "conditions": [(one, said_on_page(met_word(one.is_met))) for one in card.conditions],
        "helps": list(dict.fromkeys(said_on_page(one.helps) for one in card.failed)),
        "receipt": _receipt(card),
    }
    if found is not None:
        places = places_in(found)
        shown |= {
            "chart": themed(
                event_study(found, language=page_language()),
                description=said_on_page(DESCRIPTION),
            ),
            "rows": event_rows(found),
            "figures": overall_rows(found),
            "parts": [
                (AGGREGATES[name], part_rows(found, name))
                for name, one in found.aggregate.items()
                if one.parts
            ],
            "caption": said_on_page(CAPTION.format(outcome=card.row.outcome)),
            "cells": [
                (one, in_column(one.att, places), in_column(one.se, places)) for one in found.att_gt
            ],
            "bacon": [
                (BACON_KINDS[kind], f"{weight:.1%}", in_column(estimate, places))
                for kind, weight, estimate in found.bacon.kinds
            ],
            "se_kind": SE_KINDS[found.se_kind],
        }
    return render(request, "impact/show.html" + fragment(request, "record"), shown)


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    card = analysis_card(analysis_for(request.viewer, pk))
    content = print_impact(card, on=localdate(), language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{card.row.title}.pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer


def event_rows(found: Findings) -> list[dict[str, Any]]:
    """The table under the picture."""
    places = places_in(found)
    return [
        {
            _("距起始期"): str(part.at),
            _("平均变化"): in_column(part.att, places),
            _("标准误"): in_column(part.se, places),
            _("95 % 区间"): f"{in_column(part.low, places)} … {in_column(part.high, places)}",
        }
        for part in found.aggregate["dynamic"].parts
    ]


def _receipt(card: AnalysisCard) -> list[tuple[str, str]]:
    """What a rebuild compares, line by line; nothing while it waits."""
    told = card.receipt
    if not told:
        return []
    sizes, options = told["sizes"], told["options"]
    shown = "、" if page_language() == "zh" else ", "
    groups = shown.join(f"{start}: {count}" for start, count in sizes["shown"].items())
    lines = [
        (_("数据指纹"), told["data_digest"][:32]),
        (_("单位和时期"), f"{told['units']} × {told['periods'][0]}–{told['periods'][1]}"),
        (_("各起始期单位数"), groups or "—"),
        (_("从未实施"), str(sizes["never"])),
        (_("略去的单位"), str(told["left_out"])),
        (_("起始已在首期之前而略去"), str(told["treated_before"])),
        (_("选项"), _options(options)),
        (_("条件版本"), told["conditions_of"]),
        (_("计算程序"), " ".join(f"{k} {v}" for k, v in told["versions"].items()) or "—"),
    ]
    if sizes["hidden"]:
        lines.insert(3, (_("单位少而不单列"), str(sizes["hidden"])))
    return [(str(title), value) for title, value in lines]


def _options(options: dict[str, Any]) -> str:
    """With whom it is compared, and the seed; a base this page has no word for stands as it is."""
    words = {
        "never": _("和从未实施的单位比"),
        "notyet": _("和从未实施、尚未实施的单位比"),
        "varying": _("逐期基准"),
        "universal": _("固定基准"),
    }
    told = [words.get(str(options[name]), str(options[name])) for name in ("control", "base")]
    return " · ".join([*told, _("随机种子 {seed}").format(seed=options["seed"])])
