"""A panel held against the conditions of a day, and its effects where they all hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from jigai.domain.impact.limits import limits_in_force
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.verdict import Verdict, judged
from jigai.exchange.impact.run import estimated

SEED, DRAWS = 20260101, 999


@dataclass(frozen=True, slots=True)
class ImpactOptions:
    """How to estimate: see ``exchange.impact.estimators.Options``."""

    control: str = "never"
    base: str = "varying"
    seed: int = SEED
    draws: int = DRAWS

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def estimate_impact(panel: Panel, options: ImpactOptions, *, on: date) -> Verdict:
    """The verdict by the limits in force on a day.

    Raises:
        EstimatorGaveUp, NoLimits: as named.
    """
    return judged(
        panel,
        limits_in_force(on=on),
        control=options.control,
        estimate=lambda: estimated(panel, options.as_json()),
    )
