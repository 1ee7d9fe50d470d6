"""The results of an engine as people and the reference say them: names, and rounded numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from jigai.domain.columns.plan import PLACES
from jigai.exchange.engines.polars_columns import divided

if TYPE_CHECKING:
    from jigai.domain.columns.plan import Plan, Result

MILLION = float(10**PLACES)


def shown(found: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Names instead of their numbers; decimals as doubles of ``PLACES`` decimals."""
    return found.select(_shown(name, plan.results[name]) for name in found.columns)


def _shown(name: str, result: Result) -> pl.Expr:
    column = pl.col(name)
    match result.kind:
        case "name":
            numbers = list(range(len(result.names)))
            column = column.replace_strict(numbers, list(result.names), return_dtype=pl.String)
        case "decimal" if result.denominator:
            column = divided(column.cast(pl.Float64), float(result.denominator))
        case "decimal":
            column = divided((column * MILLION + 0.5).floor(), MILLION)
        case _:
            pass
    return column.alias(name)
