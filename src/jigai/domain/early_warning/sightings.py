"""What was known of a project at a round, and the numbers that a chance is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

RED, YELLOW, GOLD, UNASSESSED = "red", "yellow", "gold", "not_assessed"
ASSESSED = frozenset({RED, "orange", YELLOW, "blue", "green", GOLD, "none"})
DAYS_IN_YEAR = 365
DESIGN, BUILDING = "design", "building"
Values = dict[str, float | None]
"""Name of a term → its number; ``None`` where the fact is not known."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One project at one round.

    Attributes:
        slip_days: how much later than first said the end is expected.
        growth_share: growth of the budget since it was first said.
        progress_gap: planned minus reported share of progress.
        spend_gap: share of this year's planned spending that is not done yet.
        start_missed_months: for how many months the planned start has passed without one.
        stage: ``design``, ``building``, or another word, which tells nothing.
        score: points of the rule set where it gives any, as a share of 100.
        days_left: to the end that is planned or expected now; below 0 once it has passed.
    """

    project: str
    on: date
    colour: str
    slip_days: float | None = None
    growth_share: float | None = None
    progress_gap: float | None = None
    spend_gap: float | None = None
    start_missed_months: float | None = None
    stage: str = ""
    days_left: float | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """What was known at a round, and whether the project was red at the next one."""

    project: str
    on: date
    next_on: date
    colour: str
    values: Values
    is_red_next: bool


def examples(sightings: Iterable[Sighting]) -> list[Example]:
    """Every pair of neighbouring rounds of which the later was assessed, in order of its day."""
    found = [
        Example(
            history[-1].project,
            history[-1].on,
            after.on,
            history[-1].colour,
            values_of(history),
            after.colour == RED,
        )
        for history, after in _steps(sightings)
        if after.colour in ASSESSED
    ]
    return sorted(found, key=lambda one: (one.next_on, one.project))


def values_of(history: Sequence[Sighting]) -> Values:
    """The numbers of the terms after the last sighting of a history.

    >>> from datetime import date
    >>> values_of([Sighting("a", date(2026, 1, 1), "red", days_left=-30)])["is_overdue"]
    1.0
    """
    last = history[-1]
    before = history[-2] if len(history) > 1 else None
    left = last.days_left
    return {
        "is_red": float(last.colour == RED),
        "is_yellow": float(last.colour == YELLOW),
        "is_gold": float(last.colour == GOLD),
        "is_unassessed": float(last.colour == UNASSESSED),
        "red_in_a_row": log1p(_red_in_a_row(history)),
        "rounds_seen": log1p(len(history)),
        "slip": _within(_years(last.slip_days), -1, 2),
        "slip_change": _within(_change(last, before, "slip_days", DAYS_IN_YEAR), -1, 1),
        "growth": _within(last.growth_share, -0.5, 1),
        "growth_change": _within(_change(last, before, "growth_share", 1), -0.5, 0.5),
        "progress_gap": _within(last.progress_gap, -0.5, 1),
        "progress_gap_change": _within(_change(last, before, "progress_gap", 1), -0.3, 0.3),
        "spend_gap": _within(last.spend_gap, -1, 1),
        "start_missed": _log(last.start_missed_months),
        "is_design": float(last.stage == DESIGN) if last.stage else None,
        "is_building": float(last.stage == BUILDING) if last.stage else None,
        "score": _within(last.score, 0, 1.5),
        "score_change": _within(_change(last, before, "score", 1), -0.5, 0.5),
        "years_left": _within(_years(left), -1, 5),
        "is_overdue": None if left is None else float(left < 0),
    }


def _steps(sightings: Iterable[Sighting]) -> Iterator[tuple[list[Sighting], Sighting]]:
    by_project: dict[str, list[Sighting]] = {}
    for one in sorted(sightings, key=lambda s: (s.project, s.on)):
        history = by_project.setdefault(one.project, [])
        if history:
            yield list(history), one
        history.append(one)


def _red_in_a_row(history: Sequence[Sighting]) -> int:
    count = 0
    for one in reversed(history):
        if one.colour == RED:
            count += 1
        elif one.colour in ASSESSED:
            break
    return count


def _years(days: float | None) -> float | None:
    return None if days is None else days / DAYS_IN_YEAR


def _log(count: float | None) -> float | None:
    return None if count is None else log1p(max(count, 0))


def _change(last: Sighting, before: Sighting | None, name: str, unit: float) -> float | None:
    now = getattr(last, name)
    then = getattr(before, name) if before else None
    return None if now is None or then is None else (now - then) / unit


def _within(value: float | None, low: float, high: float) -> float | None:
    return None if value is None else min(max(value, low), high)
