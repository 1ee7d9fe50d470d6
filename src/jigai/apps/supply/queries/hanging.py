"""What hangs on a firm: everybody downstream of it with the lost share, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.queries.chain_map import graph_tie
from jigai.apps.supply.queries.ties import (
    BUYS,
    PartyName,
    TieRow,
    newest_year,
    reads_sensitive,
    tie_rows,
)
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.knock_on import Reached, knock_on
from jigai.domain.supply_chain.ties import Tie

MEANING = Sentence(
    "假定它停产、没有库存、也没有别的来源补上：损失占比取每家受影响最重的一种投入，"
    "逐层按采购占比相乘相加；占比不清楚时给出区间。这是“靠它的部分”，不是预测。",
    "If it stops, with no stock and no other source: a firm's lost share is that of its worst-hit "
    "input, multiplied and added up tier by tier by the shares of purchases; a range where shares "
    "are unknown. It is what hangs on the firm, not a forecast.",
)


@dataclass(frozen=True, slots=True)
class HangingRow:
    """One firm downstream; ``low`` and ``high`` are exact shares, 0 to 1."""

    key: str
    tier: int
    name: Sentence
    enterprise_id: int | None
    is_inside: bool
    low: Fraction
    high: Fraction
    chain: str
    link_title: Sentence

    @property
    def lost(self) -> Sentence:
        return lost_said(self.low, self.high)


@dataclass(frozen=True, slots=True)
class HangingCard:
    """What the page of a firm shows.

    Attributes:
        routes: supplier and buyer keys of the ties among the rows and the firm.
        supplies, buys: the firm's own ties of the year.
    """

    enterprise_id: int
    name: str
    year: int
    rows: tuple[HangingRow, ...]
    routes: tuple[tuple[str, str], ...]
    supplies: tuple[TieRow, ...]
    buys: tuple[TieRow, ...]
    tie_count: int

    @property
    def key(self) -> str:
        return f"e{self.enterprise_id}"

    def of_tier(self, tier: int) -> list[HangingRow]:
        return [row for row in self.rows if row.tier == tier]

    @property
    def tiers(self) -> list[int]:
        return sorted({row.tier for row in self.rows})


def lost_said(low: Fraction, high: Fraction) -> Sentence:
    """A share or its range in percent, rounded to two places."""
    least, most = (number_text(100 * one, places=2) for one in (low, high))
    if low == high:
        return Sentence(f"{most}%", f"{most} %")
    return Sentence(f"{least}%—{most}%", f"{least} % to {most} %")


def hanging_on(
    viewer: Viewer, enterprise: Enterprise, *, on: date, year: int | None = None
) -> HangingCard:
    """Everybody downstream of an enterprise by the ties that the viewer sees, of all chains."""
    shown = year or newest_year(viewer, on=on)
    ties = tie_rows(viewer, on=on, year=shown)
    key = f"e{enterprise.merged_into_id or enterprise.pk}"
    rows = _rows(viewer, ties, key)
    reached = {key, *(row.key for row in rows)}
    routes = {
        (tie.supplier.key, tie.buyer.key): None
        for tie in ties
        if tie.supplier.key in reached and tie.buyer.key in reached and tie.buyer.key != key
    }
    return HangingCard(
        enterprise.pk,
        enterprise.name,
        shown,
        rows,
        tuple(routes),
        tuple(tie for tie in ties if tie.supplier.key == key),
        tuple(tie for tie in ties if tie.buyer.key == key),
        len(ties),
    )


def most_hanging(ties: Sequence[TieRow], key: str) -> tuple[int, Fraction]:
    """How many hang on a party of any kind, and the largest lost share at most."""
    found = knock_on([_tie(tie) for tie in ties], stopped=key)
    return len(found), max((one.high for one in found), default=Fraction(0))


def _tie(tie: TieRow) -> Tie:
    return replace(graph_tie(tie), link=f"{tie.chain}/{tie.link}")


def _rows(viewer: Viewer, ties: Sequence[TieRow], key: str) -> tuple[HangingRow, ...]:
    titles = {f"{tie.chain}/{tie.link}": tie.link_title for tie in ties}
    by_mask = sorted(ties, key=lambda tie: not tie.buyer.is_masked)
    parties: dict[str, PartyName] = {tie.buyer.key: tie.buyer for tie in by_mask}
    reached = knock_on([_tie(tie) for tie in ties], stopped=key)
    masked = set() if reads_sensitive(viewer) else _behind_sensitive(ties, reached, key)
    found = []
    for one in reached:
        party, title = parties[one.party], titles[one.link]
        is_hidden = party.is_masked or party.key in masked
        found.append(
            HangingRow(
                key=party.key,
                tier=one.tier,
                name=BUYS.format(link=title) if is_hidden else party.name,
                enterprise_id=None if is_hidden else party.enterprise_id,
                is_inside=party.is_inside,
                low=one.low,
                high=one.high,
                chain=one.link.partition("/")[0],
                link_title=title,
            )
        )
    return tuple(found)


def _behind_sensitive(ties: Sequence[TieRow], reached: Sequence[Reached], key: str) -> set[str]:
    """Parties that the stop reaches over a sensitive tie: naming them would give it away."""
    from_here = {key, *(one.party for one in reached)}
    return {tie.buyer.key for tie in ties if tie.is_sensitive and tie.supplier.key in from_here}
