"""``{% chart spec rows title %}``: drawing, description and the same rows as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.templatetags.static import static


def chart_context(
    spec: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], title: str = ""
) -> dict[str, Any]:
    """What the chart's template needs.

    Args:
        spec: a Vega-Lite specification, already in the theme.
        rows: the rows drawn; keys are the table's headings.
        title: caption above the drawing.
    """
    headings = list(rows[0]) if rows else []
    return {
        "spec": dict(spec),
        "spec_id": f"chart-{uuid4().hex[:8]}",
        "description": spec.get("description", title),
        "title": title,
        "headings": headings,
        "rows": [[(heading, row.get(heading)) for heading in headings] for row in rows],
        "bundle": static("vendor/vega.js"),
    }
