"""Townships and park with schematic outlines: invented polygons that tile like a county map."""

from __future__ import annotations

from dataclasses import dataclass
from math import sin

from jigai.apps.reference.models import Division

WEST, SOUTH, WIDTH, HEIGHT = 117.25, 37.65, 0.40, 0.34
STEPS = 12
ROWS = (3, 4, 3)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    name_en: str


PLACES = (
    Place("371423102", "尚堂镇", "Shangtang"),
    Place("371423103", "崔口镇", "Cuikou"),
    Place("371423202", "徐园子乡", "Xuyuanzi"),
    Place("371423200", "严务乡", "Yanwu"),
    Place("371423100", "庆云镇", "Qingyun Town"),
    Place("371423001", "渤海路街道", "Bohai Road"),
    Place("371423400", "经济开发区", "Economic Development Zone"),
    Place("371423101", "常家镇", "Changjia"),
    Place("371423201", "中丁乡", "Zhongding"),
    Place("371423104", "东辛店镇", "Dongxindian"),
)


def outlines() -> list[dict[str, object]]:
    """One GeoJSON polygon for each place, clockwise as the chart library wants it."""
    found: list[dict[str, object]] = []
    for row, cells in enumerate(ROWS):
        width = STEPS // cells
        for cell in range(cells):
            first, last = cell * width, (cell + 1) * width
            top = [_vertex(row + 1, step) for step in range(first, last + 1)]
            bottom = [_vertex(row, step) for step in range(last, first - 1, -1)]
            found.append({"type": "Polygon", "coordinates": [[*top, *bottom, top[0]]]})
    return found


def found_places(county: Division) -> list[Division]:
    """Enter the places under their county, inside an open change set."""
    return Division.objects.bulk_create(
        Division(
            code=place.code,
            name=place.name,
            name_en=place.name_en,
            level="township",
            parent=county,
            outline=outline,
        )
        for place, outline in zip(PLACES, outlines(), strict=True)
    )


def _vertex(row: int, step: int) -> Point:
    """A crossing of the lattice, bent a little; neighbours share it."""
    across = step / STEPS + 0.025 * sin(2.1 * row + 0.9 * step)
    upward = row / len(ROWS) + 0.03 * sin(1.7 * step + row)
    return round(WEST + WIDTH * across, 4), round(SOUTH + HEIGHT * upward, 4)
