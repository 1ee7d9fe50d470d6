"""Seconds to fit the early warning beside scikit-learn, and how good it is where data are given."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from jigai.domain.early_warning.model import PENALTY, Model, fit
from jigai.domain.early_warning.quality import MODEL, RIVALS, quality_of
from jigai.domain.early_warning.sightings import Example, Sighting, examples
from jigai.exchange.portfolio_history import portfolio_history

DATA = "JIGAI_SHARED_DATA"
"""Folder with ``portfolios/``: public portfolios that are not part of the product."""
PORTFOLIO = Path("portfolios") / "nyc_capital_projects_2013_2018.csv.gz"
ROUNDS, SEED = 12, 5
FIRST = date(2024, 1, 15)


def measure_warning(*, rows: int, repeats: int) -> dict[str, Any]:
    """``rows`` made-up projects over twelve rounds; ``nyc_…``: the public portfolio, out of time.

    ``largest_difference`` is between our weights and those of scikit-learn on the same numbers.
    """
    given = examples(synthetic_sightings(rows))
    ours, theirs, other = [], [], None
    model = fit(given)
    for _ in range(max(repeats, 1)):
        started = perf_counter()
        model = fit(given)
        ours.append(perf_counter() - started)
        started = perf_counter()
        other = peer_weights(model, given)
        theirs.append(perf_counter() - started)
    mine = [model.intercept, *(term.weight for term in model.terms)]
    apart = max(abs(a - b) for a, b in zip(mine, other or [], strict=True))
    return {
        "bench": "warning",
        "examples": len(given),
        "fit_s": round(median(ours), 3),
        "sklearn_fit_s": round(median(theirs), 3),
        "largest_difference": float(f"{apart:.2g}"),
        **_portfolio(),
    }


def synthetic_sightings(projects: int) -> list[Sighting]:
    """Projects that slip by chance, the same ones each time; red from a slip of a year."""
    chance = Random(SEED)  # noqa: S311 - made-up figures, no secret
    found = []
    for number in range(projects):
        slip, drift = 0.0, chance.uniform(-10, 80)
        for place in range(ROUNDS):
            slip += chance.gauss(drift, 60) if place else 0.0
            colour = "red" if slip > 365 else "yellow" if slip > 90 else "blue"  # noqa: PLR2004
            on = FIRST + timedelta(days=61 * place)
            found.append(
                Sighting(f"{number:06d}", on, colour if place else "not_assessed", slip_days=slip,
                         days_left=900 + slip - 61 * place)
            )  # fmt: skip
    return found


def peer_weights(model: Model, given: list[Example]) -> list[float]:
    """Intercept and weights by scikit-learn, on the same scaled numbers and penalty."""
    table = np.array(
        [
            [
                0.0 if (value := one.values[t.key]) is None else (value - t.mean) / t.scale
                for t in model.terms
            ]
            for one in given
        ]
    )
    goals = np.array([one.is_red_next for one in given])
    peer = LogisticRegression(C=1 / PENALTY, tol=1e-10, max_iter=10_000).fit(table, goals)
    return [float(peer.intercept_[0]), *map(float, peer.coef_[0])]


def _portfolio() -> dict[str, Any]:
    path = Path(os.environ.get(DATA, "")) / PORTFOLIO
    if DATA not in os.environ or not path.is_file():
        return {}
    quality = quality_of(examples(portfolio_history(path).sightings))
    return {
        "nyc_tested": quality.tested,
        "nyc_red": quality.reds,
        "nyc_newly_red": quality.new_reds,
        "nyc_brier": round(quality.brier[MODEL], 4),
        **{f"nyc_brier_{key}": round(quality.brier[key], 4) for key in RIVALS},
        "nyc_gain_low": round(quality.gain_low, 4),
        "nyc_gain_high": round(quality.gain_high, 4),
        "nyc_calibration_error": round(quality.calibration_error, 4),
        "nyc_dates_lost": len(quality.dates_lost),
        "nyc_is_shown": quality.is_shown,
    }
