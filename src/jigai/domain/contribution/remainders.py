"""Rounding of parts so that what is shown adds up: the method of the largest remainder."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from jigai.domain.quantities import Exact, rounded


def rounded_parts(parts: Sequence[Exact], *, places: int) -> tuple[Decimal, ...]:
    """Parts rounded so that they add up to the rounded sum.

    Every part is first cut down to its last place; the units that are then missing go to the
    parts with the largest remainders, of equal ones to the first. A part that needs no rounding
    stays as it is, and none moves by a whole unit of its last place.

    >>> [str(one) for one in rounded_parts([Fraction(1, 3)] * 3, places=2)]
    ['0.34', '0.33', '0.33']
    """
    unit = Fraction(1, 10**places)
    scaled = [Fraction(part) / unit for part in parts]
    units = [floor(one) for one in scaled]
    total = Fraction(rounded(sum(scaled, Fraction(0))))
    missing = int(total) - sum(units)
    order = sorted(range(len(parts)), key=lambda place: (units[place] - scaled[place], place))
    for place in order[:missing]:
        units[place] += 1
    return tuple(_written(one, places) for one in units)


def _written(units: int, places: int) -> Decimal:
    sign = 1 if units < 0 else 0
    return Decimal((sign, tuple(int(digit) for digit in str(abs(units))), -places))
