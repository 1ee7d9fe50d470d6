"""How often a ranking would have found what really became a contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

DEPTH = 10
FEWEST = 20
"""With fewer contracts a rate says too little to be used; the page says so."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One contract: its demand and offer, and the place that each ranking gave it (1 the first).

    ``None``: not found. ``year`` is of the signing; ``field`` is a word or code.
    """

    demand: str
    offer: str
    field: str
    year: int
    ours: int | None
    plain: int | None


@dataclass(frozen=True, slots=True)
class HitRate:
    """Contracts, and how many of them stood among the first ten by each ranking."""

    name: str
    count: int
    ours: int
    plain: int

    @property
    def ours_rate(self) -> Fraction | None:
        return Fraction(self.ours, self.count) if self.count else None

    @property
    def plain_rate(self) -> Fraction | None:
        return Fraction(self.plain, self.count) if self.count else None


@dataclass(frozen=True, slots=True)
class BackTest:
    total: HitRate
    by_field: tuple[HitRate, ...]
    by_year: tuple[HitRate, ...]
    misses: tuple[Tried, ...]

    @property
    def is_too_few(self) -> bool:
        return self.total.count < FEWEST


def is_hit(place: int | None) -> bool:
    return place is not None and place <= DEPTH


def back_test(tried: Sequence[Tried]) -> BackTest:
    """Hit rates in the first ten in all, by field and by year; the misses of our ranking.

    >>> back_test([Tried("d", "o", "电气", 2025, 3, None)]).total
    HitRate(name='', count=1, ours=1, plain=0)
    """
    return BackTest(
        _rate("", tried),
        _grouped(tried, lambda one: one.field),
        _grouped(tried, lambda one: str(one.year)),
        tuple(one for one in tried if not is_hit(one.ours)),
    )


def _grouped(tried: Sequence[Tried], of: Callable[[Tried], str]) -> tuple[HitRate, ...]:
    names = sorted({of(one) for one in tried})
    return tuple(_rate(name, [one for one in tried if of(one) == name]) for name in names)


def _rate(name: str, tried: Sequence[Tried]) -> HitRate:
    ours = sum(is_hit(one.ours) for one in tried)
    return HitRate(name, len(tried), ours, sum(is_hit(one.plain) for one in tried))
