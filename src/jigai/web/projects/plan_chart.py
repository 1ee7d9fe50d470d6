"""One project's curves: every approved baseline (the replaced ones dashed) and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jigai.apps.projects.queries.projects import BaselineRow
from jigai.domain.periods import parse_period
from jigai.web.charts.theme import HOVERED, SERIES, month_axis, themed
from jigai.web.language import page_language
from jigai.web.layout.figures import dated, in_wan, period_named

FEN_IN_WAN = Decimal(1_000_000)
SOLID, REPLACED, REPORTED, VERIFIED, PAID = [1, 0], [6, 5], [1, 0], [1, 0], [2, 3]
REPLACED_COLOUR = "#5f6c88"
Curve = tuple[str, str, list[int], Mapping[str, int]]


def curves_of(
    baselines: Sequence[BaselineRow],
    *,
    reported: Mapping[str, int],
    verified: Mapping[str, int],
    paid: Mapping[str, int],
) -> list[Curve]:
    """Name, colour, dash and points of each curve that has any; the plan comes first."""
    plans = [
        (baseline_name(one), SERIES[0] if one.is_current else REPLACED_COLOUR,
         SOLID if one.is_current else REPLACED, dict(one.points))
        for one in reversed(baselines)
    ]  # fmt: skip
    streams = [
        (_("上报"), SERIES[1], REPORTED, reported),
        (_("核实"), SERIES[2], VERIFIED, verified),
        (_("支付"), SERIES[3], PAID, paid),
    ]
    return [curve for curve in [*plans, *streams] if curve[3]]


def baseline_name(one: BaselineRow) -> str:
    """Number, day and person of an approval, as the legend shows it."""
    told = {"number": one.number, "day": dated(one.approved_on), "who": one.approved_by}
    if one.is_current:
        return _("基准第%(number)s版（%(day)s %(who)s批准）") % told
    return _("原基准第%(number)s版（%(day)s %(who)s批准）") % told


def plan_rows(curves: Sequence[Curve]) -> list[dict[str, str]]:
    """The table under the chart: periods down, curves across, in 万元."""
    periods = sorted({period for curve in curves for period in curve[3]})
    return [
        {_("期次"): period_named(period)}
        | {
            _("%(curve)s（万元）") % {"curve": name}: in_wan(points.get(period))
            for name, _c, _d, points in curves
        }
        for period in periods
    ]


def plan_chart(curves: Sequence[Curve], *, description: str) -> dict[str, Any]:
    """Lines over the last days of the periods; told apart by colour, dash and shape."""
    names = [curve[0] for curve in curves]
    values = [
        {
            "day": parse_period(period).end_on.isoformat(),
            "curve": name,
            "wan": float(Decimal(fen) / FEN_IN_WAN),
        }
        for name, _colour, _dash, points in curves
        for period, fen in sorted(points.items())
    ]
    by = {"field": "curve", "type": "nominal", "sort": names, "title": None}
    legend = {"columns": 1, "labelLimit": 420, "symbolType": "stroke", "symbolSize": 400}
    colours = {"domain": names, "range": [curve[1] for curve in curves]}
    dashes = {"domain": names, "range": [curve[2] for curve in curves]}
    return themed(
        {
            "height": 280,
            "data": {"values": values},
            "mark": {"type": "line", "interpolate": "monotone", "point": HOVERED},
            "encoding": {
                "x": {"field": "day", "type": "temporal", "title": None,
                      "axis": month_axis(page_language())},
                "y": {"field": "wan", "type": "quantitative", "title": _("累计（万元）")},
                "color": by | {"scale": colours, "legend": legend},
                "strokeDash": by | {"scale": dashes, "legend": legend},
                "tooltip": [
                    {"field": "day", "type": "temporal", "title": _("截至"), "format": "%Y-%m-%d"},
                    {"field": "curve", "title": _("口径")},
                    {"field": "wan", "title": _("万元"), "format": ",.2f"},
                ],
            },
        },
        description=description,
    )  # fmt: skip
