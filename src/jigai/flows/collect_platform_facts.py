"""The facts of platforms as the rules of the yearly card need them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from fractions import Fraction

from jigai.apps.platforms.facts import (
    SUBJECT,
    Facts,
    kept_platform_facts,
    measured_facts,
    register_facts,
    standing_facts,
)
from jigai.apps.platforms.models import Platform
from jigai.apps.registry.models import Certificate, YearlyIndicators
from jigai.apps.registry.queries.recognitions import counts_on
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rulebook import shipped
from jigai.domain.sentence import Sentence

HIGH_TECH = "hnte"
LEDGER = Sentence("企业年度指标（{source}）", "yearly indicators of the enterprise ({source})")
CERTIFICATES = Sentence("企业资质登记", "recognitions in the register")


def collect_platform_facts(
    *, platform_ids: Collection[int], year: int, on: date
) -> dict[int, Facts]:
    """Facts of platforms by id for a year; seven queries, whatever their number.

    Order of precedence: verified, reported, the host's yearly indicators, the register. What is
    measured in this system is never declared and stands above all.

    Args:
        on: day for what changes by the day; not after the end of the year.
    """
    day = min(on, date(year, 12, 31))
    found = list(Platform.objects.filter(pk__in=platform_ids).order_by("pk"))
    keys = [one.pk for one in found]
    declared = shipped().facts[SUBJECT]
    register, standings = register_facts(found, on=day), standing_facts(keys, on=day)
    hosts = _host_facts(found, year=year, on=day)
    kept = kept_platform_facts(keys, year=year, declared=declared)
    measured = measured_facts(keys, year=year, on=day)
    joined = {
        key: register[key] | hosts[key] | kept.get(key, {}) | standings[key] | measured[key]
        for key in keys
    }
    return {
        key: {
            name: replace(fact, is_stale=declared[name].is_stale(as_of=fact.as_of, on=day))
            for name, fact in sorted(facts.items())
            if name in declared
        }
        for key, facts in joined.items()
    }


def _host_facts(platforms: Collection[Platform], *, year: int, on: date) -> dict[int, Facts]:
    """What the registry says of the hosts; an institution has no such facts."""
    hosts = {one.host_enterprise_id for one in platforms if one.host_enterprise_id}
    told = {
        row.enterprise_id: row
        for row in YearlyIndicators.objects.filter(enterprise__in=hosts, year=year)
    }
    certified = set(
        Certificate.objects.filter(counts_on(on), enterprise__in=hosts, kind=HIGH_TECH).values_list(
            "enterprise_id", flat=True
        )
    )
    found: dict[int, Facts] = {}
    for one in platforms:
        host, facts = one.host_enterprise_id, {}
        if host is not None:
            facts["host_high_tech"] = Fact(host in certified, "", CERTIFICATES, on)
            facts |= _figures(told.get(host), on)
        found[one.pk] = facts
    return found


def _figures(row: YearlyIndicators | None, on: date) -> Facts:
    if row is None:
        return {}
    source = LEDGER.format(source=row.source or str(row.year))
    told = {
        "host_revenue_yuan": row.sales_revenue_fen,
        "host_rd_expense_yuan": row.rd_expense_fen,
    }
    return {
        name: Fact(Fraction(fen, 100), "yuan", source, on)
        for name, fen in told.items()
        if fen is not None
    }
