"""A rule set over a part of a table: facts read, columns computed, close rows decided exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from jigai.domain.columns.lower import lower
from jigai.domain.columns.plan import CLOSE, CLOSE_OUTCOME, FactColumn, Plan
from jigai.domain.rules.facts import FactType
from jigai.exchange.engines.reference import results_by_reference
from jigai.exchange.engines.shown import shown
from jigai.exchange.fact_cells import fact_of
from jigai.exchange.fact_columns import Column, fact_column

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import RuleSet
    from jigai.exchange.engines.engine import Engine

LEFT_OUT = frozenset({CLOSE, CLOSE_OUTCOME})
EMPTY: dict[FactType, pl.DataType] = {
    FactType.NUMBER: pl.Int64(),
    FactType.FLAG: pl.Boolean(),
    FactType.CHOICE: pl.String(),
}


@dataclass(slots=True)
class Evaluation:
    """One rule set on one engine, part after part of a table.

    Attributes:
        rows: how many subjects so far.
        by_reference: of them, how many ``evaluate`` decided because they were close or unfit.
        outcomes: how many subjects came out how.
    """

    rule_set: RuleSet
    engine: Engine
    rows: int = 0
    by_reference: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    _decimals: dict[str, int] = field(default_factory=dict)
    _plans: dict[tuple[tuple[str, FactColumn], ...], Plan] = field(default_factory=dict)

    def results(self, cells: pl.DataFrame, *, first_row: int) -> pl.DataFrame:
        """The results of a part of the table, row for row, as ``results_by_reference`` has them.

        Args:
            cells: columns that name a fact are read; the rest is passed over.
            first_row: number of the first row, for messages.

        Raises:
            FactUnreadable: a cell does not fit its fact.
        """
        cells = cells.with_columns(
            pl.col(name).cast(pl.String).cast(pl.Float64)
            for name, kind in cells.schema.items()
            if kind == pl.Float32
        )
        columns = self._columns(cells, first_row)
        plan = self._plan({name: column.form for name, column in columns.items()})
        facts = pl.DataFrame([columns[name].values.alias(name) for name in plan.facts])
        if not plan.facts:  # a rule without facts holds for each row alike
            facts = pl.DataFrame({"": [None] * cells.height})
        raw = self.engine.compute(self.rule_set, plan, facts, tuple(plan.results))
        open_rows = raw[CLOSE]
        for column in columns.values():
            open_rows = open_rows | column.unfit
        found = self._decided(shown(raw, plan), cells, open_rows, first_row)
        self._count(found)
        return found.drop(CLOSE, CLOSE_OUTCOME)

    def _columns(self, cells: pl.DataFrame, first_row: int) -> dict[str, Column]:
        found = {}
        for name in self.rule_set.fact_names():
            declaration = self.rule_set.facts[name]
            if name in cells.columns:
                decimals = self._decimals.get(name, 0)
                column = fact_column(
                    cells[name], declaration, first_row=first_row, decimals=decimals
                )
                self._decimals[name] = column.form.decimals
            else:
                gap = pl.Series([None], dtype=EMPTY[declaration.type]).new_from_index(
                    0, cells.height
                )
                fits = pl.repeat(value=False, n=cells.height, eager=True)
                column = Column(gap, FactColumn(), fits)
            found[name] = column
        return found

    def _plan(self, forms: Mapping[str, FactColumn]) -> Plan:
        key = tuple(forms.items())
        if key not in self._plans:
            self._plans[key] = lower(self.rule_set, forms)
        return self._plans[key]

    def _decided(
        self, found: pl.DataFrame, cells: pl.DataFrame, open_rows: pl.Series, first_row: int
    ) -> pl.DataFrame:
        """Close and unfit rows as ``evaluate`` decides them, from the cells as they stand."""
        places = open_rows.arg_true()
        if places.is_empty():
            return found
        known = [name for name in self.rule_set.fact_names() if name in cells.columns]
        subjects = cells.select(known)[places].iter_rows(named=True)
        exact = [
            self._by_reference(subject, first_row + place)
            for place, subject in zip(places, subjects, strict=True)
        ]
        self.by_reference += len(exact)
        schema = {name: kind for name, kind in found.schema.items() if name not in LEFT_OUT}
        patch = pl.DataFrame(exact, schema=schema).with_columns(places.alias("row"))
        whole = found.with_row_index("row").update(patch, on="row", include_nulls=True)
        return whole.drop("row")

    def _by_reference(self, subject: Mapping[str, object], row: int) -> Mapping[str, object]:
        facts = self.rule_set.facts
        return results_by_reference(
            self.rule_set, {name: fact_of(cell, facts[name], row) for name, cell in subject.items()}
        )

    def _count(self, found: pl.DataFrame) -> None:
        self.rows += found.height
        for name, count in found["outcome"].value_counts().iter_rows():
            self.outcomes[name] = self.outcomes.get(name, 0) + count


def laid_out(cells: pl.DataFrame, results: pl.DataFrame, rule_set: RuleSet) -> pl.DataFrame:
    """The result as it is written: who, the outcome and its reasons, then what came in."""
    badges = {outcome.name: outcome.badge.zh for outcome in rule_set.outcomes}
    ids = [name for name in (SUBJECT,) if name in cells.columns]
    totals = [name for name in ("total_low", "total_high") if name in results.columns]
    points = results.select(one for c in rule_set.criteria for one in _points(c.name))
    route = _route().alias("route")
    last = results.select(
        pl.col("outcome").replace_strict(badges, return_dtype=pl.String).alias("badge"),
        "decided_by",
        "possible",
        "missing",
    )
    parts: Iterable[pl.DataFrame] = (
        cells.select(ids),
        results.select("outcome", *totals),
        points,
        results.select(route, "reasons"),
        cells.drop(ids),
        last,
    )
    return pl.concat([part for part in parts if part.width], how="horizontal")


SUBJECT = "subject_id"


def result_names(rule_set: RuleSet) -> tuple[str, ...]:
    """The columns that are added, in their order."""
    totals = ("total_low", "total_high") if rule_set.criteria else ()
    points = tuple(
        f"points_{c.name}{end}" for c in rule_set.criteria for end in ("", "_low", "_high")
    )
    last = ("badge", "decided_by", "possible", "missing")
    return ("outcome", *totals, *points, "route", "reasons", *last)


def _points(name: str) -> tuple[pl.Expr, ...]:
    """The points where they are known, and what they lie between; none where it does not apply."""
    low, high = pl.col(f"points_{name}_low"), pl.col(f"points_{name}_high")
    applies = pl.col(f"applies_{name}")
    counts = applies.fill_null(value=True)
    return (
        pl.when(applies & (low == high)).then(low).alias(f"points_{name}"),
        pl.when(counts).then(low).alias(f"points_{name}_low"),
        pl.when(counts).then(high).alias(f"points_{name}_high"),
    )


def _route() -> pl.Expr:
    """``score``, ``direct:<name>`` or ``none``."""
    by = pl.col("decided_by")
    return (
        pl.when(by == "pass")
        .then(pl.lit("score"))
        .when(by.str.starts_with("direct:"))
        .then(by)
        .otherwise(pl.lit("none"))
    )
