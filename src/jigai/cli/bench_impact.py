"""How often the 95 % interval covers a known effect, and how often a false trend is refused."""

from __future__ import annotations

from datetime import datetime
from time import perf_counter
from typing import Any

from jigai.domain.impact.conditions import all_met, design_conditions, trend_conditions
from jigai.domain.impact.limits import limits_in_force
from jigai.domain.impact.panel import Panel
from jigai.exchange.impact.aggregates import aggregates, pre_test
from jigai.exchange.impact.estimators import Options, fit, frame_of, influences
from jigai.exchange.impact.simulated import EFFECT, simulated_panel

DRIFT = 1.0
AGGREGATES = ("simple", "group", "dynamic", "calendar")


def measure_impact(*, rows: int) -> dict[str, Any]:
    """``rows`` seeds: of each aggregate's interval, how many cover the true effect of 3.

    ``refused``: of the same sound panels, how many the conditions would refuse;
    ``refused_drifting``: of panels with a drift of 1 a year, which have no sound estimate.
    """
    started = perf_counter()
    covered = dict.fromkeys(AGGREGATES, 0)
    refused = drifting = 0
    for seed in range(rows):
        found, is_sound = _found(simulated_panel(seed))
        refused += not is_sound
        for name in AGGREGATES:
            overall = found[name].overall
            covered[name] += overall.low <= EFFECT <= overall.high
        drifting += not _found(simulated_panel(seed, drift=DRIFT))[1]
    return {
        "bench": "impact",
        "seeds": rows,
        "effect": EFFECT,
        **{f"covered_{name}": count for name, count in covered.items()},
        "refused": refused,
        "refused_drifting": drifting,
        "seconds": round(perf_counter() - started, 1),
    }


def _found(panel: Panel) -> tuple[Any, bool]:
    limits = limits_in_force(on=datetime.now().astimezone().date())
    made = influences(fit(frame_of(panel), panel, Options()), panel)
    conditions = design_conditions(panel, limits, control="never")
    conditions += trend_conditions(pre_test(made), panel, limits)
    return aggregates(made), all_met(conditions)
