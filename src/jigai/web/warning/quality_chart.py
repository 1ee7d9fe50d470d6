"""The reliability picture: chances against what came, beside the line of a perfect forecast."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from jigai.domain.early_warning.quality import Quality
from jigai.web.charts.theme import SERIES, themed

SMALLEST, LARGEST = 60, 700


def reliability_rows(quality: Quality) -> list[dict[str, str]]:
    """One row a group of chances."""
    return [
        {
            _("预测机会"): f"{one.low:.0%}—{one.high:.0%}",
            _("项次"): str(one.count),
            _("平均预测"): f"{one.mean_chance:.1%}",
            _("实际转红"): f"{one.red_share:.1%}",
        }
        for one in quality.bins
    ]


def reliability_chart(quality: Quality) -> dict[str, Any]:
    """Points as large as their group, and the diagonal on which they should lie."""
    values = [
        {"chance": one.mean_chance, "came": one.red_share, "count": one.count}
        for one in quality.bins
    ]
    share: dict[str, Any] = {"type": "quantitative", "scale": {"domain": [0, 1]}}
    axis = {"format": ".0%", "tickCount": 5}
    x = share | {"field": "chance", "title": _("预测的红牌机会"), "axis": axis}
    y = share | {"field": "came", "title": _("实际红牌占比"), "axis": axis}
    size = {"field": "count", "type": "quantitative", "title": _("项次"),
            "scale": {"range": [SMALLEST, LARGEST]}, "legend": None}  # fmt: skip
    return themed(
        {
            "height": 300,
            "layer": [
                {
                    "data": {"values": [{"chance": 0, "came": 0}, {"chance": 1, "came": 1}]},
                    "mark": {"type": "line", "strokeDash": [5, 4], "color": "#8492ab"},
                    "encoding": {"x": x, "y": y},
                },
                {
                    "data": {"values": values},
                    "mark": {"type": "point", "filled": True, "opacity": 0.85,
                             "color": SERIES[0]},
                    "encoding": {
                        "x": x,
                        "y": y,
                        "size": size,
                        "tooltip": [
                            {"field": "chance", "title": _("平均预测"), "format": ".1%"},
                            {"field": "came", "title": _("实际转红"), "format": ".1%"},
                            {"field": "count", "title": _("项次")},
                        ],
                    },
                },
            ],
        },
        description=_("可靠性图：点越靠近虚线，预测机会越准"),
    )  # fmt: skip
