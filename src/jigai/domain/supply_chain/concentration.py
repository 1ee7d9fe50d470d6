"""How far a link hangs on few suppliers: the Herfindahl-Hirschman index, as an exact range.

HHI = 10,000 × Σ (supplier's share)². A supplier's share of a link is the mean, over the buyers of
the link's products, of its share of their purchases: each buyer counts alike, as amounts are not
recorded. What is unknown may come from the suppliers named without a share or from others not
named: spread as thin as may be it gives the low end, bundled as far as may be the high end.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from jigai.domain.supply_chain.ties import NONE, Input, Tie, inputs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SCALE = 10_000
MOST_OPEN = 14
"""So many suppliers without a share are tried in every order; beyond, a safe bound is given."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """The index of one link, 0 to 10,000.

    Attributes:
        is_bound: ``high`` is a safe upper bound, not the exact end.
    """

    low: Fraction
    high: Fraction
    buyer_count: int
    supplier_count: int
    is_bound: bool = False

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def concentration(ties: Iterable[Tie], *, link: str) -> Concentration | None:
    """The index of a link over its buyers; ``None`` without a buyer.

    >>> found = concentration([Tie("a", "x", "core", Fraction(1))], link="core")
    >>> found.low, found.high
    (Fraction(10000, 1), Fraction(10000, 1))
    """
    own = [tie for tie in ties if tie.link == link]
    inputs = [one for of in inputs_of(own).values() for one in of.values()]
    if not inputs:
        return None
    sums = _known(inputs)
    scale = Fraction(SCALE, len(inputs) ** 2)
    least = sum((value * value for value in sums.values()), NONE)
    free = [(one.rest, frozenset(one.open)) for one in inputs if one.rest]
    open_names = sorted(frozenset().union(*(names for _, names in free)))
    is_bound = len(open_names) > MOST_OPEN
    most = _bound(sums, free) if is_bound else _bundled(sums, free, open_names)
    suppliers = len({tie.supplier for tie in own})
    return Concentration(least * scale, most * scale, len(inputs), suppliers, is_bound)


def _known(inputs: Sequence[Input]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for one in inputs:
        for name, share in one.known.items():
            sums[name] = sums.get(name, NONE) + share
    return sums


def _bundled(
    sums: Mapping[str, Fraction],
    free: Sequence[tuple[Fraction, frozenset[str]]],
    names: Sequence[str],
) -> Fraction:
    """The largest sum of squares when each buyer's rest goes to one of its open suppliers.

    Squares gain by bundling: at the largest, every buyer's rest lies with the biggest supplier
    open to it. So there is an order of suppliers in which each takes all that is still free, and
    those are tried, sharing what depends only on which suppliers came before.
    """
    settled = sum((v * v for name, v in sums.items() if name not in names), NONE)

    @cache
    def best(before: frozenset[str]) -> Fraction:
        left = [(rest, open_to) for rest, open_to in free if not open_to & before]
        over = sum((sums.get(n, NONE) ** 2 for n in names if n not in before), NONE)
        found = over + sum((rest for rest, _ in left), NONE) ** 2  # all others together
        for name in names:
            if name not in before:
                taken = sum((rest for rest, open_to in left if name in open_to), NONE)
                here = (sums.get(name, NONE) + taken) ** 2
                found = max(found, here + best(before | {name}))
        return found

    return settled + best(frozenset())


def _bound(
    sums: Mapping[str, Fraction], free: Sequence[tuple[Fraction, frozenset[str]]]
) -> Fraction:
    biggest = max(sums.values(), default=NONE)
    rest = sum((one for one, _ in free), NONE)
    squares = sum((value * value for value in sums.values()), NONE)
    return squares - biggest * biggest + (biggest + rest) ** 2
