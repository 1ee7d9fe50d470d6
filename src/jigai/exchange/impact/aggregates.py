"""Means of group-time effects with their standard errors, from the influence of each unit.

Callaway and Sant'Anna (2021), section 3: an aggregate is a weighted mean of effects, and the
weights (shares of cohorts) are estimated too, so their influence is added. Influence is scaled so
that a variance is a plain sum of squares; summed within clusters first where there are any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import chi2, f, t

from jigai.domain.impact.findings import Aggregate, Cell, Effect, Part, PreTest

LEVEL = 0.95
CELLS_PER_CLUSTERS = 10
"""With more cells than a tenth of the clusters the pre-test goes by event time."""
LEAST_TESTED = 5
"""Of fewer treated units no variance can be told, so that a test of them would reject by itself."""
Vector = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Influences:
    """Effects of cells with the influence of each unit on each.

    Attributes:
        keys: (cohort, period) of each effect.
        psi: one row a cell, one column a unit.
        cohorts: the cohort of each unit.
        weights: of each unit, with mean 1.
        clusters: the cluster of each unit, numbered from 0.
    """

    keys: tuple[tuple[int, int], ...]
    effects: Vector
    psi: Vector
    cohorts: Vector
    weights: Vector
    clusters: Places | None = None

    @property
    def count(self) -> int:
        """Independent observations: clusters, or units."""
        return len(self.cohorts) if self.clusters is None else int(self.clusters.max()) + 1

    def share(self, cohort: int) -> float:
        return float(np.mean(self.weights * (self.cohorts == cohort)))

    def covariance(self, psi: Vector) -> Vector:
        """Of estimates whose influence stands in rows."""
        if self.clusters is None:
            return psi @ psi.T
        summed = np.zeros((psi.shape[0], self.count))
        np.add.at(summed.T, self.clusters, psi.T)
        summed -= summed.mean(axis=1, keepdims=True)
        return summed @ summed.T * self.count / (self.count - 1)

    def effect(self, att: float, psi: Vector) -> Effect:
        """With a t interval; its degrees of freedom are the independent observations less one."""
        se = float(np.sqrt(self.covariance(psi[None, :])[0, 0]))
        reach = float(t.ppf(0.5 + LEVEL / 2, self.count - 1)) * se
        return Effect(float(att), se, float(att) - reach, float(att) + reach)

    def cells(self) -> tuple[Cell, ...]:
        made = []
        for (group, time), att, psi in zip(self.keys, self.effects, self.psi, strict=True):
            one = self.effect(att, psi)
            made.append(Cell(group, time, one.att, one.se, one.low, one.high))
        return tuple(sorted(made, key=lambda cell: (cell.group, cell.time)))

    def mean(self, places: Sequence[int]) -> tuple[float, Vector]:
        """The mean of cells by the shares of their cohorts, and its influence."""
        groups = [self.keys[place][0] for place in places]
        return self.by_shares(groups, self.effects[list(places)], self.psi[list(places)])

    def by_shares(
        self, groups: Sequence[int], effects: Vector, psi: Vector
    ) -> tuple[float, Vector]:
        """Any effects of cohorts by the shares of the cohorts, with the shares' own influence."""
        shares = np.array([self.share(group) for group in groups])
        total = shares.sum()
        weights = shares / total
        att = float(weights @ effects)
        own = np.array([self.weights * (self.cohorts == g) for g in groups]) - shares[:, None]
        drift = own / total - np.outer(shares, own.sum(axis=0)) / total**2
        return att, weights @ psi + effects @ drift / len(self.cohorts)

    def begun(self, places: Sequence[int]) -> int:
        """Units of the cohorts of some cells."""
        return int(np.isin(self.cohorts, [self.keys[place][0] for place in places]).sum())

    def places(self, *, after: bool = True) -> list[int]:
        return [p for p, (group, time) in enumerate(self.keys) if (time >= group) is after]


