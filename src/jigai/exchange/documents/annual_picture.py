"""A part's picture as a Vega-Lite chart, for paper and page alike."""

from __future__ import annotations

from typing import Any

from jigai.domain.annual_figures.figures import Picture, Series, Text
from jigai.domain.sentence import Language, Sentence

TONES = {
    "gold": "#d8bc82",
    "blue": "#a9c6ec",
    "yellow": "#f6cf5c",
    "red": "#d65a50",
    "not_assessed": "#dfe3ea",
}
COLOURS = ("#1f5fbf", "#c48a1e", "#2a7d58", "#6b5bb0", "#4a5876", "#b3261e")
DASHES = ([1, 0], [7, 4], [2, 3])
BAR_STEP, NARROW_STEP, FEW, CHART_WIDTH, LINE_HEIGHT = 26, 18, 8, 560, 165
MOST_SINGLE_TICKS, LONG_NAME, MOST_COLUMNS = 10, 12, 5


def picture_spec(picture: Picture, language: Language) -> dict[str, Any]:
    """The chart with its values inside; widths in pixels, told apart also without colour."""
    names = [one.name.said_in(language) for one in picture.series]
    labels = [_said(label, language) for label in picture.labels]
    values = [
        {"label": label, "series": name, "value": float(value), "place": place}
        for one, name in zip(picture.series, names, strict=True)
        for place, (label, value) in enumerate(zip(labels, one.values, strict=True))
        if value is not None
    ]
    draw = {"bars": _bars, "stacked": _stacked, "lines": _lines}[picture.kind]
    spec: dict[str, Any] = {"width": CHART_WIDTH, "data": {"values": values}}
    return spec | draw(labels, names, picture.series, picture.unit.said_in(language))


def _bars(
    labels: list[str], names: list[str], series: tuple[Series, ...], unit: str
) -> dict[str, Any]:
    many = len(names) > 1
    return {
        "height": len(labels) * (16 * len(names) + 10),
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": labels, "title": None,
                  "axis": {"labelLimit": 230, "domain": False, "ticks": False}},
            "x": {"field": "value", "type": "quantitative", "title": unit, "axis": _ticks(series)},
            **({"yOffset": {"field": "series", "sort": names}} if many else {}),
        },
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"color": _colour(names, series, many=many)}},
            {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
             "encoding": {"text": {"field": "value", "type": "quantitative", "format": ","}}},
        ],
    }  # fmt: skip


def _stacked(
    labels: list[str], names: list[str], series: tuple[Series, ...], unit: str
) -> dict[str, Any]:
    return {
        "height": {"step": BAR_STEP if len(labels) <= FEW else NARROW_STEP},
        "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": labels, "title": None,
                  "axis": {"labelLimit": 230, "domain": False, "ticks": False}},
            "x": {"field": "value", "type": "quantitative", "title": unit, "stack": "zero",
                  "axis": _ticks(series, is_stacked=True)},
            "color": _colour(names, series, many=True),
            "order": {"field": "rank", "type": "quantitative"},
        },
        "transform": [{"calculate": f"indexof({names!r}, datum.series)", "as": "rank"}],
    }  # fmt: skip


def _lines(
    labels: list[str], names: list[str], series: tuple[Series, ...], unit: str
) -> dict[str, Any]:
    colour = _colour(names, series, many=True)
    dashes = {"domain": names, "range": list(DASHES[: len(names)])}
    return {
        "height": LINE_HEIGHT,
        "mark": {"type": "line", "point": {"filled": True, "size": 34}, "strokeWidth": 2.2},
        "encoding": {
            "x": {"field": "label", "type": "ordinal", "sort": labels, "title": None,
                  "axis": {"labelAngle": -40, "labelOverlap": False}},
            "y": {"field": "value", "type": "quantitative", "title": unit,
                  "axis": {"gridColor": "#e6ebf2", "format": ",.0f"}},
            "color": colour,
            "strokeDash": {"field": "series", "scale": dashes, "legend": None},
        },
    }  # fmt: skip


def _ticks(series: tuple[Series, ...], *, is_stacked: bool = False) -> dict[str, Any]:
    """Counts are whole: few of them get a tick each."""
    known = [[float(value or 0) for value in one.values] for one in series]
    columns = list(zip(*known, strict=True)) or [(0.0,)]
    most = max(sum(column) if is_stacked else max(column) for column in columns)
    own = {"values": list(range(int(most) + 1))} if most <= MOST_SINGLE_TICKS else {}
    return {"grid": True, "gridColor": "#e6ebf2", "format": ",d", **own}


def _colour(names: list[str], series: tuple[Series, ...], *, many: bool) -> dict[str, Any]:
    columns = 2 if max(map(len, names), default=0) > LONG_NAME else MOST_COLUMNS
    shades = [TONES.get(one.tone, COLOURS[n % len(COLOURS)]) for n, one in enumerate(series)]
    return {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": shades},
        "title": None,
        "legend": {"orient": "top", "direction": "horizontal", "columns": columns}
        if many
        else None,
    }


def _said(text: Text, language: Language) -> str:
    return text.said_in(language) if isinstance(text, Sentence) else text
