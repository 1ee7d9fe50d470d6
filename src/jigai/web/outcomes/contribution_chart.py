"""The table of growth and contribution in words, and its picture; live and published alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jigai.domain.quantities import number_text
from jigai.domain.results.before_after import CAVEAT
from jigai.domain.results.states import STATES
from jigai.web.charts.theme import SERIES, themed
from jigai.web.language import page_language, said_on_page
from jigai.web.outcomes.amounts import Amounts, amounts_like
from jigai.web.outcomes.words import worded

BAND, LEAST_HEIGHT = 34, 200
AMOUNTS = ("before", "after", "target", "change")


def word(both: Sequence[str]) -> str:
    """A name in the language of the page."""
    return both[1] if page_language() == "en" else both[0]


def shown_table(content: dict[str, Any]) -> dict[str, Any]:
    """A frozen table with every number as text for people; money in 万元."""
    every = [*content["rows"], content["total"]]
    told = [row[key] for row in every for key in AMOUNTS if row[key] is not None]
    amounts = amounts_like(told, unit=content["unit"][0])
    return {
        "title": word(content["title"]),
        "formula": word(content["formula"]),
        "version": content["version"],
        "indicator": content["indicator"],
        "unit": _("万元") if amounts.in_wan else word(content["unit"]),
        "state": worded(STATES, content["state"]),
        "before": content["before"],
        "after": content["after"],
        "base": word(content["base"]),
        "only_before": content["only_before"],
        "only_after": content["only_after"],
        "pooled": [word(name) for name in content["pooled"]],
        "rows": [_row(row, amounts) for row in content["rows"]],
        "total": _row(content["total"], amounts),
    }


def _row(row: dict[str, Any], amounts: Amounts) -> dict[str, Any]:
    said = {key: "—" if row[key] is None else amounts.text(row[key]) for key in AMOUNTS}
    return {
        "name": word(row["name"]),
        "count": row["count"],
        **said,
        "change": _signed(said["change"]),
        "growth": _percent(row["growth"]),
        "points": "—" if row["points"] is None else _signed(_two(row["points"])),
        "rounding": "" if Decimal(row["rounding"]) == 0 else _signed(_two(row["rounding"])),
    }


def contribution_chart(
    content: dict[str, Any],
) -> tuple[dict[str, Any] | None, list[dict[str, str]]]:
    """Bars of the contributions in percentage points; none where no growth can be said."""
    rows = [row for row in content["rows"] if row["points"] is not None]
    if not rows:
        return None, []
    values = [{"name": word(row["name"]), "points": float(row["points"])} for row in rows]
    told = {
        "title": word(content["title"]),
        "number": content["version"],
        "before": content["before"],
        "after": content["after"],
    }
    title = _("%(title)s（第 %(number)s 版）%(before)s 至 %(after)s：各组拉动的百分点。") % told
    spec = themed(
        {
            "height": max(LEAST_HEIGHT, len(rows) * BAND),
            "data": {"values": values},
            "mark": {"type": "bar", "color": SERIES[0]},
            "encoding": {
                "y": {"field": "name", "type": "nominal", "sort": None, "title": None,
                      "axis": {"labelLimit": 140}},
                "x": {"field": "points", "type": "quantitative", "title": _("百分点"),
                      "axis": {"tickCount": 6}},
                "tooltip": [
                    {"field": "name", "title": _("组")},
                    {"field": "points", "title": _("百分点"), "format": "+,.2f"},
                ],
            },
        },
        description=title + said_on_page(CAVEAT),
    )  # fmt: skip
    lines = [
        {_("组"): word(row["name"]), _("拉动（百分点）"): _signed(_two(row["points"]))}
        for row in [*rows, content["total"]]
    ]
    return spec, lines


def _percent(text: str | None) -> str:
    return "—" if text is None else f"{_signed(_two(text))}%"


def _two(text: str) -> str:
    return number_text(Decimal(text), places=2, at_least=2)


def _signed(text: str) -> str:
    return text if text.startswith(("-", "—")) else f"+{text}"
