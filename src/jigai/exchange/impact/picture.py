"""The event study as a picture: every period before and after the start with its interval."""

from __future__ import annotations

from typing import Any

from jigai.domain.impact.findings import Findings
from jigai.domain.sentence import Language, Sentence

BEFORE, AFTER = Sentence("实施前（检验）", "before the start (test)"), Sentence(
    "实施后（效果）", "after the start (effect)"
)  # fmt: skip
YEARS = Sentence("距起始期的期数", "periods since the start")
AXIS = Sentence("平均变化", "mean change")
CAPTION = Sentence(
    "“{outcome}”的平均变化和 95 % 区间", "Mean change of “{outcome}” with its 95 % interval"
)
DESCRIPTION = Sentence(
    "事件研究图：实施前后各期的平均变化和 95 % 区间；实施前各期应当在零附近。",
    "Event study: mean change in each period before and after the start with its 95 % interval; "
    "before the start all should lie near zero.",
)
COLOURS = ("#6b7890", "#1f5fbf")


def event_study(found: Findings, *, language: Language) -> dict[str, Any]:
    """A Vega-Lite specification with its values inside, without theme."""
    kinds = [BEFORE.said_in(language), AFTER.said_in(language)]
    values = [
        {
            "at": part.at,
            "att": part.att,
            "low": part.low,
            "high": part.high,
            "kind": kinds[part.at >= 0],
        }
        for part in found.aggregate["dynamic"].parts
    ]
    x, y, colour, shape = _channels(kinds, language)
    bars = {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}, "color": colour}
    points = {"x": x, "y": {"field": "att", **y}, "color": colour, "shape": shape}
    return {
        "height": 320,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "rule", "color": "#8492ab", "strokeDash": [4, 4]},
                "encoding": {"y": {"datum": 0}},
            },
            {"mark": {"type": "rule", "strokeWidth": 2.5}, "encoding": bars},
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": points,
            },
        ],
    }


def _channels(kinds: list[str], language: Language) -> tuple[dict[str, Any], ...]:
    """Place, height, colour and shape; what lies before the start differs in both of the last."""
    x = {
        "field": "at",
        "type": "ordinal",
        "title": YEARS.said_in(language),
        "axis": {"labelAngle": 0, "grid": False},
    }
    y = {"type": "quantitative", "title": AXIS.said_in(language)}
    kind = {
        "field": "kind",
        "type": "nominal",
        "title": None,
        "legend": {"orient": "top", "columns": 1},
    }
    colour = {**kind, "scale": {"domain": kinds, "range": list(COLOURS)}}
    return x, y, colour, {**kind, "scale": {"domain": kinds, "range": ["diamond", "circle"]}}
