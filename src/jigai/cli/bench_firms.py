"""Synthetic firms for the scorecard of technology-oriented SMEs, as columns in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

Whole = "NDArray[np.int64]"
CENTS = 100
UNKNOWN_SHARE = 0.01
EDGE_SHARE = 0.01
FLAGS = (
    ("resident_enterprise", 0.995),
    ("audited_accounts", 0.98),
    ("industry_allowed", 0.99),
    ("no_serious_breach", 0.985),
    ("valid_hnte", 0.05),
    ("national_award_top3", 0.002),
    ("provincial_rd_body", 0.01),
    ("led_standard", 0.01),
)
LIMITS = {"employees": 500, "sales_revenue_yuan": 200_000_000, "total_assets_yuan": 200_000_000}


def synthetic_firms(rows: int, *, seed: int = 371423) -> pl.DataFrame:
    """Sixteen facts a firm: yuan in fen, heads in hundredths, counts as they are.

    One in a hundred values is unknown; one firm in a hundred stands exactly on an edge: a ratio of
    a band, a limit of a gate, or one smallest unit beyond it.
    """
    random = np.random.default_rng(seed)
    sales = np.exp(random.normal(17.0, 1.3, rows)).astype(np.int64) * CENTS
    heads = np.clip(np.exp(random.normal(3.7, 1.0, rows)).astype(np.int64), 1, 5_000) * CENTS
    columns = {
        "employees": heads,
        "tech_staff": (heads * random.beta(2, 6, rows)).astype(np.int64),
        "sales_revenue_yuan": sales,
        "rd_expense_yuan": (sales * random.beta(1.5, 30, rows)).astype(np.int64),
        "cost_expense_yuan": (sales * random.uniform(0.6, 1.1, rows)).astype(np.int64),
        "total_assets_yuan": (sales * random.uniform(0.3, 2.5, rows)).astype(np.int64),
        "class1_ip": random.poisson(0.15, rows).astype(np.int64),
        "class2_ip": random.poisson(1.8, rows).astype(np.int64),
    }
    _put_on_edges(columns, random)
    table = pl.DataFrame(columns)
    flags = [
        pl.Series(name, random.random(rows) < share, dtype=pl.Boolean) for name, share in FLAGS
    ]
    return _with_unknowns(table.with_columns(flags), random)


def _put_on_edges(columns: dict[str, NDArray[np.int64]], random: np.random.Generator) -> None:
    rows = len(columns["employees"])
    edge = random.choice(rows, max(int(rows * EDGE_SHARE), 1), replace=False)
    kinds = random.integers(0, 3, len(edge))
    ratios = (
        ("tech_staff", "employees", (30, 25, 20, 15, 10)),
        ("rd_expense_yuan", "sales_revenue_yuan", (6, 5, 4, 3, 2)),
    )
    for kind, (above, below, percents) in enumerate(ratios):
        at = edge[kinds == kind]
        columns[below][at] = np.maximum(columns[below][at] // CENTS, 1) * CENTS
        percent = random.choice(percents, len(at))
        columns[above][at] = columns[below][at] // CENTS * percent
    at = edge[kinds == len(ratios)]
    for name, limit in LIMITS.items():
        columns[name][at] = limit * CENTS + random.integers(-1, 2, len(at))


def _with_unknowns(table: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    return table.with_columns(
        pl.when(pl.Series(random.random(table.height) >= UNKNOWN_SHARE))
        .then(pl.col(name))
        .alias(name)
        for name in table.columns
    )
