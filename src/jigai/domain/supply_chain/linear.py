"""Exact least solution of x = A x + b for shares that add up to at most 1 in each row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NONE = Fraction(0)
Row = dict[str, Fraction]


def least_solution(
    rows: Mapping[str, Mapping[str, Fraction]], known: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """The least value of each unknown: the sum of its shares of the others and of the known.

    Args:
        rows: unknown → name → share; names in neither ``rows`` nor ``known`` count nothing.
        known: values that are settled.

    >>> half = Fraction(1, 2)
    >>> least_solution({"x": {"y": half, "a": half}, "y": {"x": Fraction(1)}}, {"a": Fraction(1)})
    {'x': Fraction(1, 1), 'y': Fraction(1, 1)}
    """
    given = {
        name: sum((share * known[one] for one, share in row.items() if one in known), NONE)
        for name, row in rows.items()
    }
    moved = _moved(rows, given)
    inner = {
        name: {one: share for one, share in rows[name].items() if one in moved} for name in moved
    }
    solved = _eliminated(inner, {name: given[name] for name in moved})
    return {name: solved.get(name, NONE) for name in rows}


def _moved(
    rows: Mapping[str, Mapping[str, Fraction]], given: Mapping[str, Fraction]
) -> tuple[str, ...]:
    """Unknowns that something above 0 reaches; the rest is 0 in the least solution."""
    moved = {name for name, value in given.items() if value}
    while True:
        fresh = {
            name
            for name, row in rows.items()
            if name not in moved and any(share and one in moved for one, share in row.items())
        }
        if not fresh:
            return tuple(name for name in rows if name in moved)
        moved |= fresh


def _eliminated(rows: dict[str, Row], given: dict[str, Fraction]) -> dict[str, Fraction]:
    """Each unknown put into the rows that name it, in turn; then back."""
    order = list(rows)
    for place, name in enumerate(order):
        row = rows[name]
        # The way out of a reached group is above 0, so that its own share is below 1.
        scale = 1 / (1 - row.pop(name, NONE))
        rows[name] = {one: share * scale for one, share in row.items()}
        given[name] *= scale
        for other in order[place + 1 :]:
            weight = rows[other].pop(name, NONE)
            if weight:
                given[other] += weight * given[name]
                for one, share in rows[name].items():
                    rows[other][one] = rows[other].get(one, NONE) + weight * share
    found: dict[str, Fraction] = {}
    for name in reversed(order):
        found[name] = given[name] + sum((s * found[o] for o, s in rows[name].items()), NONE)
    return found
