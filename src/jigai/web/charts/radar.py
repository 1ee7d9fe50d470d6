"""A radar as SVG: axes with numbers, one outline for each series; the table stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

SIZE, MARGIN = 360.0, 30.0
RADIUS = SIZE / 2 - MARGIN
LABEL_AT = RADIUS + 16


@dataclass(frozen=True, slots=True)
class Series:
    """One outline: its name, its look (``own``, ``assessed`` or ``peers``), a value an axis.

    An unknown value is a break: the outline is drawn only where every value is known.
    """

    name: str
    look: str
    values: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where an axis ends and where its number stands."""

    number: int
    x: str
    y: str
    label_x: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Outline:
    """``points`` of the closed outline, blank where a value is unknown; ``dots`` of known ones."""

    name: str
    look: str
    points: str
    dots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Radar:
    centre: str
    rings: tuple[str, ...]
    axes: tuple[Axis, ...]
    outlines: tuple[Outline, ...]


def radar(count: int, series: Sequence[Series], *, top: int) -> Radar:
    """A drawing of ``count`` axes from 0 to ``top`` with a ring for each whole step.

    >>> radar(4, [], top=2).rings[1].split(" ")[0]
    '180.0,30.0'
    """
    return Radar(
        centre=f"{SIZE / 2:.1f}",
        rings=tuple(_points([Fraction(step, top)] * count, count) for step in range(1, top + 1)),
        axes=tuple(_axis(place, count) for place in range(count)),
        outlines=tuple(_outline(one, count, top) for one in series),
    )


def _outline(one: Series, count: int, top: int) -> Outline:
    parts = [None if value is None else value / top for value in one.values]
    known = [part for part in parts if part is not None]
    dots = tuple(
        _said(*_at(place, count, float(part) * RADIUS))
        for place, part in enumerate(parts)
        if part is not None
    )
    return Outline(one.name, one.look, _points(known, count) if len(known) == count else "", dots)


def _axis(place: int, count: int) -> Axis:
    x, y = _said(*_at(place, count, RADIUS))
    label_x, label_y = _at(place, count, LABEL_AT)
    return Axis(place + 1, x, y, f"{label_x:.1f}", f"{label_y + 5:.1f}")


def _points(parts: Sequence[Fraction], count: int) -> str:
    placed = (_said(*_at(place, count, float(part) * RADIUS)) for place, part in enumerate(parts))
    return " ".join(",".join(pair) for pair in placed)


def _at(place: int, count: int, distance: float) -> tuple[float, float]:
    angle = 2 * pi * place / count - pi / 2
    return SIZE / 2 + distance * cos(angle), SIZE / 2 + distance * sin(angle)


def _said(x: float, y: float) -> tuple[str, str]:
    return f"{x:.1f}", f"{y:.1f}"
