"""Investment against plan: three lines over half-months, in 万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jigai.apps.reports.queries.cockpit_investment import InvestmentPoint
from jigai.domain.periods import parse_period
from jigai.web.charts.theme import HOVERED, SERIES, month_axis, themed
from jigai.web.language import page_language
from jigai.web.layout.figures import in_wan, period_named

FEN_IN_WAN = Decimal(1_000_000)
LEGEND = {"symbolType": "stroke", "symbolSize": 400}
DASHES = ([1, 0], [7, 4], [2, 3])


def investment_rows(points: Sequence[InvestmentPoint]) -> list[dict[str, str]]:
    """The table under the chart."""
    return [
        {
            _("期次"): period_named(point.period),
            _("计划（万元）"): in_wan(point.planned_fen),
            _("上报（万元）"): in_wan(point.reported_fen),
            _("核实（万元）"): in_wan(point.verified_fen),
        }
        for point in points
    ]


def investment_chart(points: Sequence[InvestmentPoint], *, description: str) -> dict[str, Any]:
    """Planned, reported and verified, told apart by colour, dash and shape."""
    names = (_("计划"), _("上报"), _("核实"))
    values = [
        {
            "day": parse_period(point.period).end_on.isoformat(),
            "period": period_named(point.period),
            "stream": name,
            "wan": float(Decimal(fen) / FEN_IN_WAN),
        }
        for point in points
        for name, fen in zip(
            names, (point.planned_fen, point.reported_fen, point.verified_fen), strict=True
        )
        if fen is not None
    ]
    by = {"field": "stream", "type": "nominal", "sort": list(names), "title": None}
    return themed(
        {
            "height": 260,
            "data": {"values": values},
            "mark": {"type": "line", "point": HOVERED},
            "encoding": {
                "x": {
                    "field": "day",
                    "type": "temporal",
                    "title": None,
                    "axis": month_axis(page_language()),
                },
                "y": {"field": "wan", "type": "quantitative", "title": _("万元")},
                "color": by
                | {"scale": {"domain": list(names), "range": list(SERIES[:3])}, "legend": LEGEND},
                "strokeDash": by
                | {"scale": {"domain": list(names), "range": list(DASHES)}, "legend": LEGEND},
                "tooltip": [
                    {"field": "period", "title": _("期次")},
                    {"field": "stream", "title": _("口径")},
                    {"field": "wan", "title": _("万元"), "format": ",.2f"},
                ],
            },
        },
        description=description,
    )
