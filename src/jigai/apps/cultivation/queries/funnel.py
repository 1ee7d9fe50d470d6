"""How many enterprises stand on each rung, by industry or township; small groups withheld."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.small_groups import withheld_names
from jigai.apps.cultivation.queries.standings import NO_RUNG, OFF, visible_board_rows
from jigai.domain.scorecards.rungs import RUNGS
from jigai.domain.sentence import Sentence

LEAST = 3
"""A group of fewer enterprises would tell of a single one."""
NOT_SAID = Sentence("未登记", "not registered")
STEPS: tuple[tuple[str, Sentence], ...] = (
    (OFF, NO_RUNG),
    *((rung.id, rung.title) for rung in RUNGS),
)
"""From the foot of the ladder upwards."""


class Grouping(StrEnum):
    DIRECTION = "direction"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class FunnelCell:
    rung: str
    title: Sentence
    count: int


@dataclass(frozen=True, slots=True)
class FunnelGroup:
    """One industry or township; without cells where the group is too small to be shown."""

    name: Sentence
    total: int | None
    cells: tuple[FunnelCell, ...]


@dataclass(frozen=True, slots=True)
class Funnel:
    """``whole`` counts every enterprise that the viewer sees, withheld groups too."""

    on: date
    by: Grouping
    whole: tuple[FunnelCell, ...]
    total: int
    groups: tuple[FunnelGroup, ...]

    @property
    def withheld_count(self) -> int:
        return sum(group.total is None for group in self.groups)


def funnel(viewer: Viewer, *, on: date, by: Grouping) -> Funnel:
    """Counts by highest rung held on a day; groups by name, never by their figures."""
    names = ("area", "area_en") if by is Grouping.AREA else ("direction_name", "direction_en")
    rows: Any = visible_board_rows(viewer, on).values_list("pk", "rung", *names)
    counted: Counter[tuple[str, str]] = Counter()
    english: dict[str, str] = {}
    for _key, rung, zh, en in {row[0]: row for row in rows}.values():
        counted[zh or "", rung] += 1
        english[zh or ""] = en or zh or ""
    sizes = {name: sum(n for (group, _), n in counted.items() if group == name) for name in english}
    hidden = withheld_names(sizes, least=LEAST)
    return Funnel(
        on=on,
        by=by,
        whole=_cells({rung: _sum(counted, rung) for rung, _title in STEPS}),
        total=sum(counted.values()),
        groups=tuple(
            FunnelGroup(
                Sentence(name, english[name]) if name else NOT_SAID,
                None if name in hidden else sizes[name],
                () if name in hidden else _cells({r: counted[name, r] for r, _title in STEPS}),
            )
            for name in sorted(english)
        ),
    )


def _sum(counted: Counter[tuple[str, str]], rung: str) -> int:
    return sum(count for (_, held), count in counted.items() if held == rung)


def _cells(counts: dict[str, int]) -> tuple[FunnelCell, ...]:
    return tuple(FunnelCell(rung, title, counts[rung]) for rung, title in STEPS)
