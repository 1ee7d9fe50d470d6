"""How near to a boundary a case must lie to count as just under or just over it."""

from __future__ import annotations

from fractions import Fraction

USUAL_STEPS: dict[str, Fraction] = {
    "share": Fraction(1, 100),
    "fen": Fraction(1_000_000),  # 1 万元
    "yuan": Fraction(10_000),
    "person": Fraction(1),
    "day": Fraction(1),
    "month": Fraction(1),
    "year": Fraction(1),
    "count": Fraction(1),
    "score": Fraction(1),
}


def usual_step(unit: str) -> Fraction:
    """The step of a unit unless a threshold says its own.

    >>> usual_step("share")
    Fraction(1, 100)
    """
    return USUAL_STEPS[unit]
