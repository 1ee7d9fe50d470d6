"""Who supplies whom: one tie, and what the shares that are known leave open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL, NONE = Fraction(1), Fraction(0)
Option = dict[str, Fraction]
"""Supplier → its share of one input; together at most 1."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A buyer takes products of a link from a supplier.

    Attributes:
        supplier, buyer: keys of the two parties.
        link: the input: the link whose products are bought.
        share: of all that the buyer buys of the link's products, 0 to 1; ``None`` is unknown.
        is_single_source: the buyer has no other source; an unknown share is then 1.
        is_imported: the products come from abroad, wholly or in part.
    """

    supplier: str
    buyer: str
    link: str
    share: Fraction | None = None
    is_single_source: bool = False
    is_imported: bool = False

    @property
    def known(self) -> Fraction | None:
        return ALL if self.share is None and self.is_single_source else self.share


@dataclass(frozen=True, slots=True)
class Input:
    """One input of one buyer.

    Attributes:
        known: supplier → its share, summed over its ties.
        open: suppliers whose share is unknown, in order.
    """

    known: Mapping[str, Fraction]
    open: tuple[str, ...]

    @property
    def rest(self) -> Fraction:
        """What the known shares leave, never below 0."""
        return max(ALL - sum(self.known.values(), NONE), NONE)

    def least(self) -> Option:
        """The shares when every unknown one is 0."""
        return dict(self.known)

    def extremes(self) -> list[Option]:
        """The shares when one unknown supplier gives all that is left; each in turn."""
        if not self.open or not self.rest:
            return [self.least()]
        return [{**self.known, one: self.known.get(one, NONE) + self.rest} for one in self.open]


def inputs_of(ties: Iterable[Tie]) -> dict[str, dict[str, Input]]:
    """Buyer → link → the input."""
    known: dict[tuple[str, str], dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    unknown: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    places: dict[tuple[str, str], None] = {}
    for tie in ties:
        place = tie.buyer, tie.link
        places[place] = None
        if tie.known is None:
            unknown[place][tie.supplier] = None
        else:
            known[place][tie.supplier] += tie.known
    found: dict[str, dict[str, Input]] = defaultdict(dict)
    for buyer, link in places:
        place = buyer, link
        found[buyer][link] = Input(dict(known[place]), tuple(unknown[place]))
    return dict(found)
