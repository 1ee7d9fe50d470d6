"""The schematic township map: outlines as SVG paths, each area with badge, word and link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, MARGIN = 640.0, 520.0, 12.0
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class AreaValue:
    """One township to draw.

    Attributes:
        outline: GeoJSON Polygon or MultiPolygon (``Division.outline``).
        colour: badge colour, or ``not_assessed``.
        note: its figure in words, such as 3 红牌.
    """

    name: str
    outline: Mapping[str, Any]
    colour: str
    note: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One township as the template draws it; ``x`` and ``y`` place mark and name."""

    name: str
    path: str
    x: str
    y: str
    mark_x: str
    mark_y: str
    name_y: str
    colour: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class _Frame:
    left: float
    top: float
    scale: float

    def point(self, place: Sequence[float]) -> tuple[float, float]:
        # North is up on the map and down in SVG.
        x = MARGIN + (place[0] - self.left) * self.scale
        return x, MARGIN + (self.top - place[1]) * self.scale


def area_map(values: Sequence[AreaValue]) -> tuple[Area, ...]:
    """Areas fitted into one drawing of fixed size; nothing without outlines."""
    places = [p for value in values for ring in _rings(value.outline) for p in ring]
    if not places:
        return ()
    left, right = min(p[0] for p in places), max(p[0] for p in places)
    low, top = min(p[1] for p in places), max(p[1] for p in places)
    scale = min(
        (WIDTH - 2 * MARGIN) / ((right - left) or 1), (HEIGHT - 2 * MARGIN) / ((top - low) or 1)
    )
    frame = _Frame(left, top, scale)
    return tuple(_area(value, frame) for value in values if value.outline)


def _area(value: AreaValue, frame: _Frame) -> Area:
    rings = [[frame.point(place) for place in ring] for ring in _rings(value.outline)]
    path = "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in ring)}Z" for ring in rings)
    x, y = _centre(max(rings, key=len))
    return Area(
        value.name,
        path,
        f"{x:.1f}",
        f"{y:.1f}",
        f"{x - 9:.1f}",
        f"{y - 24:.1f}",
        f"{y + 17:.1f}",
        value.colour,
        value.note,
        value.url,
    )


def _rings(outline: Mapping[str, Any] | None) -> list[Ring]:
    if not outline:
        return []
    parts = outline.get("coordinates", [])
    if outline.get("type") == "MultiPolygon":
        return [ring for polygon in parts for ring in polygon]
    return list(parts)


def _centre(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Centre of the surface, where a label sits well; the mean of the corners for a line."""
    area = x_sum = y_sum = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        x_sum += (x0 + x1) * cross
        y_sum += (y0 + y1) * cross
    if not area:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x_sum / (3 * area), y_sum / (3 * area)
