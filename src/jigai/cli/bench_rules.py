"""The scorecard of a nation: our columns beside a sum of the same columns, OpenFisca and pandas."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
import polars as pl

from jigai.cli.bench_firms import CENTS, synthetic_firms
from jigai.cli.bench_peers import PEERS
from jigai.domain.columns.lower import lower
from jigai.domain.columns.plan import FactColumn, Plan
from jigai.domain.refusal import Refusal
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.sentence import Sentence
from jigai.exchange.engines.polars_columns import computed

RULE, DAY = "cn.tech_sme", date(2026, 6, 30)
FEWEST = 5
VERDICT = ("outcome", "total_low", "total_high", "close")
WORDS_OF_THE_TRACE = frozenset({"missing", "reasons"})
"""Text that the columns of the trace are told in; it is no column of numbers."""
COUNTS = ("class1_ip", "class2_ip")


class PeersDiffer(Refusal):
    code = "bench.outcomes_differ"
    message = Sentence(
        "{count} 行的结果与 pandas 不同。", "{count} rows come out differently in pandas."
    )
    remedy = Sentence("测速作废，请报告。", "The measurement is void; please report it.")


def measure_rules(*, rows: int, repeats: int) -> dict[str, Any]:
    """Seconds, as medians of runs that take turns, each after one of the same that is not counted.

    ``floor_s``: DuckDB sums the sixteen columns once. ``verdict_s``: outcome and total with its
    range. ``trace_s``: with points and their ranges, each gate, what decided, what is possible.
    ``openfisca_s`` (a simulation, its inputs set, the outcome), ``pandas_s``: the same scorecard
    without unknowns and ranges. What is made once per rule set is outside: our expressions
    (``compile_s``, of the trace) as the system of OpenFisca. ``peak_mb``: of the process after
    our own first runs, input and imports included.
    """
    firms = synthetic_firms(rows)
    plan = lower(
        rule_set(RULE, on=DAY),
        {name: FactColumn(decimals=0 if name in COUNTS else 2) for name in firms.columns},
    )
    trace = tuple(name for name in plan.results if name not in WORDS_OF_THE_TRACE)
    verdict = query(firms, plan, VERDICT)
    started = perf_counter()
    traced = query(firms, plan, trace)
    compiled = perf_counter() - started
    runs: dict[str, Callable[[], Any]] = {
        "verdict_s": lambda: verdict.collect(engine="streaming"),
        "trace_s": lambda: traced.collect(engine="streaming"),
    }
    for ours in runs.values():
        ours()
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    sys.path.append(os.environ[PEERS])
    ready = {"floor_s": _floor(firms), **runs, **_peers(firms)}
    taken, processor = timed(ready, max(repeats, FEWEST))
    differing = _check(firms, plan, ready)
    return {
        "bench": f"rules {rows}",
        "rule_set": RULE,
        "rows": rows,
        **{name: round(seconds, 6) for name, seconds in taken.items()},
        "compile_s": round(compiled, 6),
        "peak_mb": round(peak, 1),
        "verdict_ratio": round(taken["verdict_s"] / taken["floor_s"], 2),
        "trace_ratio": round(taken["trace_s"] / taken["floor_s"], 2),
        "openfisca_ratio": round(taken["openfisca_s"] / taken["verdict_s"], 1),
        "pandas_ratio": round(taken["pandas_s"] / taken["verdict_s"], 1),
        "openfisca_wrong": differing,
        **_of_processor(processor),
        "runs": max(repeats, FEWEST),
        "load": round(os.getloadavg()[0], 1),
    }


def query(firms: pl.DataFrame, plan: Plan, results: tuple[str, ...]) -> pl.LazyFrame:
    """Our columns, not yet computed; the inputs are left out of the answer."""
    return computed(firms.lazy(), plan, results).select(pl.col(r"^=.*$"))


def run(firms: pl.DataFrame, plan: Plan, results: tuple[str, ...]) -> pl.DataFrame:
    """Our columns, streaming."""
    return query(firms, plan, results).collect(engine="streaming")


def timed(
    runs: Mapping[str, Callable[[], Any]], repeats: int
) -> tuple[dict[str, float], dict[str, float]]:
    """The medians of each by the clock and of the processor.

    One run of each in turn, so that a busy minute meets all alike; before it the same run once
    uncounted, so that none pays for the processor, memory and threads that the one before it left.
    """
    clock: dict[str, list[float]] = {name: [] for name in runs}
    processor: dict[str, list[float]] = {name: [] for name in runs}
    for _turn in range(repeats):
        for name, function in runs.items():
            function()
            started, busy = perf_counter(), process_time()
            function()
            clock[name].append(perf_counter() - started)
            processor[name].append(process_time() - busy)
    return (
        {name: median(times) for name, times in clock.items()},
        {name: median(times) for name, times in processor.items()},
    )


def _of_processor(taken: Mapping[str, float]) -> dict[str, float]:
    """The same ratios of processor time, which other work on the machine lengthens less."""
    verdict = taken["verdict_s"]
    return {
        "verdict_ratio_processor": round(verdict / taken["floor_s"], 2),
        "trace_ratio_processor": round(taken["trace_s"] / taken["floor_s"], 2),
        "openfisca_ratio_processor": round(taken["openfisca_s"] / verdict, 1),
    }


def summed(connection: Any, table: pl.DataFrame, name: str) -> Callable[[], Any]:
    """A sum of every column of a table inside DuckDB."""
    file = Path(os.environ["JIGAI_HOME"]) / f"{name}.parquet"
    table.write_parquet(file)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{file}')")  # noqa: S608
    sums = ", ".join(
        f"sum({column}::int)" if kind == pl.Boolean else f"sum({column})"
        for column, kind in table.schema.items()
    )
    statement = f"SELECT {sums} FROM {name}"  # noqa: S608 - our own names
    return lambda: connection.execute(statement).fetchall()


def _floor(firms: pl.DataFrame) -> Callable[[], Any]:
    return summed(import_module("duckdb").connect(), firms, "firms")


def _peers(firms: pl.DataFrame) -> dict[str, Callable[[], Any]]:
    """The peers get 0 or false where a fact is unknown; OpenFisca gets yuan and heads."""
    arrays = {name: _plain(firms[name]) for name in firms.columns}
    frame = import_module("pandas").DataFrame(arrays)
    pandas_met = import_module("jigai.cli.bench_pandas").met
    cents = {n: v / CENTS for n, v in arrays.items() if v.dtype != bool and n not in COUNTS}
    scorecard = import_module("jigai.cli.bench_openfisca").Scorecard(arrays | cents)
    return {
        "openfisca_s": lambda: scorecard.met(scorecard.ready()),
        "pandas_s": lambda: pandas_met(frame),
    }


def _plain(values: pl.Series) -> Any:
    known = values.fill_null(value=False) if values.dtype == pl.Boolean else values.fill_null(0)
    return known.to_numpy()


def _check(firms: pl.DataFrame, plan: Plan, ready: Mapping[str, Callable[[], Any]]) -> int:
    """Of firms about which all is known: how many outcomes OpenFisca has wrong; pandas none."""
    names = plan.results["outcome"].names
    found = run(firms, plan, ("outcome",))["=outcome"].to_numpy() == names.index("met")
    known = firms.select(pl.all_horizontal(pl.all().is_not_null())).to_series().to_numpy()
    wrong = {name: int(np.sum((ready[name]() != found) & known)) for name in PEERS_MEASURED}
    if wrong["pandas_s"]:
        raise PeersDiffer(count=wrong["pandas_s"])
    return wrong["openfisca_s"]


PEERS_MEASURED = ("openfisca_s", "pandas_s")
