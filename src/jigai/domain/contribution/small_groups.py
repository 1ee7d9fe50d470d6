"""Groups that are too small to be shown are pooled, so that no difference shows one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jigai.domain.contribution.growth import GroupSums

REST = "*"
"""Key of the pooled groups."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """The groups that may be shown; ``pooled`` names those behind the row ``*``.

    ``is_hidden``: all together are too few, so that nothing is shown.
    """

    groups: tuple[GroupSums, ...]
    pooled: tuple[str, ...]
    is_hidden: bool


def pooled_groups(groups: Sequence[GroupSums], *, least: int) -> Pooled:
    """Pool what is below ``least``; where the pool is still too small the next smallest joins.

    So neither a row, nor the total less the rows, is of fewer than ``least``.

    >>> found = pooled_groups(
    ...     [GroupSums(k, n, Decimal(1), Decimal(2)) for k, n in (("a", 9), ("b", 2), ("c", 7))],
    ...     least=5,
    ... )
    >>> [one.key for one in found.groups], found.pooled
    (['a', '*'], ('b', 'c'))
    """
    if sum(one.count for one in groups) < least:
        return Pooled((), (), is_hidden=bool(groups))
    ordered = sorted(groups, key=lambda one: (-one.count, one.key))
    alone = [one for one in ordered if one.count >= least]
    rest = ordered[len(alone) :]
    while rest and alone and sum(one.count for one in rest) < least:
        rest.insert(0, alone.pop())
    kept = {one.key for one in alone}
    shown = tuple(one for one in groups if one.key in kept)
    if not rest:
        return Pooled(shown, (), is_hidden=False)
    pool = GroupSums(
        REST,
        sum(one.count for one in rest),
        sum((one.before for one in rest), Decimal(0)),
        sum((one.after for one in rest), Decimal(0)),
    )
    return Pooled((*shown, pool), tuple(sorted(one.key for one in rest)), is_hidden=False)
