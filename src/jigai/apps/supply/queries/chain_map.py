"""The map of a chain over the county: each link with its firms, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.models import LinkFirm
from jigai.apps.supply.queries.ties import (
    TieRow,
    newest_year,
    tie_rows,
    years_of,
)
from jigai.domain.quantities import number_text
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.chain import Chain
from jigai.domain.supply_chain.concentration import Concentration
from jigai.domain.supply_chain.read_chains import chain_in_force, chains_in_force
from jigai.domain.supply_chain.standing import LinkStanding, LinkState, standings
from jigai.domain.supply_chain.ties import Tie

FORMULA = Sentence(
    "HHI = 10 000 × Σ（供应商份额）²；供应商份额是各采购方对它的采购占比的平均，每个采购方计一次。"
    "占比不清楚时给出区间：下限假定其余来自极分散的供应商，上限假定其余尽量集中。",
    "HHI = 10,000 × Σ (supplier's share)²; a supplier's share is the mean of its shares in the "
    "purchases of each buyer, each counted once. With unknown shares it is a range: low if the "
    "rest comes from suppliers spread thin, high if the rest is bundled as far as may be.",
)
NO_INDEX = Sentence("—", "—")


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm of a link; ``place_id`` where it was placed there by the office."""

    key: str
    name: Sentence
    enterprise_id: int | None
    place_id: int | None
    source: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link of the map with every fact that is shown of it."""

    code: str
    title: Sentence
    stage: str
    stage_title: Sentence
    products: Sentence
    feeds: tuple[str, ...]
    state: LinkState
    states: tuple[LinkState, ...]
    firms: tuple[FirmRow, ...]
    supplier_outside_count: int
    buyer_count: int
    single_sourced_count: int
    importer_count: int
    concentration: Concentration | None

    @property
    def hhi(self) -> Sentence:
        return hhi_said(self.concentration)

    @property
    def state_said(self) -> Sentence:
        zh = "、".join(state.label.zh for state in self.states)
        return Sentence(zh, ", ".join(state.label.en for state in self.states))


@dataclass(frozen=True, slots=True)
class ChainMap:
    """A chain over what the viewer sees of the county."""

    chain: Chain
    year: int
    years: tuple[int, ...]
    links: tuple[LinkRow, ...]
    tie_count: int
    masked_count: int

    def counted(self, state: LinkState) -> int:
        return sum(1 for link in self.links if state in link.states)

    @property
    def firm_count(self) -> int:
        return len({firm.key for link in self.links for firm in link.firms})


def hhi_said(found: Concentration | None) -> Sentence:
    """The index rounded to the whole, or its range."""
    if found is None:
        return NO_INDEX
    low, high = number_text(found.low), number_text(found.high)
    bound = "≤" if found.is_bound else ""
    if low == high and not bound:
        return Sentence(low, low)
    return Sentence(f"{low}—{bound}{high}", f"{low} to {bound}{high}")


def chain_map(viewer: Viewer, code: str, *, on: date, year: int | None = None) -> ChainMap:
    """One chain; a fixed number of queries.

    Raises:
        NoSuchChain: none of that code is in force.
    """
    chain = chain_in_force(code, on=on)
    shown = year or newest_year(viewer, on=on)
    return _map(viewer, chain, tie_rows(viewer, on=on, year=shown, chain=code), year=shown)


def chain_maps(viewer: Viewer, *, on: date, year: int | None = None) -> list[ChainMap]:
    """Every chain in force."""
    shown = year or newest_year(viewer, on=on)
    ties = tie_rows(viewer, on=on, year=shown)
    return [
        _map(viewer, chain, [tie for tie in ties if tie.chain == chain.code], year=shown)
        for chain in chains_in_force(on=on)
    ]


def _map(viewer: Viewer, chain: Chain, ties: Sequence[TieRow], *, year: int) -> ChainMap:
    placed = _placed(viewer, chain.code)
    names = _names(ties)
    found = standings(
        chain,
        firms={link: [firm.key for firm in firms] for link, firms in placed.items()},
        ties=[graph_tie(tie) for tie in ties],
        inside=frozenset(p.key for t in ties for p in (t.supplier, t.buyer) if p.is_inside),
    )
    masked = sum(1 for tie in ties if tie.supplier.is_masked or tie.buyer.is_masked)
    links = tuple(_link(one, placed, names) for one in found)
    return ChainMap(chain, year, tuple(years_of(viewer)), links, len(ties), masked)


def graph_tie(tie: TieRow) -> Tie:
    """A tie as the arithmetic takes it; the input is the link within its chain."""
    share = None if tie.share_bp is None else Fraction(tie.share_bp, 10_000)
    imported = tie.imports in {"partly", "wholly"}
    return Tie(tie.supplier.key, tie.buyer.key, tie.link, share, tie.is_single_source, imported)


def _placed(viewer: Viewer, chain: str) -> dict[str, list[FirmRow]]:
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    rows = LinkFirm.objects.filter(
        chain=chain, enterprise__in=seen, enterprise__merged_into=None, enterprise__is_active=True
    ).select_related("enterprise")
    found: dict[str, list[FirmRow]] = defaultdict(list)
    for row in rows.order_by("enterprise__name_sort", "pk"):
        name = Sentence(row.enterprise.name, row.enterprise.name)
        key = f"e{row.enterprise_id}"
        found[row.link].append(FirmRow(key, name, row.enterprise_id, row.pk, row.source))
    return found


def _names(ties: Sequence[TieRow]) -> dict[tuple[str, str], FirmRow]:
    """Link and key of its suppliers → as the viewer may name them.

    A supplier that only ties with masked names show in a link is not named there.
    """
    found: dict[tuple[str, str], FirmRow] = {}
    for tie in sorted(ties, key=lambda one: one.supplier.is_masked):
        one = tie.supplier
        firm = FirmRow(one.key, one.name, one.enterprise_id, None, "")
        found.setdefault((tie.link, one.key), firm)
    return found


def _link(
    one: LinkStanding,
    placed: Mapping[str, list[FirmRow]],
    names: Mapping[tuple[str, str], FirmRow],
) -> LinkRow:
    own = {firm.key: firm for firm in placed.get(one.link.code, ())}
    return LinkRow(
        code=one.link.code,
        title=one.link.title,
        stage=one.link.stage.value,
        stage_title=one.link.stage.label,
        products=one.link.products,
        feeds=one.link.feeds,
        state=one.state,
        states=one.states,
        firms=tuple(own.get(key) or names[one.link.code, key] for key in one.firms),
        supplier_outside_count=len(one.suppliers_outside),
        buyer_count=len(one.buyers),
        single_sourced_count=len(one.single_sourced),
        importer_count=len(one.importers),
        concentration=one.concentration,
    )
