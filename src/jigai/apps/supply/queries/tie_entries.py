"""Kept ties as they would be written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from jigai.apps.supply.entries import PartyRef, TieEntry
from jigai.apps.supply.models import Party, SupplyTie

COLUMNS = tuple(f.name for f in fields(TieEntry) if f.name not in {"supplier", "buyer"})


def ref_of(party: Party) -> PartyRef:
    return PartyRef(party.enterprise_id, party.name, party.region)


def entry_of(tie: SupplyTie) -> TieEntry:
    values = {name: getattr(tie, name) for name in COLUMNS}
    return TieEntry(supplier=ref_of(tie.supplier), buyer=ref_of(tie.buyer), **values)


def kept_entries(entries: Sequence[TieEntry]) -> list[TieEntry]:
    """The ties of the same inputs that stand already; one query."""
    kept = SupplyTie.objects.filter(
        chain__in={entry.chain for entry in entries}, year__in={entry.year for entry in entries}
    )
    inputs = {entry.input for entry in entries}
    found = [entry_of(tie) for tie in kept.select_related("supplier", "buyer")]
    return [one for one in found if one.input in inputs]
