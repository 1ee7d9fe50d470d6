"""The facts that the registry offers to the rules of the ladder, many enterprises at once.

What the enterprise declared in the county's ledger for a year; what its certificates prove on a
day; what its credit code proves. Nothing is guessed: where the registry is silent, so is this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from fractions import Fraction

from jigai.apps.registry.models import Enterprise, YearlyIndicators
from jigai.apps.registry.queries.recognitions import Recognition
from jigai.domain.company_age import days_registered
from jigai.domain.rules.facts import Fact
from jigai.domain.sentence import Sentence

Facts = dict[str, Fact]
MONEY = {
    "sales_revenue_fen": "sales_revenue_yuan",
    "rd_expense_fen": "rd_expense_yuan",
    "cost_expense_fen": "cost_expense_yuan",
    "total_assets_fen": "total_assets_yuan",
}
COUNTS = ("employees", "tech_staff", "class1_ip", "class2_ip")
DECLARED = frozenset({*MONEY.values(), *COUNTS})
"""Facts that the county's ledger of the library brings as yearly indicators."""
PROVED = {
    "valid_hnte": ("hnte",),
    "tech_sme_valid": ("library",),
    "base_sme_status": ("library", "innovative"),
    "srdi_valid": ("specialised",),
    "little_giant_valid": ("little_giant",),
    "gazelle_valid": ("gazelle",),
    "is_champion": ("champion",),
}
"""Fact → kinds of the recognitions any of which proves it."""
SALES_OF = ("sales_revenue_yuan_y1", "sales_revenue_yuan_y2", "sales_revenue_yuan_y3")
"""Sales of the year before last but one, of the one before, and of the last year."""
LEDGER = Sentence("{year}年度指标，企业申报（{paper}）", "indicators of {year}, declared ({paper})")
CERTIFICATE = Sentence("资格登记 {number}，至 {end}", "recognition {number}, until {end}")
OPEN_END = Sentence("未登记止期", "no end registered")
LICENCE = Sentence(
    "营业执照：统一社会信用代码 {code} 为境内登记的企业",
    "business licence: credit code {code} is of an enterprise registered in mainland China",
)
FOUNDED = Sentence("企业库：成立日期 {day}", "register of enterprises: founded on {day}")
ENTERPRISE_CODE = "91"
"""Credit codes of enterprises registered by the mainland's market regulator begin so."""


def declared_years(enterprise_ids: Collection[int]) -> dict[int, list[int]]:
    """Years for which each enterprise declared indicators, ascending; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = YearlyIndicators.objects.filter(enterprise__in=enterprise_ids).order_by("year")
    for key, year in rows.values_list("enterprise_id", "year"):
        found[key].append(year)
    return found


def declared_facts(years: dict[int, int]) -> dict[int, Facts]:
    """The declared figures of each enterprise for its own year, and sales of three; one query."""
    found: dict[int, Facts] = defaultdict(dict)
    wanted = {year - back for year in set(years.values()) for back in range(len(SALES_OF))}
    rows = YearlyIndicators.objects.filter(enterprise__in=years, year__in=wanted).order_by("pk")
    for row in rows:
        back = years[row.enterprise_id] - row.year
        facts = _of_year(row)
        if back == 0:
            found[row.enterprise_id] |= facts
        if 0 <= back < len(SALES_OF) and "sales_revenue_yuan" in facts:
            name = SALES_OF[len(SALES_OF) - 1 - back]
            found[row.enterprise_id][name] = facts["sales_revenue_yuan"]
    return found


def proved_facts(
    enterprises: Collection[Enterprise], held: dict[int, list[Recognition]], *, on: date
) -> dict[int, Facts]:
    """What certificates and credit codes prove on a day; no query.

    A recognition that has ended says no; where none was ever registered nothing is known.
    """
    found: dict[int, Facts] = {}
    for one in enterprises:
        facts: Facts = {}
        for name, proofs in PROVED.items():
            if rows := [row for row in held.get(one.pk, ()) if row.proof in proofs]:
                facts[name] = _proved(rows, on)
        if one.founded_on and one.founded_on <= on:
            facts |= _age(one.founded_on, on)
        if one.credit_code.startswith(ENTERPRISE_CODE):
            source = LICENCE.format(code=one.credit_code)
            facts["resident_enterprise"] = Fact(True, "", source, on)
        found[one.pk] = facts
    return found


def _age(founded: date, on: date) -> Facts:
    source = FOUNDED.format(day=founded)
    first_full = founded.year if (founded.month, founded.day) == (1, 1) else founded.year + 1
    return {
        "days_registered": Fact(days_registered(founded=founded, applied=on), "day", source, on),
        "operating_years": Fact(max(0, on.year - first_full), "year", source, on),
    }


def _of_year(row: YearlyIndicators) -> Facts:
    source = LEDGER.format(year=row.year, paper=row.source or "—")
    as_of = date(row.year, 12, 31)
    facts: Facts = {}
    for column, name in MONEY.items():
        fen = getattr(row, column)
        if fen is not None:
            facts[name] = Fact(Fraction(fen, 100), "yuan", source, as_of)
    for name in COUNTS:
        count = getattr(row, name)
        if count is not None:
            unit = "count" if name.endswith("_ip") else "person"
            facts[name] = Fact(count, unit, source, as_of)
    return facts


def _proved(rows: list[Recognition], on: date) -> Fact:
    holding = [row for row in rows if row.state == "current"]
    row = (holding or rows)[0]
    end = row.ends_on
    source = CERTIFICATE.format(number=row.number or "—", end=end.isoformat() if end else OPEN_END)
    return Fact(bool(holding), "", source, on)
