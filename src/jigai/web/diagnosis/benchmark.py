"""The peer benchmark: quartiles by industry and size, small groups merged or hidden."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.diagnosis.actions.set_peer_minimum import LEAST, MOST, set_peer_minimum
from jigai.apps.diagnosis.queries.peers import (
    SIZE_WORDS,
    Benchmark,
    benchmark,
    industries,
    metrics_of,
    peer_minimum,
)
from jigai.domain.change import Change
from jigai.domain.maturity.banks import banks_in_force
from jigai.web.charts.theme import SERIES, themed
from jigai.web.diagnosis.words import figure_said
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest


class MinimumForm(ReasonedForm):
    least = forms.IntegerField(label=gettext_lazy("一组至少几家"), min_value=LEAST, max_value=MOST)
    valid_from = DayField(label=gettext_lazy("自哪天起"))
    decision = forms.CharField(label=gettext_lazy("依据"), max_length=200)


@require_safe
def benchmark_show(request: PageRequest) -> HttpResponse:
    """``?bank=&metric=&industry=&size=``: everybody is shown the same groups."""
    today = localdate()
    banks = banks_in_force(on=today)
    bank = next((one for one in banks if one.key == request.GET.get("bank")), banks[0])
    metrics = metrics_of(bank)
    asked = request.GET.get("metric", "")
    metric = asked if asked in {one.name for one in metrics} else metrics[0].name
    industry, size = request.GET.get("industry", ""), request.GET.get("size", "")
    found = benchmark(bank, metric=metric, on=today, industry=industry, size=size)
    shown = {
        "bank": bank,
        "banks": [(one.key, said_on_page(one.title), one.key == bank.key) for one in banks],
        "metrics": [(m.name, said_on_page(m.title), m.name == metric) for m in metrics],
        "industries": [(c, said_on_page(n), c == industry) for c, n in industries()],
        "sizes": [(c, said_on_page(w), c == size) for c, w in SIZE_WORDS.items() if c],
        "is_asked": bool(industry or size),
        "found": found,
        "lines": _lines(found),
        "chart": group_chart(found),
        "rows": group_rows(found),
        "may_set": may(request.viewer, Deed.PUBLISH),
    }
    return render(request, "diagnosis/benchmark.html", shown)


def minimum(request: PageRequest) -> HttpResponse:
    """How many enterprises a shown group has at least."""
    require(request.viewer, Deed.PUBLISH)
    today = localdate()
    act = Act(
        title=_("同行对标的最少户数"),
        back=reverse("diagnosis:benchmark"),
        said=_("最少户数已设定。"),
        at_field={
            "diagnosis.minimum_out_of_range": "least",
            "diagnosis.minimum_decision_missing": "decision",
        },
    )
    form = MinimumForm(
        request.POST or None, initial={"least": peer_minimum(on=today), "valid_from": today}
    )

    def save(values: dict[str, Any], change: Change) -> None:
        set_peer_minimum(
            least=values["least"],
            valid_from=values["valid_from"],
            decision=values["decision"],
            change=change,
        )

    return acted(request, form, act, save)


def group_rows(found: Benchmark) -> list[dict[str, Any]]:
    """The table under the drawing."""
    return [
        {
            _("组"): line["title"],
            _("家数"): str(line["count"]),
            _("下四分位"): line["low"],
            _("中位数"): line["median"],
            _("上四分位"): line["high"],
        }
        for line in _lines(found)
    ]


def group_chart(found: Benchmark) -> dict[str, Any]:
    """A bar from quarter to quarter for each group, the median as a stroke."""
    scale = 100 if found.metric.is_share else 1
    values = [
        {
            "group": said_on_page(one.title),
            "low": float(one.lowest_quarter * scale),
            "median": float(one.median * scale),
            "high": float(one.highest_quarter * scale),
        }
        for one in found.groups
    ]
    title = said_on_page(found.metric.title)
    unit = _("（%）") if found.metric.is_share else ""
    axis = {"type": "quantitative", "title": f"{title}{unit}", "scale": {"zero": True}}
    y = {"field": "group", "type": "nominal", "sort": None, "title": None,
         "axis": {"labelLimit": 220}}  # fmt: skip
    return themed(
        {
            "height": {"step": 34},
            "data": {"values": values},
            "encoding": {"y": y},
            "layer": [
                {
                    "mark": {"type": "bar", "color": SERIES[0], "opacity": 0.35, "height": 18},
                    "encoding": {"x": {"field": "low", **axis}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "tick", "color": SERIES[0], "thickness": 3, "size": 24},
                    "encoding": {"x": {"field": "median", "type": "quantitative"}},
                },
            ],
        },
        description=_("{title}：各组的下四分位、中位数和上四分位").format(title=title),
    )


def _lines(found: Benchmark) -> list[dict[str, Any]]:
    share = found.metric.is_share
    return [
        {
            "title": said_on_page(one.title),
            "count": one.count,
            "low": figure_said(one.lowest_quarter, is_share=share),
            "median": figure_said(one.median, is_share=share),
            "high": figure_said(one.highest_quarter, is_share=share),
            "is_asked": found.asked == one,
        }
        for one in found.groups
    ]
