"""A tie as it is written down, and what can be wrong with it and with several together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.supply.models import Imports
from jigai.domain.quantities import WHOLE_BP
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.chain import Chain

FIRST_YEAR = 2000


class ChainUnknown(Refusal):
    code = "supply.chain_unknown"
    message = Sentence("没有产业链“{name}”。{near}", "There is no chain “{name}”. {near}")


class LinkUnknown(Refusal):
    code = "supply.link_unknown"
    message = Sentence(
        "产业链“{chain}”没有环节“{name}”。{near}",
        "The chain “{chain}” has no link “{name}”. {near}",
    )


class TieYearWrong(Refusal):
    code = "supply.year_wrong"
    message = Sentence(
        "年度{year}不在 2000 到{last}之间。", "Year {year} is not within 2000 to {last}."
    )


class NobodyInside(Refusal):
    code = "supply.nobody_inside"
    message = Sentence(
        "供应方和采购方都不是本县企业。",
        "Neither supplier nor buyer is an enterprise of the county.",
    )
    remedy = Sentence("至少一方须在企业库中。", "At least one must be in the register.")


class SuppliesItself(Refusal):
    code = "supply.supplies_itself"
    message = Sentence("供应方和采购方是同一家。", "Supplier and buyer are the same.")


class ShareOutOfRange(Refusal):
    code = "supply.share_out_of_range"
    message = Sentence("采购占比须在 0 到 100% 之间。", "The share must lie between 0 and 100 %.")


class SharesBeyondWhole(Refusal):
    code = "supply.shares_beyond_whole"
    message = Sentence(
        "该采购方这一环节的采购占比合计 {sum}%，超过 100%。",
        "The buyer's shares of this link add up to {sum} %, more than 100 %.",
    )
    remedy = Sentence("占比不清楚的请留空。", "Leave a share blank where it is not known.")


class SingleSourceNotAlone(Refusal):
    code = "supply.single_source_not_alone"
    message = Sentence(
        "标为单一来源，但该采购方这一环节还有别的供应方。",
        "It is marked as the single source, yet the buyer has other suppliers of this link.",
    )


class SingleSourceInPart(Refusal):
    code = "supply.single_source_in_part"
    message = Sentence(
        "单一来源的采购占比只能是 100% 或留空。", "A single source has 100 % or a blank share."
    )


class ConsentWithoutPaper(Refusal):
    code = "supply.consent_without_paper"
    message = Sentence(
        "写了同意，却没有写明同意书。", "Consent is marked, but its paper not named."
    )
    remedy = Sentence(
        "例：数据共享同意书〔2026〕3号。", "For example: consent to share data 2026-3."
    )


class TieWithoutSource(Refusal):
    code = "supply.tie_without_source"
    message = Sentence("没有写明数据来源。", "The source is not named.")


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party as it is written: the id of an enterprise, or the name and region of an outsider."""

    enterprise_id: int | None = None
    name: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class TieEntry:
    """One tie as written; a blank share is unknown."""

    supplier: PartyRef
    buyer: PartyRef
    chain: str
    link: str
    product: str
    year: int
    source: str
    share_bp: int | None = None
    is_single_source: bool = False
    distance_km: int | None = None
    imports: str = Imports.UNKNOWN.value
    supplier_consents: bool = False
    buyer_consents: bool = False
    consent_paper: str = ""
    is_sensitive: bool = False

    @property
    def key(self) -> tuple[PartyRef, PartyRef, str, str, str, int]:
        return self.supplier, self.buyer, self.chain, self.link, self.product, self.year

    @property
    def input(self) -> tuple[PartyRef, str, str, int]:
        return self.buyer, self.chain, self.link, self.year


Fault = tuple[str, Refusal]
"""Name of the field, and what is wrong with it."""


def own_faults(entry: TieEntry, *, chains: Mapping[str, Chain], on: date) -> Iterator[Fault]:
    """What is wrong with one entry by itself."""
    chain = chains.get(entry.chain)
    if chain is None:
        yield "chain", ChainUnknown(name=entry.chain, near=nearest(entry.chain, chains))
    elif entry.link not in chain.by_code:
        near = nearest(entry.link, chain.by_code)
        yield "link", LinkUnknown(chain=chain.title, name=entry.link, near=near)
    if not FIRST_YEAR <= entry.year <= on.year:
        yield "year", TieYearWrong(year=entry.year, last=on.year)
    if entry.supplier == entry.buyer:
        yield "buyer", SuppliesItself()
    elif entry.supplier.enterprise_id is None and entry.buyer.enterprise_id is None:
        yield "supplier", NobodyInside()
    yield from _share_faults(entry)
    if (entry.supplier_consents or entry.buyer_consents) and not entry.consent_paper.strip():
        yield "consent_paper", ConsentWithoutPaper()
    if not entry.source.strip():
        yield "source", TieWithoutSource()


def _share_faults(entry: TieEntry) -> Iterator[Fault]:
    share = entry.share_bp
    if share is not None and not 0 <= share <= WHOLE_BP:
        yield "share_bp", ShareOutOfRange()
    elif entry.is_single_source and share not in {None, WHOLE_BP}:
        yield "share_bp", SingleSourceInPart()


def joint_faults(
    entries: Sequence[TieEntry], *, kept: Iterable[TieEntry]
) -> Iterator[tuple[int, Fault]]:
    """What is wrong with entries together and with what is kept: place in the list, fault.

    Args:
        kept: ties that stand already; one with the key of an entry is replaced by it.
    """
    inputs: dict[object, dict[object, TieEntry]] = defaultdict(dict)
    for one in (*kept, *entries):
        inputs[one.input][one.key] = one
    for place, entry in enumerate(entries):
        together = inputs[entry.input].values()
        total = sum(one.share_bp or 0 for one in together)
        if total > WHOLE_BP:
            said = f"{total / 100:g}"
            yield place, ("share_bp", SharesBeyondWhole(sum=said))
        suppliers = {one.supplier for one in together}
        if entry.is_single_source and len(suppliers) > 1:
            yield place, ("is_single_source", SingleSourceNotAlone())
