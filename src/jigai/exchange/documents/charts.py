"""Charts for paper: a Vega-Lite spec drawn as SVG or PNG with the shipped fonts, offline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import vl_convert
from pylopdf_fonts_zh_cn import sans_path

_VEGA_LITE = "6.4"
_FONT = "Noto Sans SC"
_CONFIG: dict[str, Any] = {
    "font": _FONT,
    "background": "#ffffff",
    "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
    "axisXDiscrete": {"labelAngle": 0},
    "legend": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
    "header": {"labelFontSize": 11, "titleFontSize": 11},
    "title": {"fontWeight": "normal", "fontSize": 12},
    "view": {"stroke": None},
}


def chart_svg(spec: Mapping[str, Any]) -> bytes:
    """The chart as SVG, its words kept as text. Never call it in a process forked after a call."""
    return _drawn(json.dumps(spec, ensure_ascii=False)).encode()


def chart_png(spec: Mapping[str, Any]) -> bytes:
    """The chart as PNG at 216 dots per inch, for Word files; the same drawing as the SVG."""
    svg = _drawn(json.dumps(spec, ensure_ascii=False))
    png: bytes = vl_convert.svg_to_png(svg, scale=3)
    return png


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    """A report is laid out as PDF and as Word file: each chart is drawn once."""
    _fonts_known()
    svg: str = vl_convert.vegalite_to_svg(
        json.loads(spec), vl_version=_VEGA_LITE, config=_CONFIG, allowed_base_urls=[]
    )
    return svg


@cache
def _fonts_known() -> None:
    vl_convert.register_font_directory(str(sans_path().parent))
