"""How good the chances are on later rounds than the model saw, against what needs no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import fsum
from random import Random
from typing import Any

from jigai.domain.early_warning.model import fit
from jigai.domain.early_warning.sightings import RED, Example
from jigai.domain.sentence import Sentence

TRAIN_PART = 0.6
"""Share of the round dates, from the first on, that a model is fitted on before it is tested."""
LEAST_TESTED, LEAST_REDS, LEAST_DATES = 50, 10, 3
BINS = 5
RESAMPLES, SEED = 400, 20260601
LOW, HIGH = 0.025, 0.975
MODEL, BASE, SAME, HARD = "model", "base_rate", "same_colour", "same_colour_hard"
RIVALS = {
    BASE: Sentence("一律用平均红牌率", "base rate for all"),
    SAME: Sentence("同色再来（按各牌色的红牌率）", "same colour again (rate of each colour)"),
    HARD: Sentence("同色再来（只说是或否）", "same colour again (yes or no)"),
}


@dataclass(frozen=True, slots=True)
class DateScore:
    """One tested round: Brier scores, and what was foreseen against what came."""

    on: date
    tested: int
    reds: int
    expected: float
    model: float
    base_rate: float
    same_colour: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Chances from ``low`` to ``high``: their mean, and the share that did turn red."""

    low: float
    high: float
    count: int
    mean_chance: float
    red_share: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Brier scores (mean squared error of a chance; lower is better) out of time.

    ``gain_low`` and ``gain_high``: 95 % interval of how much lower than ``same_colour`` the score
    is, over resampled projects. ``new_reds``: what turned red without being red before.
    """

    trained: int
    tested: int
    reds: int
    new_reds: int
    trained_until: date | None
    tested_from: date | None
    tested_until: date | None
    brier: dict[str, float]
    gain_low: float
    gain_high: float
    calibration_error: float
    dates: tuple[DateScore, ...]
    bins: tuple[Bin, ...]

    @property
    def is_enough(self) -> bool:
        return (
            self.tested >= LEAST_TESTED
            and self.reds >= LEAST_REDS
            and len(self.dates) >= LEAST_DATES
        )

    @property
    def beaten_by(self) -> tuple[str, ...]:
        """What needs no model and is at least as good."""
        mine = self.brier.get(MODEL, 1.0)
        return tuple(key for key in RIVALS if self.brier.get(key, 0.0) <= mine)

    @property
    def is_shown(self) -> bool:
        """Enough was tested, all rivals are beaten, and not by luck: the interval is above 0."""
        return self.is_enough and not self.beaten_by and self.gain_low > 0

    @property
    def dates_lost(self) -> tuple[DateScore, ...]:
        return tuple(one for one in self.dates if one.model >= one.same_colour)


def quality_of(given: Sequence[Example]) -> Quality:
    """Fit on the earlier rounds, test on the later ones."""
    days = sorted({one.next_on for one in given})
    early = set(days[: max(1, int(len(days) * TRAIN_PART))]) if days else set()
    train = [one for one in given if one.next_on in early]
    test = [one for one in given if one.next_on not in early]
    if not test or not train:
        return Quality(len(train), len(test), 0, 0, max(early, default=None), None, None, {},
                       0.0, 0.0, 0.0, (), ())  # fmt: skip
    model, rates, base = fit(train), *_rates(train)
    chances = [model.chance(one.values) for one in test]
    goals = [float(one.is_red_next) for one in test]
    rivals = {
        BASE: [base] * len(test),
        SAME: [rates.get(one.colour, base) for one in test],
        HARD: [float(one.colour == RED) for one in test],
    }
    errors = {key: _squares(guess, goals) for key, guess in ((MODEL, chances), *rivals.items())}
    low, high = _interval(test, errors)
    bins = _bins(chances, goals)
    return Quality(
        trained=len(train),
        tested=len(test),
        reds=int(sum(goals)),
        new_reds=sum(one.is_red_next and one.colour != RED for one in test),
        trained_until=max(early),
        tested_from=test[0].next_on,
        tested_until=test[-1].next_on,
        brier={key: fsum(found) / len(found) for key, found in errors.items()},
        gain_low=low,
        gain_high=high,
        calibration_error=fsum(b.count * abs(b.mean_chance - b.red_share) for b in bins)
        / len(test),
        dates=_dates(test, chances, errors),
        bins=bins,
    )


def quality_plain(found: Quality) -> dict[str, Any]:
    """As JSON, days as text and numbers to six places."""
    return dict(_plain(asdict(found)))


def quality_from(plain: dict[str, Any]) -> Quality:
    """The quality that was kept."""
    scores = ("expected", "model", "base_rate", "same_colour")
    return Quality(
        trained=plain["trained"],
        tested=plain["tested"],
        reds=plain["reds"],
        new_reds=plain["new_reds"],
        trained_until=_day(plain["trained_until"]),
        tested_from=_day(plain["tested_from"]),
        tested_until=_day(plain["tested_until"]),
        brier={key: float(value) for key, value in plain["brier"].items()},
        gain_low=float(plain["gain_low"]),
        gain_high=float(plain["gain_high"]),
        calibration_error=float(plain["calibration_error"]),
        dates=tuple(
            DateScore(
                date.fromisoformat(d["on"]), d["tested"], d["reds"], *(float(d[k]) for k in scores)
            )
            for d in plain["dates"]
        ),
        bins=tuple(
            Bin(
                float(b["low"]),
                float(b["high"]),
                b["count"],
                float(b["mean_chance"]),
                float(b["red_share"]),
            )
            for b in plain["bins"]
        ),
    )


def _rates(train: Sequence[Example]) -> tuple[dict[str, float], float]:
    """How often each colour was red at the next round, drawn to the mean by one example."""
    base = sum(one.is_red_next for one in train) / len(train)
    seen = Counter(one.colour for one in train)
    red = Counter(one.colour for one in train if one.is_red_next)
    return {colour: (red[colour] + base) / (n + 1) for colour, n in seen.items()}, base


def _squares(guess: Sequence[float], goals: Sequence[float]) -> list[float]:
    return [(g - y) ** 2 for g, y in zip(guess, goals, strict=True)]


def _interval(test: Sequence[Example], errors: dict[str, list[float]]) -> tuple[float, float]:
    """The gain over "same colour again" with whole projects resampled, always the same way."""
    by_project: dict[str, list[float]] = {}
    for one, mine, other in zip(test, errors[MODEL], errors[SAME], strict=True):
        by_project.setdefault(one.project, []).append(other - mine)
    sums = [(fsum(gains), len(gains)) for _, gains in sorted(by_project.items())]
    chance = Random(SEED)  # noqa: S311 - resampling, no secret
    gains = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(sums, k=len(sums))
        gains.append(fsum(total for total, _ in drawn) / sum(count for _, count in drawn))
    gains.sort()
    return gains[int(LOW * RESAMPLES)], gains[int(HIGH * RESAMPLES) - 1]


def _dates(
    test: Sequence[Example], chances: Sequence[float], errors: dict[str, list[float]]
) -> tuple[DateScore, ...]:
    places: dict[date, list[int]] = {}
    for place, one in enumerate(test):
        places.setdefault(one.next_on, []).append(place)
    return tuple(
        DateScore(
            on,
            len(found),
            sum(test[p].is_red_next for p in found),
            fsum(chances[p] for p in found),
            *(fsum(errors[key][p] for p in found) / len(found) for key in (MODEL, BASE, SAME)),
        )
        for on, found in sorted(places.items())
    )


def _bins(chances: Sequence[float], goals: Sequence[float]) -> tuple[Bin, ...]:
    found = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [
            (c, y)
            for c, y in zip(chances, goals, strict=True)
            if min(int(c * BINS), BINS - 1) == number
        ]
        if inside:
            count = len(inside)
            mean = fsum(c for c, _ in inside) / count
            found.append(Bin(low, high, count, mean, fsum(y for _, y in inside) / count))
    return tuple(found)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.6f}" if isinstance(value, float) else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
