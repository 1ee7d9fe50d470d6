"""Score a nation's enterprises on one machine and on a Spark cluster, and compare.

    PYTHONPATH=. .venv/bin/python tools/national_batch.py [--rows 5000000] [--every 100]

Synthetic firms (some on a limit, some facts unknown) go as Parquet parts through the embedded
engine and through a cluster of one master and two workers started here. Every row of the two
results is compared; every hundredth also with ``evaluate``. Exit code 1 at any difference.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl

from jigai.cli.bench_firms import CENTS, synthetic_firms
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import rule_set
from jigai.exchange.content_digest import output_digest
from jigai.exchange.engines.embedded import Embedded
from jigai.exchange.engines.polars_columns import divided
from jigai.exchange.engines.reference import results_by_reference
from jigai.exchange.engines.spark import spark
from jigai.exchange.engines.spark_table import evaluate_parquet
from jigai.exchange.evaluate_table import Evaluated, evaluate_table
from jigai.exchange.fact_cells import fact_of
from tests.conformance.spark_cluster import SETTINGS, Cluster

RULE, DAY = "cn.tech_sme", date(2026, 6, 30)
PARTS = 10
COUNTED = ("class1_ip", "class2_ip")
COMPARED = ("outcome", "decided_by", "total_low", "total_high", "reasons", "possible", "missing")


def write_firms(folder: Path, rows: int) -> None:
    """Parts of a table of facts, figures as doubles of yuan and heads."""
    folder.mkdir()
    each = -(-rows // PARTS)
    for part in range(PARTS):
        firms = synthetic_firms(min(each, rows - part * each), seed=part)
        hundredths = [n for n in firms.columns if firms[n].dtype.is_integer() and n not in COUNTED]
        table = firms.with_columns(divided(pl.col(n).cast(pl.Float64), CENTS) for n in hundredths)
        table = table.with_row_index("subject_id", offset=part * each)
        table.with_columns(pl.col("subject_id").cast(pl.Int64)).write_parquet(
            folder / f"{part}.parquet"
        )


def differences(rules: RuleSet, one: Path, other: Path, *, every: int) -> tuple[int, int, int]:
    """Rows that differ between the results; sampled rows; those that differ from ``evaluate``."""
    here, there = (
        pl.read_parquet(folder / "*.parquet").sort("subject_id") for folder in (one, other)
    )
    pairs = zip(here.iter_rows(), there.iter_rows(), strict=True)
    unlike = 0 if here.equals(there) else sum(a != b for a, b in pairs)
    wrong, sampled = 0, here.filter(pl.col("subject_id") % every == 0)
    for row in sampled.iter_rows(named=True):
        facts = {n: fact_of(row[n], rules.facts[n], 0) for n in rules.fact_names()}
        meant = results_by_reference(rules, facts)
        wrong += any(row[name] != meant[name] for name in COMPARED)
    return unlike, sampled.height, wrong


def said(engine: str, done: Evaluated, started: float) -> None:
    seconds = time.perf_counter() - started
    print(f"{engine}: {done.rows} rows in {seconds:.1f} s, {done.by_reference} by evaluate")
    print(f"  {dict(sorted(done.outcomes.items()))}", flush=True)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--rows", type=int, default=5_000_000)
    reader.add_argument("--every", type=int, default=100)
    asked = reader.parse_args()
    rules = rule_set(RULE, on=DAY)
    with Cluster() as cluster:
        firms, one, other = (cluster.folder / name for name in ("firms", "embedded", "spark"))
        write_firms(firms, asked.rows)
        started = time.perf_counter()
        done = evaluate_table(rules, firms, one, engine=Embedded())
        said("embedded", done, started)
        with spark(cluster.address, settings=SETTINGS) as engine:
            started = time.perf_counter()
            far = evaluate_parquet(engine, rules, str(firms), str(other))
        said("spark", far, started)
        unlike, sampled, wrong = differences(rules, one, other, every=asked.every)
        same = output_digest(one, rules) == output_digest(other, rules)
    print(f"between the engines: {unlike} rows differ, digests {'equal' if same else 'differ'}")
    print(f"against evaluate: {sampled} rows sampled, {wrong} differ")
    sys.exit(1 if unlike or wrong or not same else 0)


if __name__ == "__main__":
    main()
