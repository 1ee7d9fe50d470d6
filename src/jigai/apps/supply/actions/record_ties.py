from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.entries import Fault, PartyRef, TieEntry, joint_faults, own_faults
from jigai.apps.supply.models import Party, SupplyTie
from jigai.apps.supply.queries.tie_entries import entry_of, kept_entries, ref_of
from jigai.domain.change import Change
from jigai.domain.supply_chain.read_chains import chains_in_force

TiePlan = Upsert[SupplyTie]
NOT_COLUMNS = ("supplier", "buyer")


def tie_faults(entries: Sequence[TieEntry], *, on: date) -> dict[int, list[Fault]]:
    """What is wrong with the entries, by place in the list; nothing is saved."""
    chains = {chain.code: chain for chain in chains_in_force(on=on)}
    found: dict[int, list[Fault]] = {}
    for place, entry in enumerate(entries):
        if own := list(own_faults(entry, chains=chains, on=on)):
            found[place] = own
    for place, fault in joint_faults(entries, kept=kept_entries(entries)):
        found.setdefault(place, []).append(fault)
    return found


def record_tie(*, entry: TieEntry, change: Change, tie: SupplyTie | None = None) -> SupplyTie:
    """Enter a tie, or put another in the place of one.

    Args:
        tie: the one that is corrected; without it the entry is new.

    Raises:
        ChainUnknown, LinkUnknown, TieYearWrong, NobodyInside, SuppliesItself, ShareOutOfRange,
        SharesBeyondWhole, SingleSourceInPart, SingleSourceNotAlone, ConsentWithoutPaper,
        TieWithoutSource, RecordInvalid: the first that is wrong.
    """
    chains = {chain.code: chain for chain in chains_in_force(on=change.at.date())}
    for _field, refusal in own_faults(entry, chains=chains, on=change.at.date()):
        raise refusal
    kept = [one for one in kept_entries([entry]) if tie is None or one.key != entry_of(tie).key]
    for _place, (_field, refusal) in joint_faults([entry], kept=kept):
        raise refusal
    with writing("tie.corrected" if tie else "tie.recorded", change):
        row = tie or SupplyTie()
        parties = enter_parties([entry.supplier, entry.buyer])
        row.supplier, row.buyer = parties[entry.supplier], parties[entry.buyer]
        for name, value in _values(entry).items():
            setattr(row, name, value)
        save_valid(row)
    return row


def plan_ties(entries: Sequence[TieEntry]) -> TiePlan:
    """Compare faultless entries with the ties that are kept; nothing is saved."""
    years = {entry.year for entry in entries}
    chains = {entry.chain for entry in entries}
    kept = SupplyTie.objects.filter(year__in=years, chain__in=chains)
    existing = kept.select_related("supplier", "buyer")
    wanted = [Wanted(entry.key, _values(entry)) for entry in entries]
    return planned_upsert(
        SupplyTie, wanted, existing=existing, key_of=lambda row: entry_of(row).key
    )


def record_ties(*, plan: TiePlan, change: Change) -> None:
    """Save a plan; a tie that is kept already is corrected."""
    with writing("ties.recorded", change):
        refs = [ref for key in plan.create for ref in key[:2]]  # type: ignore[index]
        parties = enter_parties(refs)
        for key, row in plan.create.items():
            supplier, buyer = key[:2]  # type: ignore[index]
            row.supplier, row.buyer = parties[supplier], parties[buyer]
        save_upsert(plan)


def enter_parties(refs: Sequence[PartyRef]) -> dict[PartyRef, Party]:
    """The parties of references; those not known yet are entered. Must run inside ``writing``."""
    found = {ref_of(one): one for one in Party.objects.all()}
    for ref in dict.fromkeys(refs):
        if ref not in found:
            enterprise = Enterprise.objects.get(pk=ref.enterprise_id) if ref.enterprise_id else None
            party = Party(enterprise=enterprise, name=ref.name, region=ref.region)
            save_valid(party)
            found[ref] = party
    return {ref: found[ref] for ref in refs}


def _values(entry: TieEntry) -> dict[str, object]:
    return {name: value for name, value in asdict(entry).items() if name not in NOT_COLUMNS}
