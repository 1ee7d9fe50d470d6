"""Rows of the sheet of supply ties: parties found, faults by cell, then kept or corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from jigai.apps.registry.queries.enterprises import ids_by_credit_code
from jigai.apps.supply.actions.record_ties import plan_ties, record_ties, tie_faults
from jigai.apps.supply.entries import PartyRef, TieEntry
from jigai.apps.supply.models import Imports
from jigai.domain.change import Change
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.read_chains import chains_in_force
from jigai.exchange.ledger import Record
from jigai.exchange.plan import Plan
from jigai.exchange.problems import Fault, Problem, column_letter, placed
from jigai.flows.ledger_rows.names import Names
from jigai.flows.ledger_rows.outcome import Outcomes
from jigai.flows.ledger_rows.setting import LedgerSetting

SUBJECT = "supply_tie"
SIDES = ("supplier", "buyer")
UNKNOWN = Sentence("企业库中没有统一社会信用代码“{code}”。", "No enterprise has the code “{code}”.")
UNKNOWN_REMEDY = Sentence(
    "请先登记企业或更正代码；县外企业请不填代码，只填名称和地区。",
    "Register it first or correct the code; for a firm outside give name and region alone.",
)
COLUMN_OF = {"supplier": "supplier_name", "buyer": "buyer_name"}
"""Field of a fault → column of the sheet, where they differ."""
MARKS = ("is_single_source", "supplier_consents", "buyer_consents", "is_sensitive")


def acceptable_ties(
    plan: Plan, records: Sequence[Record], *, today: date
) -> tuple[list[Record], list[Problem]]:
    """The rows that can be kept, and what is wrong with the others, cell by cell.

    Rows of other ledgers pass as they are.
    """
    if plan.match.mapping.subject != SUBJECT:
        return list(records), []
    known = _ids(records)
    problems = [
        _problem(plan, record, f"{side}_code", _unknown(code))
        for record in records
        for side, code in _codes(record)
        if code not in known
    ]
    strangers = {problem.row for problem in problems}
    rows = [record for record in records if record.row not in strangers]
    faults = tie_faults(_entries(rows, known, today), on=today)
    for place, found in faults.items():
        for field, refusal in found:
            fault = Fault(refusal.code, refusal.said, refusal.advice)
            problems.append(_problem(plan, rows[place], COLUMN_OF.get(field, field), fault))
    return [row for place, row in enumerate(rows) if place not in faults], problems


def take_tie_rows(
    records: list[Record],
    *,
    names: Names,  # noqa: ARG001 - every reader of rows takes the same; ties bring no names
    setting: LedgerSetting,  # noqa: ARG001 - each row names its year
    outcomes: Outcomes,
    change: Change,
    save: bool,
) -> None:
    """Compare the rows with the ties that are kept and, if asked, save them."""
    entries = _entries(records, _ids(records), change.at.date())
    plan = plan_ties(entries)
    for record, entry in zip(records, entries, strict=True):
        outcomes.note(record.row, plan, entry.key, is_main=True)
    if save:
        record_ties(plan=plan, change=change)


def _ids(records: Sequence[Record]) -> dict[str, int]:
    return ids_by_credit_code({code for record in records for _side, code in _codes(record)})


def _codes(record: Record) -> Iterator[tuple[str, str]]:
    for side in SIDES:
        if code := record.values.get(f"{side}_code"):
            yield side, str(code)


def _entries(records: Sequence[Record], ids: Mapping[str, int], on: date) -> list[TieEntry]:
    chains = chains_in_force(on=on)
    codes = {chain.title.zh: chain.code for chain in chains}
    links = {(chain.code, link.title.zh): link.code for chain in chains for link in chain.links}
    return [_entry(record, ids, codes, links) for record in records]


def _entry(
    record: Record,
    ids: Mapping[str, int],
    codes: Mapping[str, str],
    links: Mapping[tuple[str, str], str],
) -> TieEntry:
    values: dict[str, Any] = record.values
    chain, link = str(values["chain"]).strip(), str(values["link"]).strip()
    chain = codes.get(chain, chain)
    return TieEntry(
        supplier=_party(values, "supplier", ids),
        buyer=_party(values, "buyer", ids),
        chain=chain,
        link=links.get((chain, link), link),
        product=str(values["product"]).strip(),
        year=int(values["year"]),
        source=str(values["source"]),
        share_bp=values.get("share_bp"),
        distance_km=values.get("distance_km"),
        imports=str(values.get("imports") or Imports.UNKNOWN.value),
        consent_paper=str(values.get("consent_paper") or ""),
        **{name: bool(values.get(name)) for name in MARKS},
    )


def _party(values: Mapping[str, Any], side: str, ids: Mapping[str, int]) -> PartyRef:
    code = values.get(f"{side}_code")
    if code and str(code) in ids:
        return PartyRef(ids[str(code)])
    region = str(values.get(f"{side}_region") or "").strip()
    return PartyRef(None, str(values[f"{side}_name"]).strip(), region)


def _unknown(code: str) -> Fault:
    return Fault("unknown_enterprise", UNKNOWN.format(code=code), UNKNOWN_REMEDY)


def _problem(plan: Plan, record: Record, field: str, fault: Fault) -> Problem:
    own = {reading.field.name: reading.head for reading in plan.readings}
    name = field if field in own else "product"  # a column that the sheet does not have
    return placed(
        fault,
        row=record.row,
        column=column_letter(own[name].index),
        head=own[name].path[-1],
        field=name,
    )
