"""Shares of a list whose marks may be unknown: exact fractions, ranges where marks are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list as a rate sees it.

    Attributes:
        counts: whether it belongs to the denominator; ``None`` when unknown.
        has: whether it also belongs to the numerator; ``None`` when unknown.
        weight: pieces, or value in fen; ``None`` when unknown.
    """

    counts: bool | None
    has: bool | None
    weight: int | None = 1


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as the list allows to say it.

    Attributes:
        low, high: the lowest and highest possible share; equal when nothing is unknown, ``None``
            when the list has nothing to count or a weight is missing.
        numerator, denominator: lowest and highest possible sums.
        unknown_count: lines whose marks or weight are missing.
    """

    low: Fraction | None
    high: Fraction | None
    numerator: tuple[int, int]
    denominator: tuple[int, int]
    unknown_count: int

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high


def rate_of(items: Iterable[Item]) -> Rate:
    """The share of what has a mark among what counts.

    >>> found = rate_of([Item(True, True), Item(True, False), Item(True, None)])
    >>> found.low, found.high, found.denominator
    (Fraction(1, 3), Fraction(2, 3), (3, 3))
    """
    lines = [one for one in items if one.counts is not False]
    unknown = sum(1 for one in lines if None in (one.counts, one.has, one.weight))
    weighed = [(one.counts, one.has, one.weight) for one in lines if one.weight is not None]
    sure = sum(weight for counts, _, weight in weighed if counts)
    least = sum(weight for counts, has, weight in weighed if counts and has)
    most = sum(weight for _, has, weight in weighed if has is not False)
    widest = sum(weight for _, _, weight in weighed)
    low = high = None
    if len(weighed) == len(lines):
        low, high = _lowest(weighed), _highest(weighed)
        low, high = (high if low is None else low), (low if high is None else high)
    return Rate(low, high, (least, most), (sure, widest), unknown)


Weighed = Sequence[tuple[bool | None, bool | None, int]]


def _lowest(lines: Weighed) -> Fraction | None:
    """Unknown marks fail, and a line that may or may not count does so only where it fails."""
    taken = [(has is True, weight) for counts, has, weight in lines if counts or has is not True]
    return _share(taken)


def _highest(lines: Weighed) -> Fraction | None:
    taken = [
        (has is not False, weight) for counts, has, weight in lines if counts or has is not False
    ]
    return _share(taken)


def _share(taken: Sequence[tuple[bool, int]]) -> Fraction | None:
    whole = sum(weight for _, weight in taken)
    return Fraction(sum(weight for has, weight in taken if has), whole) if whole else None
