"""Small groups are not shown alone, nor so that they could be reckoned from the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jigai.domain.impact.findings import Aggregate, Findings
from jigai.domain.impact.panel import NEVER


@dataclass(frozen=True, slots=True)
class Sizes:
    """Units of each cohort that is shown; the small ones together."""

    shown: Mapping[int, int]
    hidden: int
    never: int

    @property
    def treated(self) -> int:
        return sum(self.shown.values()) + self.hidden


def hidden_cohorts(sizes: Mapping[int, int], *, least: int) -> frozenset[int]:
    """Cohorts of fewer units; with a single one the next larger too, so that none is left over.

    >>> sorted(hidden_cohorts({0: 30, 2020: 4, 2021: 9, 2022: 20}, least=5))
    [2020, 2021]
    """
    treated = sorted((count, start) for start, count in sizes.items() if start != NEVER)
    small = [start for count, start in treated if count < least]
    return frozenset(start for _, start in treated[:2]) if len(small) == 1 else frozenset(small)


def sizes_shown(sizes: Mapping[int, int], *, least: int) -> Sizes:
    hidden = hidden_cohorts(sizes, least=least)
    return Sizes(
        {start: n for start, n in sizes.items() if start != NEVER and start not in hidden},
        sum(sizes[start] for start in hidden),
        sizes.get(NEVER, 0),
    )


def without_small_groups(found: Findings, sizes: Mapping[int, int], *, least: int) -> Findings:
    """The findings as they are kept and shown: what rests on fewer units is left out."""
    hidden = hidden_cohorts(sizes, least=least)
    units: dict[tuple[str, int], int] = {}
    for cell in found.att_gt:
        for key in (("dynamic", cell.time - cell.group), ("calendar", cell.time)):
            is_after = cell.time >= cell.group or key[0] == "dynamic"
            units[key] = units.get(key, 0) + (sizes[cell.group] if is_after else 0)

    def kept(name: str, one: Aggregate) -> Aggregate:
        parts = (
            part
            for part in one.parts
            if (part.at not in hidden if name == "group" else units[name, part.at] >= least)
        )
        return replace(one, parts=tuple(parts))

    comparisons = (
        one for one in found.bacon.comparisons if not {one.treated, one.control} & hidden
    )
    return replace(
        found,
        att_gt=tuple(cell for cell in found.att_gt if cell.group not in hidden),
        aggregate={name: kept(name, one) for name, one in found.aggregate.items()},
        bacon=replace(found.bacon, comparisons=tuple(comparisons)),
    )
