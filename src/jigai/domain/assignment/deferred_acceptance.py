"""Deferred acceptance (Gale and Shapley 1962): one side proposes, the other keeps its best.

With capacities each side proposes and keeps as many as it can (Roth 1984). What comes out is
stable, and of all stable assignments of one each it is the best for every proposer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from jigai.domain.assignment.participants import Pair, Participant, Side, sides


def assign(proposers: Sequence[Participant], receivers: Sequence[Participant]) -> frozenset[Pair]:
    """The pairs (proposer, receiver) who meet.

    Raises:
        WishTwice, WishUnknown: as named.

    >>> a = Participant("a", ("x", "y")), Participant("b", ("x",))
    >>> sorted(assign(a, (Participant("x", ("b", "a")), Participant("y", ("a",)))))
    [('a', 'y'), ('b', 'x')]
    """
    proposing, receiving = sides(proposers, receivers)
    kept: dict[str, set[str]] = {key: set() for key in receiving.participants}
    next_wish = dict.fromkeys(proposing.participants, 0)
    free = dict.fromkeys(proposing.participants, 0)
    waiting: deque[str] = deque()
    for key in proposing.participants:
        free[key] = proposing.capacity(key)
        waiting.append(key)
    while waiting:
        key = waiting.popleft()
        wishes = proposing.participants[key].wishes
        while free[key] and next_wish[key] < len(wishes):
            wish = wishes[next_wish[key]]
            next_wish[key] += 1
            refused = _answer(receiving, kept[wish], wish, key)
            free[key] -= refused != key
            if refused not in {None, key}:
                free[str(refused)] += 1
                waiting.append(str(refused))
    return frozenset((one, wish) for wish, all_kept in kept.items() for one in all_kept)


def _answer(receiving: Side, kept: set[str], wish: str, key: str) -> str | None:
    """Whom the receiver now refuses: the proposer, one kept till now, or nobody."""
    if not receiving.likes(wish, key) or not receiving.capacity(wish):
        return key
    kept.add(key)
    if len(kept) <= receiving.capacity(wish):
        return None
    worst = max(kept, key=lambda one: receiving.rank(wish, one))
    kept.remove(worst)
    return worst
