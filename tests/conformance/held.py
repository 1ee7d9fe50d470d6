"""Subjects through an engine and through ``evaluate``, and where the two differ."""

from fractions import Fraction

import polars as pl

from jigai.domain.columns.lower import lower
from jigai.domain.columns.plan import CLOSE, CLOSE_OUTCOME, FactColumn
from jigai.domain.rules.facts import FactType
from jigai.exchange.engines.reference import results_by_reference
from jigai.exchange.engines.shown import shown
from tests.conformance.subjects import Subjects

KINDS = {FactType.NUMBER: pl.Int64, FactType.FLAG: pl.Boolean, FactType.CHOICE: pl.String}


def table_of(rule_set, plan, subjects):
    schema = {name: KINDS[rule_set.facts[name].type] for name in plan.facts}
    return pl.DataFrame(subjects, schema=schema, orient="row")


def as_doubles(facts, generated):
    """The same numbers as the doubles nearest to them."""
    found = {
        name: [None if n is None else float(Fraction(n, 10**decimals)) for n in facts[name]]
        for name, decimals in generated.decimals.items()
    }
    return facts.with_columns(pl.Series(n, v, pl.Float64) for n, v in found.items())


def differences(engine, generated, subjects, *, doubles=False):
    """Rows that differ, and how many were close (those ``evaluate`` would decide).

    Returns:
        Differences as (subject, result, of the engine, of the reference), and the count.
    """
    rule_set = generated.rule_set
    decimals = generated.decimals.items()
    plan = lower(rule_set, {n: FactColumn(decimals=d, is_double=doubles) for n, d in decimals})
    facts = table_of(rule_set, plan, subjects)
    facts = as_doubles(facts, generated) if doubles else facts
    found = shown(engine.compute(rule_set, plan, facts, tuple(plan.results)), plan)
    apart, close = [], 0
    for subject, said in zip(subjects, found.iter_rows(named=True), strict=True):
        row = dict(said)
        is_close, is_open = row.pop(CLOSE), row.pop(CLOSE_OUTCOME)
        close += is_close
        if is_open:
            continue
        wanted = results_by_reference(rule_set, generated.facts(subject))
        if is_close:  # only the last decimal of points or total is open
            decimals = [name for name in row if name.endswith(("_low", "_high"))]
            row, wanted = _without(row, decimals), _without(wanted, decimals)
        if row != wanted:
            apart += [(subject, k, row[k], wanted[k]) for k in wanted if row.get(k) != wanted[k]]
    return apart, close


def _without(row, names):
    return {name: value for name, value in row.items() if name not in names}


def exact_cases(rule_set, cases):
    """The shipped cases as subjects, together where their numbers have the same decimals."""
    kinds = {}
    for case in cases:
        decimals = {name: _decimals(case.facts.get(name)) for name in rule_set.fact_names()}
        kinds.setdefault(tuple(decimals.items()), []).append(case)
    for decimals, alike in kinds.items():
        subjects = Subjects(rule_set, alike, seed=0, decimals=dict(decimals))
        yield subjects, subjects.usual


def _decimals(fact):
    value = None if fact is None else fact.known
    if not isinstance(value, Fraction):
        return 0
    return next(n for n in range(19) if (value * 10**n).denominator == 1)
