"""How good a ranking is: nDCG at a depth and average precision."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence


def ndcg(ranked: Sequence[Hashable], gains: Mapping[Hashable, float], *, depth: int = 10) -> float:
    """Normalized discounted cumulative gain (Järvelin and Kekäläinen 2002), from 0 to 1.

    Args:
        ranked: the best first.
        gains: what each relevant item is worth; others are worth nothing.

    >>> ndcg(["a", "b"], {"b": 1})
    0.6309297535714575
    """
    best = _discounted(sorted(gains.values(), reverse=True)[:depth])
    found = _discounted([gains.get(one, 0) for one in ranked[:depth]])
    return found / best if best else 0.0


def average_precision(ranked: Sequence[Hashable], relevant: set[Hashable]) -> float:
    """The mean of the precision at each relevant item; those not ranked count 0.

    >>> average_precision(["a", "b", "c"], {"a", "c"})
    0.8333333333333333
    """
    found, total = 0, 0.0
    for place, one in enumerate(ranked, 1):
        if one in relevant:
            found += 1
            total += found / place
    return total / len(relevant) if relevant else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))
