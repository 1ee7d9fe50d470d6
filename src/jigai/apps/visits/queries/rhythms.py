"""The contact rhythm of a day, as numbers and as a column of enterprises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from jigai.apps.visits.models import ContactRhythm
from jigai.apps.visits.rhythm import Rhythm

EVERYBODY = ("", "")


@dataclass(frozen=True, slots=True)
class RhythmRow:
    """One line; ``is_in_force`` on the day that was asked for."""

    rung: str
    colour: str
    most_days: int
    valid_from: date
    decision: str
    is_in_force: bool


def rhythm_on(day: date) -> Rhythm:
    """(rung, colour) → days, as set by that day; ended lines are left out."""
    found: dict[tuple[str, str], int] = {}
    for row in ContactRhythm.objects.filter(valid_from__lte=day).order_by("valid_from"):
        found[row.rung, row.colour] = row.most_days
    return {place: days for place, days in found.items() if days}


def rhythm_rows(*, on: date) -> list[RhythmRow]:
    """Every line that was ever set, those in force first, the general one on top."""
    rows = list(ContactRhythm.objects.order_by("rung", "colour", "-valid_from"))
    current: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.valid_from <= on:
            current.setdefault((row.rung, row.colour), row.pk)
    told = [
        RhythmRow(
            row.rung,
            row.colour,
            row.most_days,
            row.valid_from,
            row.decision,
            current.get((row.rung, row.colour)) == row.pk and row.most_days > 0,
        )
        for row in rows
    ]
    return sorted(told, key=lambda row: not row.is_in_force)


def asked_days(rhythm: Rhythm) -> Case:
    """A column: within how many days somebody calls an enterprise with ``rung`` and ``colour``.

    The same order of places as ``rhythm.days_between``.
    """
    special = sorted((place for place in rhythm if place != EVERYBODY), key=_closest_first)
    return Case(
        *(When(_holds(*place), then=Value(rhythm[place])) for place in special),
        default=Value(rhythm.get(EVERYBODY)),
        output_field=IntegerField(),
    )


def _closest_first(place: tuple[str, str]) -> tuple[bool, bool]:
    rung, colour = place
    return (not colour, not rung)


def _holds(rung: str, colour: str) -> Q:
    told = {"rung": rung, "colour": colour}
    return Q(**{name: value for name, value in told.items() if value})
