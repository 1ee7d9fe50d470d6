"""What an estimation found, as plain shapes that JSON can carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Effect:
    """A mean effect with its standard error and the ends of its 95 % interval."""

    att: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The effect on one cohort in one period; ``time`` before ``group`` is a test, no effect."""

    group: int
    time: int
    att: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """One line of an aggregate: ``at`` is a cohort, a period or periods since the start."""

    at: int
    att: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Aggregate:
    overall: Effect
    parts: tuple[Part, ...] = ()


PART_NAMES = {"group": "group", "dynamic": "event_time", "calendar": "time"}
"""Aggregate → what ``at`` is called outside."""


@dataclass(frozen=True, slots=True)
class PreTest:
    """Whether everything before the start is zero: Wald statistic with its degrees of freedom.

    Attributes:
        p_value: by Hotelling's F with the clusters as observations; ``None`` if not computable.
        p_value_chi2: by the chi-squared law, as the R package ``did`` prints it.
        by: ``group_time`` over each cell, or ``event_time`` where cells are many for the clusters.
    """

    statistic: float | None
    degrees: int
    p_value: float | None
    p_value_chi2: float | None
    by: str
    last_before_p: float | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Another estimator's overall effect; ``kind`` names it and its standard error."""

    kind: str
    att: float
    se: float | None


@dataclass(frozen=True, slots=True)
class FewClusters:
    """A wild bootstrap over clusters: seed and draws make it repeatable."""

    of: str
    clusters: int
    treated_clusters: int
    weights: str
    draws: int
    seed: int
    att: float
    se: float
    low: float
    high: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One two-by-two comparison of the Goodman-Bacon decomposition."""

    kind: str
    treated: int
    control: int
    weight: float
    estimate: float


@dataclass(frozen=True, slots=True)
class Bacon:
    """The two-way fixed effects estimate and the comparisons that it is a mean of."""

    estimate: float
    kinds: tuple[tuple[str, float, float], ...]
    comparisons: tuple[Comparison, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that one estimation found.

    Attributes:
        versions: what computed it, name → version.
        notes: what the library remarked, in its own words.
    """

    att_gt: tuple[Cell, ...]
    aggregate: Mapping[str, Aggregate]
    pre_test: PreTest
    beside: tuple[Beside, ...]
    few_clusters: tuple[FewClusters, ...]
    bacon: Bacon
    units: int
    clusters: int
    se_kind: str
    versions: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape of ``jigai impact att --json``."""
        told = asdict(self)
        told["att_gt"] = list(told["att_gt"])
        told["aggregate"] = {name: _outside(name, one) for name, one in self.aggregate.items()}
        return told

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Findings:
        return cls(
            att_gt=tuple(Cell(**one) for one in kept["att_gt"]),
            aggregate={name: _inside(name, one) for name, one in kept["aggregate"].items()},
            pre_test=PreTest(**kept["pre_test"]),
            beside=tuple(Beside(**one) for one in kept["beside"]),
            few_clusters=tuple(FewClusters(**one) for one in kept["few_clusters"]),
            bacon=bacon_from(kept["bacon"]),
            units=kept["units"],
            clusters=kept["clusters"],
            se_kind=kept["se_kind"],
            versions=kept["versions"],
            notes=tuple(kept["notes"]),
        )


def bacon_from(kept: Mapping[str, Any]) -> Bacon:
    kinds = tuple((str(name), weight, estimate) for name, weight, estimate in kept["kinds"])
    rows = tuple(Comparison(**one) for one in kept["comparisons"])
    return Bacon(kept["estimate"], kinds, rows)


def _outside(name: str, one: Aggregate) -> dict[str, Any]:
    parts = []
    for part in one.parts:
        values = asdict(part)
        parts.append({PART_NAMES[name]: values.pop("at"), **values})
    return {"overall": asdict(one.overall), "parts": parts}


def _inside(name: str, kept: Mapping[str, Any]) -> Aggregate:
    parts = []
    for one in kept["parts"]:
        values = dict(one)
        parts.append(Part(values.pop(PART_NAMES[name]), **values))
    return Aggregate(Effect(**kept["overall"]), tuple(parts))
