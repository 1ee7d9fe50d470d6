"""Ties as a viewer may read them: names masked where they may not be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.models import Imports, Party, SupplyTie
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.chain import Chain
from jigai.domain.supply_chain.read_chains import chains_in_force

MASKED = Sentence("“{link}”环节的一家企业", "a firm of the link “{link}”")
BUYS = Sentence("向“{link}”环节采购的一家企业", "a firm that buys from the link “{link}”")
IMPORT_LABELS = {
    Imports.UNKNOWN: Sentence("不清楚", "not known"),
    Imports.NONE: Sentence("国产", "domestic"),
    Imports.PARTLY: Sentence("部分进口", "imported in part"),
    Imports.WHOLLY: Sentence("全部进口", "imported"),
}


@dataclass(frozen=True, slots=True)
class PartyName:
    """One end of a tie as the viewer may read it.

    Attributes:
        key: ``e<id>`` for an enterprise, ``o<id>`` for an outside party.
        enterprise_id: set where the viewer may open it.
        region: of an outside party.
    """

    key: str
    name: Sentence
    enterprise_id: int | None
    region: str
    is_inside: bool
    is_masked: bool


@dataclass(frozen=True, slots=True)
class TieRow:
    id: int
    supplier: PartyName
    buyer: PartyName
    chain: str
    chain_title: Sentence
    link: str
    link_title: Sentence
    product: str
    year: int
    share_bp: int | None
    is_single_source: bool
    distance_km: int | None
    imports: str
    imports_title: Sentence
    source: str
    supplier_consents: bool
    buyer_consents: bool
    consent_paper: str
    is_sensitive: bool

    @property
    def has_consent(self) -> bool:
        return self.supplier_consents and self.buyer_consents

    @property
    def known_bp(self) -> int | None:
        return 10_000 if self.is_single_source and self.share_bp is None else self.share_bp


def reads_sensitive(viewer: Viewer) -> bool:
    """The office and the county's leaders read the names of sensitive ties."""
    return may(viewer, Deed.KEEP_REGISTERS) or viewer.has_role(Role.LEADER)


def newest_year(viewer: Viewer, *, on: date) -> int:
    """The last year of which the viewer sees ties; last year where there is none."""
    seen = SupplyTie.objects.visible_to(viewer).filter(year__lte=on.year)
    return seen.aggregate(last=Max("year"))["last"] or on.year - 1


def years_of(viewer: Viewer) -> list[int]:
    """Years of which the viewer sees ties, newest first."""
    seen = SupplyTie.objects.visible_to(viewer)
    return list(seen.order_by("-year").values_list("year", flat=True).distinct())


def tie_rows(viewer: Viewer, *, on: date, year: int | None = None, chain: str = "") -> list[TieRow]:
    """The ties that the viewer may see, by chain, link and names; three queries."""
    seen = SupplyTie.objects.visible_to(viewer)
    seen = seen.filter(year=year) if year else seen
    seen = seen.filter(chain=chain) if chain else seen
    found = seen.select_related("supplier__enterprise", "buyer__enterprise").order_by(
        "chain", "link", "year", "pk"
    )
    return rows_of(viewer, found, on=on)


def rows_of(viewer: Viewer, ties: Iterable[SupplyTie], *, on: date) -> list[TieRow]:
    """Ties in words."""
    found = list(ties)
    ids = {p.enterprise_id for tie in found for p in (tie.supplier, tie.buyer) if p.enterprise_id}
    seen = set(
        Enterprise.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True)
    )
    chains = {chain.code: chain for chain in chains_in_force(on=on)}
    return [_row(tie, chains, seen, is_open=reads_sensitive(viewer)) for tie in found]


def _row(tie: SupplyTie, chains: Mapping[str, Chain], seen: set[int], *, is_open: bool) -> TieRow:
    chain = chains.get(tie.chain)
    link = chain.by_code.get(tie.link) if chain else None
    title = link.title if link else Sentence(tie.link, tie.link)
    hide = tie.is_sensitive and not is_open
    return TieRow(
        id=tie.pk,
        supplier=_party(tie.supplier, MASKED.format(link=title), seen, is_hidden=hide),
        buyer=_party(tie.buyer, BUYS.format(link=title), seen, is_hidden=hide),
        chain=tie.chain,
        chain_title=chain.title if chain else Sentence(tie.chain, tie.chain),
        link=tie.link,
        link_title=title,
        product=tie.product,
        year=tie.year,
        share_bp=tie.share_bp,
        is_single_source=tie.is_single_source,
        distance_km=tie.distance_km,
        imports=tie.imports,
        imports_title=IMPORT_LABELS[Imports(tie.imports)],
        source="" if hide else tie.source,
        supplier_consents=tie.supplier_consents,
        buyer_consents=tie.buyer_consents,
        consent_paper="" if hide else tie.consent_paper,
        is_sensitive=tie.is_sensitive,
    )


def _party(party: Party, masked: Sentence, seen: set[int], *, is_hidden: bool) -> PartyName:
    inside = party.enterprise
    if inside is None:
        name = masked if is_hidden else Sentence(party.name, party.name)
        region = "" if is_hidden else party.region
        return PartyName(f"o{party.pk}", name, None, region, is_inside=False, is_masked=is_hidden)
    # Two records of one firm that were merged are one firm here.
    own = inside.merged_into_id or inside.pk
    hide = is_hidden or inside.pk not in seen
    name = masked if hide else Sentence(inside.name, inside.name)
    return PartyName(f"e{own}", name, None if hide else own, "", is_inside=True, is_masked=hide)
