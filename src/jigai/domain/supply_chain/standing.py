"""What a county has of a chain: which links are missing, thin, single-sourced, concentrated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.chain import Chain, Link
from jigai.domain.supply_chain.concentration import Concentration, concentration
from jigai.domain.supply_chain.ties import ALL, Tie, inputs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THIN = 1


class LinkState(StrEnum):
    """The gravest thing to say of a link, worst first."""

    MISSING = "missing"
    THIN = "thin"
    SINGLE_SOURCED = "single_sourced"
    SOUND = "sound"

    @property
    def label(self) -> Sentence:
        return STATE_LABELS[self]


STATE_LABELS = {
    LinkState.MISSING: Sentence("缺失", "missing"),
    LinkState.THIN: Sentence("薄弱", "thin"),
    LinkState.SINGLE_SOURCED: Sentence("单一来源", "single-sourced"),
    LinkState.SOUND: Sentence("有支撑", "supported"),
}


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """One link over a county.

    Attributes:
        firms: the county's firms of the link, in order.
        suppliers_outside: parties outside the county that supply the link's products.
        buyers: who buys the link's products, by the ties at hand.
        single_sourced: of these, who has one supplier for all of it.
        importers: who takes imported products of it.
        concentration: of the link's suppliers; ``None`` when nobody is known to buy.
    """

    link: Link
    firms: tuple[str, ...]
    suppliers_outside: tuple[str, ...]
    buyers: tuple[str, ...]
    single_sourced: tuple[str, ...]
    importers: tuple[str, ...]
    concentration: Concentration | None

    @property
    def state(self) -> LinkState:
        if not self.firms:
            return LinkState.MISSING
        if len(self.firms) <= THIN:
            return LinkState.THIN
        return LinkState.SINGLE_SOURCED if self.single_sourced else LinkState.SOUND

    @property
    def states(self) -> tuple[LinkState, ...]:
        """All that is to be said: a thin link may be single-sourced as well."""
        found = [self.state]
        if self.single_sourced and self.state is not LinkState.SINGLE_SOURCED:
            found.append(LinkState.SINGLE_SOURCED)
        return tuple(found)


def standings(
    chain: Chain,
    *,
    firms: Mapping[str, Sequence[str]],
    ties: Sequence[Tie],
    inside: frozenset[str],
) -> tuple[LinkStanding, ...]:
    """Every link of a chain with what the county has of it, in the order of the list.

    Args:
        firms: link → the county's firms that are placed there; a firm of the county that
            supplies the link's products counts as well.
        ties: those of this chain.
        inside: keys of the parties in the county.
    """
    return tuple(
        _standing(link, firms.get(link.code, ()), [t for t in ties if t.link == link.code], inside)
        for link in chain.links
    )


def _standing(
    link: Link, placed: Sequence[str], ties: Sequence[Tie], inside: frozenset[str]
) -> LinkStanding:
    suppliers = dict.fromkeys(tie.supplier for tie in ties)
    own = dict.fromkeys([*placed, *(one for one in suppliers if one in inside)])
    inputs = inputs_of(ties)
    return LinkStanding(
        link,
        tuple(own),
        tuple(one for one in suppliers if one not in inside),
        tuple(inputs),
        tuple(b for b, of in inputs.items() if ALL in of[link.code].known.values()),
        tuple(dict.fromkeys(tie.buyer for tie in ties if tie.is_imported)),
        concentration(ties, link=link.code),
    )
