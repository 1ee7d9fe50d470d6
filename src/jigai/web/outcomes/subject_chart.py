"""Baseline, target and actual of each indicator, as bars over the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jigai.apps.outcomes.queries.before_after import ComparedRow
from jigai.apps.outcomes.queries.figures import OutcomeRow
from jigai.domain.quantities import rounded
from jigai.domain.results.before_after import CAVEAT
from jigai.domain.results.states import KINDS, STATES, FigureKind
from jigai.web.charts.theme import SERIES, themed
from jigai.web.language import said_on_page
from jigai.web.outcomes.words import worded

BASE, BREAK = Decimal(100), "|"
BAND, LEAST_HEIGHT = 26, 200
LINES = f"split(datum.label, '{BREAK}')"
"""Labels in two lines: the indicator, and under it state and version."""


def before_after_chart(
    rows: Sequence[ComparedRow],
) -> tuple[dict[str, Any] | None, list[dict[str, str]]]:
    """Each figure over its baseline, baseline = 100; rows without a baseline above 0 are left out.

    Every label names state and version, so that nobody reads two of them as one.
    """
    drawn = [row for row in rows if row.baseline and row.baseline.value > 0 and row.actual]
    if not drawn:
        return None, []
    kinds = [said_on_page(KINDS[kind]) for kind in FigureKind]
    values, table = [], []
    for row in drawn:
        label = _label(row)
        line = {_("指标"): label.replace(BREAK, " ")}
        found = {"baseline": row.baseline, "target": row.target, "actual": row.actual}
        for kind, word in zip(FigureKind, kinds, strict=True):
            figure = found[kind.value]
            line[word] = f"{said_on_page(figure.said)}（{figure.period}）" if figure else "—"
            if figure is not None:
                index = _index(row, figure)
                values.append(
                    {"label": label, "title": line[_("指标")], "kind": word, "index": index}
                )
        table.append(line)
    said = _("基线、目标和实际，基线为 100。") + said_on_page(CAVEAT)
    return _spec(values, kinds, len(drawn), said), table


def _label(row: ComparedRow) -> str:
    told = {"state": worded(STATES, row.state), "number": row.definition.version}
    title = said_on_page(row.definition.title).replace(BREAK, " ")
    under = _("%(state)s，第 %(number)s 版") % told
    return f"{title}{BREAK}{under}"


def _index(row: ComparedRow, figure: OutcomeRow) -> float:
    base = row.baseline.value if row.baseline else BASE
    return float(rounded(figure.value / base * BASE, places=1))


def _spec(
    values: list[dict[str, Any]], kinds: list[str], count: int, description: str
) -> dict[str, Any]:
    colours = {"domain": kinds, "range": ["#8492ab", SERIES[1], SERIES[0]]}
    return themed(
        {
            "height": max(LEAST_HEIGHT, count * len(kinds) * BAND),
            "data": {"values": values},
            "mark": {"type": "bar"},
            "encoding": {
                "y": {"field": "label", "type": "nominal", "sort": None, "title": None,
                      "axis": {"labelLimit": 150, "labelExpr": LINES}},
                "yOffset": {"field": "kind", "type": "nominal", "sort": kinds},
                "x": {"field": "index", "type": "quantitative", "title": _("基线 = 100")},
                "color": {"field": "kind", "type": "nominal", "scale": colours, "sort": kinds,
                          "title": None},
                "tooltip": [
                    {"field": "title", "title": _("指标")},
                    {"field": "kind", "title": _("性质")},
                    {"field": "index", "title": _("基线 = 100"), "format": ",.1f"},
                ],
            },
        },
        description=description,
    )  # fmt: skip
