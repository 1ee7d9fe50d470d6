"""Colours, fonts and number formats of every chart, here alone."""

from __future__ import annotations

from typing import Any

FONT = "Noto Sans SC, Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
BADGE_FILLS = {
    "red": "#D65A50",
    "yellow": "#F6CF5C",
    "blue": "#A9C6EC",
    "green": "#A8D5BB",
    "gold": "#D8BC82",
    "not_assessed": "#EEF0F4",
}
"""Pale fills for bars and areas; dark labels stand on each of them."""
SERIES = ("#1f5fbf", "#c48a1e", "#2a7d58", "#b3261e", "#6b5bb0", "#4a5876")

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "range": {"category": list(SERIES)},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelColor": "#14213d",
        "titleColor": "#14213d",
        "gridColor": "#e6ebf2",
        "domainColor": "#8492ab",
        "tickColor": "#8492ab",
    },
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "labelColor": "#14213d", "orient": "top"},
    "line": {"strokeWidth": 2.5},
    "rule": {"aria": False},
}


MONTHS_ZH = "timeFormat(datum.value, '%-m') + '月'"
MONTHS_EN = "timeFormat(datum.value, '%b')"
YEAR_BELOW = "month(datum.value) == 0 || datum.index == 0 ? timeFormat(datum.value, '%Y') : ''"
HOVERED = {"filled": True, "size": 60, "opacity": 0}
"""Points that are not drawn but answer the pointer, so that a long line stays a line."""


def month_axis(language: str) -> dict[str, Any]:
    """An axis of days read by month: upright, each month named once, the year under its first."""
    words = MONTHS_EN if language == "en" else MONTHS_ZH
    return {
        "labelExpr": f"[{words}, {YEAR_BELOW}]",
        "tickCount": {"interval": "month", "step": 1},
        "labelAngle": 0,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
        "grid": False,
    }


def themed(spec: dict[str, Any], *, description: str) -> dict[str, Any]:
    """A specification in the look of the house.

    Args:
        spec: Vega-Lite without colours and fonts of its own.
        description: one sentence for a reader who does not see the drawing.
    """
    base = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "autosize": {"type": "fit", "contains": "padding"},
    }
    return base | spec | {"description": description, "config": CONFIG | spec.get("config", {})}
