"""The proof of an assignment: who would rather meet than keep what they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from jigai.domain.assignment.participants import Pair, Participant, Side, sides


def blocking_pairs(
    first: Sequence[Participant], second: Sequence[Participant], assigned: Collection[Pair]
) -> list[Pair]:
    """Pairs (first, second) that list each other, do not meet and would both gain.

    Does not know how the assignment was made.

    >>> a, x = [Participant("a", ("x",))], [Participant("x", ("a",))]
    >>> blocking_pairs(a, x, [])
    [('a', 'x')]
    """
    left, right = sides(first, second)
    of_left: dict[str, list[str]] = {key: [] for key in left.participants}
    of_right: dict[str, list[str]] = {key: [] for key in right.participants}
    for one, other in assigned:
        of_left[one].append(other)
        of_right[other].append(one)
    return [
        (one.key, other)
        for one in first
        for other in one.wishes
        if right.likes(other, one.key)
        and other not in of_left[one.key]
        and _would_gain(left, one.key, of_left[one.key], other)
        and _would_gain(right, other, of_right[other], one.key)
    ]


def faults(
    first: Sequence[Participant], second: Sequence[Participant], assigned: Collection[Pair]
) -> list[Pair]:
    """Pairs that must not be: not wished for by both, or beyond somebody's capacity."""
    left, right = sides(first, second)
    met: Counter[tuple[str, str]] = Counter()
    found = []
    for one, other in sorted(assigned):
        met.update([("first", one), ("second", other)])
        is_wished = left.likes(one, other) and right.likes(other, one)
        if (
            not is_wished
            or met["first", one] > left.capacity(one)
            or met["second", other] > right.capacity(other)
        ):
            found.append((one, other))
    return found


def _would_gain(side: Side, key: str, has: list[str], other: str) -> bool:
    if len(has) < side.capacity(key):
        return True
    worst = max((side.rank(key, one) for one in has), default=-1)
    return side.rank(key, other) < worst
