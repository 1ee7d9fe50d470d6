"""Invented panels whose true effect is known: staggered starts, an effect of 3 on everybody."""

from __future__ import annotations

import numpy as np

from jigai.domain.impact.panel import NEVER, Panel

EFFECT = 3.0
STARTS = (2019, 2020, 2021, NEVER)
FIRST, PERIODS = 2015, 9
MEMORY = 0.5


def simulated_panel(seed: int, *, each: int = 30, drift: float = 0.0) -> Panel:
    """``each`` units of every start over nine years.

    Args:
        drift: what the outcome of units that will start gains a year beyond the others, with or
            without the programme: parallel trends fail then, and no estimate is to be trusted.
    """
    random = np.random.default_rng(seed)
    starts = np.repeat(STARTS, each)
    times = np.arange(FIRST, FIRST + PERIODS)
    count = len(starts)
    noise = np.zeros((count, PERIODS))
    noise[:, 0] = random.normal(0, 2, count)
    for place in range(1, PERIODS):
        noise[:, place] = MEMORY * noise[:, place - 1] + random.normal(0, 2, count)
    level = random.normal(50, 5, count)[:, None] + np.cumsum(random.normal(1, 0.5, PERIODS))
    begun = (starts[:, None] != NEVER) & (times >= starts[:, None])
    leaning = drift * (starts[:, None] != NEVER) * (times - FIRST)
    outcome = level + noise + EFFECT * begun + leaning
    return Panel(
        tuple(np.repeat(np.arange(1, count + 1), PERIODS).tolist()),
        tuple(np.tile(times, count).tolist()),
        tuple(np.repeat(starts, PERIODS).tolist()),
        tuple(np.round(outcome, 4).ravel().tolist()),
    )
