"""A fitted model as plain numbers, and how it is fitted: logistic regression by Newton's method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, fsum, sqrt

from jigai.domain.early_warning.sightings import Example, Values

PENALTY = 1.0
"""Weight of the squared coefficients against the log-likelihood: the usual default, not tuned."""
RAISES, LOWERS = 1, -1
MEANT = {
    "is_red": RAISES,
    "is_yellow": RAISES,
    "red_in_a_row": RAISES,
    "slip": RAISES,
    "slip_change": RAISES,
    "growth": RAISES,
    "growth_change": RAISES,
    "progress_gap": RAISES,
    "progress_gap_change": RAISES,
    "spend_gap": RAISES,
    "start_missed": RAISES,
    "is_overdue": RAISES,
    "score": LOWERS,
    "score_change": LOWERS,
    "years_left": LOWERS,
}
"""Which way a fact may move the chance; the others may go either way."""
STEPS, CLOSE = 60, 1e-9
FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the model: ``weight`` per standard deviation from ``mean``."""

    key: str
    mean: float
    scale: float
    weight: float


@dataclass(frozen=True, slots=True)
class Model:
    """``intercept`` and terms in log-odds; a term whose fact is unknown adds nothing."""

    intercept: float
    terms: tuple[Term, ...]

    def chance(self, values: Values) -> float:
        """The chance of red at the next round, between 0 and 1."""
        return _share(self.intercept + fsum(self.parts(values).values()))

    def parts(self, values: Values) -> dict[str, float]:
        """What each term adds to the log-odds."""
        return {
            term.key: 0.0 if value is None else term.weight * (value - term.mean) / term.scale
            for term in self.terms
            for value in (values.get(term.key),)
        }


def as_plain(model: Model) -> dict[str, object]:
    """The model as JSON; numbers as text that reads back exactly."""
    return {
        "intercept": repr(model.intercept),
        "terms": [
            {"key": t.key, "mean": repr(t.mean), "scale": repr(t.scale), "weight": repr(t.weight)}
            for t in model.terms
        ],
    }


def from_plain(plain: Mapping[str, object]) -> Model:
    """The model that was kept."""
    terms = plain["terms"]
    assert isinstance(terms, list)  # noqa: S101 - as as_plain wrote it
    return Model(
        float(str(plain["intercept"])),
        tuple(
            Term(t["key"], float(t["mean"]), float(t["scale"]), float(t["weight"])) for t in terms
        ),
    )


def fit(given: Sequence[Example], *, penalty: float = PENALTY) -> Model:
    """The model with the greatest penalised likelihood over the examples; no chance is involved.

    Facts that are never known, or always alike, get no term; nor does one whose weight would point
    against its meaning (``MEANT``), such as a lag that lowers the chance: what overlaps with other
    facts must not confuse the reasons. Source: logistic regression with a
    ridge penalty (le Cessie and van Houwelingen 1992), intercept unpenalised.
    """
    scaled = [term for key in given[0].values if (term := _scaled(key, given))] if given else []
    goals = [float(one.is_red_next) for one in given]
    rows = [[1.0, *(_z(term, one.values) for term in scaled)] for one in given]
    start = [0.0] * (1 + len(scaled))
    while given:
        start = _newton(rows, goals, penalty, start)
        intercept, *weights = start
        against = [
            (abs(w), place)
            for place, (t, w) in enumerate(zip(scaled, weights, strict=True))
            if w * MEANT.get(t.key, 0) < 0
        ]
        if not against:
            terms = (replace(t, weight=w) for t, w in zip(scaled, weights, strict=True))
            return Model(intercept, tuple(terms))
        place = max(against)[1]
        del scaled[place], start[place + 1]
        for row in rows:
            del row[place + 1]
    return Model(0.0, ())


def _scaled(key: str, given: Sequence[Example]) -> Term | None:
    known = [value for one in given if (value := one.values[key]) is not None]
    if not known:
        return None
    mean = fsum(known) / len(known)
    spread = sqrt(fsum((value - mean) ** 2 for value in known) / len(known))
    return Term(key, mean, spread, 0.0) if spread > FLAT else None


def _z(term: Term, values: Values) -> float:
    value = values[term.key]
    return 0.0 if value is None else (value - term.mean) / term.scale


def _newton(
    rows: list[list[float]], goals: list[float], penalty: float, start: list[float]
) -> list[float]:
    weights = list(start)
    for _ in range(STEPS):
        slope, bend = _slope_and_bend(rows, goals, weights, penalty)
        step = _solved(bend, slope)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(abs(s) for s in step) < CLOSE:
            break
    return weights


def _slope_and_bend(
    rows: list[list[float]], goals: list[float], weights: list[float], penalty: float
) -> tuple[list[float], list[list[float]]]:
    """Gradient, and the lower half of the negative second derivative."""
    width = len(weights)
    slope = [0.0] + [-penalty * w for w in weights[1:]]
    bend = [[penalty if i == j and i else 0.0 for j in range(width)] for i in range(width)]
    for row, goal in zip(rows, goals, strict=True):
        share = _share(sum(w * x for w, x in zip(weights, row, strict=True)))
        for i, x in enumerate(row):
            if x:
                slope[i] += (goal - share) * x
                part, line = share * (1 - share) * x, bend[i]
                for j in range(i + 1):
                    line[j] += part * row[j]
    return slope, bend


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """A symmetric positive system, given by its lower half, by Cholesky."""
    size = len(right)
    low = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(low[i][k] * low[j][k] for k in range(j))
            low[i][j] = sqrt(max(rest, FLAT)) if i == j else rest / low[j][j]
    half = [0.0] * size
    for i in range(size):
        half[i] = (right[i] - sum(low[i][k] * half[k] for k in range(i))) / low[i][i]
    found = [0.0] * size
    for i in reversed(range(size)):
        below = sum(low[k][i] * found[k] for k in range(i + 1, size))
        found[i] = (half[i] - below) / low[i][i]
    return found


def _share(odds: float) -> float:
    if odds >= 0:
        return 1 / (1 + exp(-odds))
    grown = exp(odds)
    return grown / (1 + grown)
