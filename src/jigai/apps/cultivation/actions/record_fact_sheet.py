"""Facts of many enterprises at once, as a sheet brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.upserting import Upsert, Wanted, planned_upsert, save_upsert
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import EnterpriseFact
from jigai.domain.change import Change
from jigai.domain.scorecards.fact_values import Basis

FactPlan = Upsert[EnterpriseFact]


@dataclass(frozen=True, slots=True)
class SheetFact:
    """One cell: its value is already in the form in which it is kept."""

    enterprise_id: int
    name: str
    year: int
    value: str
    source: str
    as_of: date


def plan_facts(facts: Sequence[SheetFact], *, by: str) -> FactPlan:
    """Compare cells with the reported facts that are kept; nothing is saved.

    A value that is kept already stays with the paper that it came with.
    """
    ids = {fact.enterprise_id for fact in facts}
    kept = EnterpriseFact.objects.filter(enterprise__in=ids, basis=Basis.REPORTED)
    existing = {_key(row): row for row in kept}
    return planned_upsert(
        EnterpriseFact,
        [_want(fact, existing, by) for fact in facts],
        existing=existing.values(),
        key_of=_key,
    )


def key_of(fact: SheetFact) -> tuple[int, str, int]:
    return (fact.enterprise_id, fact.name, fact.year)


def record_fact_sheet(*, plan: FactPlan, change: Change) -> None:
    """Save a plan."""
    with writing("facts.reported", change):
        save_upsert(plan)


def _want(fact: SheetFact, existing: dict[tuple[int, str, int], EnterpriseFact], by: str) -> Wanted:
    row = existing.get(key_of(fact))
    if row is not None and row.value == fact.value:
        return Wanted(key_of(fact), {})
    return Wanted(
        key_of(fact),
        {
            "enterprise_id": fact.enterprise_id,
            "name": fact.name,
            "year": fact.year,
            "basis": Basis.REPORTED.value,
            "value": fact.value,
            "source": fact.source,
            "as_of": fact.as_of,
            "recorded_by": by,
        },
    )


def _key(row: EnterpriseFact) -> tuple[int, str, int]:
    return (row.enterprise_id, row.name, row.year)