def aggregates(found: Influences) -> Mapping[str, Aggregate]:
    """Simple, group, dynamic and calendar, as ``aggte`` of the R package ``did`` defines them."""
    after = found.places()
    return {
        "simple": Aggregate(found.effect(*found.mean(after))),
        "group": _group(found, after),
        "dynamic": _dynamic(found),
        "calendar": _calendar(found, after),
    }


def pre_test(found: Influences) -> PreTest:
    """Wald test over everything before the start; the last period before it alone."""
    every = found.places(after=False)
    places = [place for place in every if found.begun([place]) >= LEAST_TESTED]
    events = {
        event: at
        for event, at in _by_event(found, every).items()
        if found.begun(at) >= LEAST_TESTED
    }
    parts, names = [found.mean(at) for at in events.values()], list(events)
    last = None
    if -1 in names:
        att, psi = parts[names.index(-1)]
        last = _two_sided(found.effect(att, psi), found.count)
    by, effects, psi = "group_time", found.effects[places], found.psi[places]
    if len(places) * CELLS_PER_CLUSTERS > found.count and parts:
        by = "event_time"
        effects, psi = np.array([a for a, _ in parts]), np.array([p for _, p in parts])
    degrees = len(effects)
    covariance = found.covariance(psi) if degrees else np.zeros((0, 0))
    if not degrees or degrees >= found.count or np.linalg.matrix_rank(covariance) < degrees:
        return PreTest(None, degrees, None, None, by, last)
    wald = float(effects @ np.linalg.solve(covariance, effects))
    free = found.count - degrees
    small = float(f.sf(wald * free / (degrees * (found.count - 1)), degrees, free))
    return PreTest(wald, degrees, small, float(chi2.sf(wald, degrees)), by, last)


def _two_sided(one: Effect, count: int) -> float | None:
    return float(2 * t.sf(abs(one.att / one.se), count - 1)) if one.se > 0 else None


def _group(found: Influences, after: Sequence[int]) -> Aggregate:
    groups = sorted({found.keys[place][0] for place in after})
    made = [
        _plain(found, [place for place in after if found.keys[place][0] == group])
        for group in groups
    ]
    effects, psi = np.array([att for att, _ in made]), np.array([one for _, one in made])
    return Aggregate(
        found.effect(*found.by_shares(groups, effects, psi)), _parts(found, groups, made)
    )


def _dynamic(found: Influences) -> Aggregate:
    by_event = _by_event(found, range(len(found.keys)))
    made = {event: found.mean(places) for event, places in by_event.items()}
    after = [one for event, one in made.items() if event >= 0]
    return Aggregate(found.effect(*_mean(after)), _parts(found, list(made), list(made.values())))


def _calendar(found: Influences, after: Sequence[int]) -> Aggregate:
    times = sorted({found.keys[place][1] for place in after})
    made = [found.mean([p for p in after if found.keys[p][1] == time]) for time in times]
    return Aggregate(found.effect(*_mean(made)), _parts(found, times, made))


def _by_event(found: Influences, places: Sequence[int]) -> dict[int, list[int]]:
    events: dict[int, list[int]] = {}
    for place in places:
        group, time = found.keys[place]
        events.setdefault(time - group, []).append(place)
    return dict(sorted(events.items()))


def _plain(found: Influences, places: Sequence[int]) -> tuple[float, Vector]:
    return float(found.effects[list(places)].mean()), found.psi[list(places)].mean(axis=0)


def _mean(made: Sequence[tuple[float, Vector]]) -> tuple[float, Vector]:
    """Each counts alike."""
    return float(np.mean([att for att, _ in made])), np.mean([psi for _, psi in made], axis=0)


def _parts(
    found: Influences, at: Sequence[int], made: Sequence[tuple[float, Vector]]
) -> tuple[Part, ...]:
    effects = [found.effect(att, psi) for att, psi in made]
    return tuple(Part(one, e.att, e.se, e.low, e.high) for one, e in zip(at, effects, strict=True))
