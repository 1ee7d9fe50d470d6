"""The facts of enterprises as they were entered: reported and verified beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.registry.models import YearlyIndicators
from jigai.domain.rules.facts import FactDeclaration
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis

SUBJECT = "enterprise"


@dataclass(frozen=True, slots=True)
class KeptFact:
    """One value as kept: exact text, its paper, its day, and who entered it."""

    name: str
    year: int
    basis: str
    value: str
    source: str
    as_of: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """One declared fact with what was said of it for a year."""

    declaration: FactDeclaration
    reported: KeptFact | None
    verified: KeptFact | None


def fact_lines(*, enterprise_id: int, year: int) -> list[FactLine]:
    """Every declared fact of an enterprise, in the order of the declarations; one query."""
    rows = EnterpriseFact.objects.filter(enterprise_id=enterprise_id, year=year)
    kept = {(row.name, row.basis): _kept(row) for row in rows}
    return [
        FactLine(
            declaration,
            kept.get((name, Basis.REPORTED.value)),
            kept.get((name, Basis.VERIFIED.value)),
        )
        for name, declaration in shipped().facts[SUBJECT].items()
    ]


def kept_rows(enterprise_ids: Collection[int], *, year: int) -> dict[int, dict[str, KeptFact]]:
    """The reported facts of a year by enterprise and name, of declared facts alone; one query."""
    declared = shipped().facts[SUBJECT]
    found: dict[int, dict[str, KeptFact]] = defaultdict(dict)
    rows = EnterpriseFact.objects.filter(
        enterprise__in=enterprise_ids, year=year, basis=Basis.REPORTED
    ).order_by("pk")
    for row in rows:
        if row.name in declared:
            found[row.enterprise_id][row.name] = _kept(row)
    return found


def kept_list(*, enterprise_id: int) -> list[KeptFact]:
    """Every value of an enterprise, the latest year first."""
    rows = EnterpriseFact.objects.filter(enterprise_id=enterprise_id)
    return [_kept(row) for row in rows.order_by("-year", "name", "basis")]


def _kept(row: EnterpriseFact) -> KeptFact:
    return KeptFact(
        row.name, row.year, row.basis, row.value, row.source, row.as_of, row.recorded_by
    )


def years_with_facts(enterprise_id: int) -> list[int]:
    """Years for which something was entered or declared, ascending; two queries."""
    kept = EnterpriseFact.objects.filter(enterprise_id=enterprise_id)
    declared = YearlyIndicators.objects.filter(enterprise_id=enterprise_id)
    years = {*kept.values_list("year", flat=True), *declared.values_list("year", flat=True)}
    return sorted(years)
