"""Published charts, as they were published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jigai.apps.outcomes.models import PublishedChart
from jigai.apps.outcomes.queries.contribution import ContributionTable, GroupRow
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.domain.results.indicator import Definition


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A published chart with the version that it was made with."""

    id: int
    title: str
    definition: Definition
    content: dict[str, Any]
    digest: str
    note: str
    published_at: datetime
    published_by: str


def published_charts() -> list[ChartRow]:
    """The newest first; one query."""
    rows = PublishedChart.objects.select_related("version").order_by("-published_at", "-pk")
    return [chart_row(one) for one in rows]


def chart_row(one: PublishedChart) -> ChartRow:
    return ChartRow(
        one.pk,
        one.title,
        definition_of(one.version),
        dict(one.content),
        one.digest,
        one.note,
        one.published_at,
        one.published_by,
    )


def frozen(table: ContributionTable) -> dict[str, Any]:
    """A table as plain JSON: numbers as exact text, names in both languages."""
    one = table.definition
    return {
        "indicator": one.id,
        "version": one.version,
        "title": [one.title.zh, one.title.en],
        "formula": [one.formula_said.zh, one.formula_said.en],
        "unit": [one.unit.zh, one.unit.en],
        "grouping": table.grouping.value,
        "state": str(table.state),
        "before": str(table.before),
        "after": str(table.after),
        "base": [table.base_said.zh, table.base_said.en],
        "only_before": table.only_before,
        "only_after": table.only_after,
        "pooled": [[name.zh, name.en] for name in table.pooled],
        "rows": [_frozen_row(row) for row in table.rows],
        "total": _frozen_row(table.total),
    }


def _frozen_row(row: GroupRow) -> dict[str, Any]:
    one = row.growth
    return {
        "name": [row.name.zh, row.name.en],
        "count": one.count,
        "before": f"{one.before:f}",
        "after": f"{one.after:f}",
        "change": f"{one.change:f}",
        "target": None if row.target is None else f"{row.target:f}",
        "growth": None if one.growth is None else f"{one.growth:f}",
        "points": None if one.points is None else f"{one.points:f}",
        "rounding": f"{one.rounding:f}",
    }
