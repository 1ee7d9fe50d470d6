"""Enterprise facts as they are kept: for the rules, and one by one for the page of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from jigai.apps.cultivation.models import EnterpriseFact
from jigai.domain.rules.facts import Fact, FactDeclaration
from jigai.domain.scorecards.fact_values import Basis, known_value
from jigai.domain.sentence import Sentence

Facts = dict[str, Fact]
SOURCES = {
    Basis.VERIFIED: Sentence("{paper}（{who}核实）", "{paper} (verified by {who})"),
    Basis.REPORTED: Sentence("{paper}（{who}填报）", "{paper} (reported by {who})"),
}


def fact_years(enterprise_ids: Collection[int]) -> dict[int, set[int]]:
    """Years for which each enterprise has facts; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = EnterpriseFact.objects.filter(enterprise__in=enterprise_ids).order_by()
    for key, year in rows.values_list("enterprise_id", "year").distinct():
        found[key].add(year)
    return found


def kept_facts(
    years: Mapping[int, int], declared: Mapping[str, FactDeclaration]
) -> dict[int, Facts]:
    """The facts of each enterprise that count for its year; one query.

    A verified value goes before a reported one. A figure is of its year alone; a state (a fact
    without a period) holds on until a later year says otherwise.
    """
    found: dict[int, Facts] = defaultdict(dict)
    last = max(years.values(), default=0)
    rows = EnterpriseFact.objects.filter(enterprise__in=years, year__lte=last)
    ordered = sorted(rows, key=lambda row: (row.year, row.basis == Basis.VERIFIED))
    for row in ordered:
        declaration = declared.get(row.name)
        if declaration is None or row.year > years[row.enterprise_id]:
            continue
        if declaration.period.zh and row.year != years[row.enterprise_id]:
            continue
        found[row.enterprise_id][row.name] = _fact(row, declaration)
    return found


def _fact(row: EnterpriseFact, declaration: FactDeclaration) -> Fact:
    source = SOURCES[Basis(row.basis)].format(paper=row.source, who=row.recorded_by)
    as_of: date = row.as_of
    return Fact(known_value(declaration, row.value), declaration.unit, source, as_of)
