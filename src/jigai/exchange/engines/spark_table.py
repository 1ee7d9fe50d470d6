"""A rule set over Parquet on a cluster: read, worked out and written by the workers.

Rows that are close or do not fit are brought to the driver, decided by ``evaluate`` and added to
the output. The columns of the output are those of ``exchange.evaluated_table``. What is worked out
is kept by the workers until it is written: the two filters on it would otherwise be planned into
the rule, for minutes, and the rule worked out twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl
from sqlglot import exp

from jigai.domain.columns.lower import lower
from jigai.domain.columns.plan import CLOSE, CLOSE_OUTCOME, PLACES
from jigai.exchange.engines.reference import results_by_reference
from jigai.exchange.engines.spark import TABLE, Spark, finishing
from jigai.exchange.engines.spark_facts import NOTHING, forms_of, number, ready
from jigai.exchange.engines.sql import aliased, call, column, inputs, outputs, statement
from jigai.exchange.evaluate_table import Evaluated, check_results, warnings_on
from jigai.exchange.evaluated_table import SUBJECT, laid_out, result_names
from jigai.exchange.fact_cells import fact_of

if TYPE_CHECKING:
    from jigai.domain.columns.plan import Plan, Result
    from jigai.domain.rules.rule_set import RuleSet

MISFIT = "misfit"
BLOCK = 20_000
"""So many rows are brought to the driver, decided and written at a time."""
UNDER = "="
"""Before the name of a result that is not laid out yet; no column of a table has it."""
Table = Any  # pyspark comes without types where it is not installed


def evaluate_parquet(
    spark: Spark,
    rule_set: RuleSet,
    source: str,
    output: str,
    *,
    partition_by: Sequence[str] = (),
) -> Evaluated:
    """Write the results of a rule set over Parquet as Parquet.

    Args:
        spark: the engine, with its session.
        rule_set: the edition in force.
        source: a file or a folder of files, laid in folders by columns or not; a path or an
            address that driver and workers both reach. Other columns are carried through.
        output: a folder that does not exist yet.
        partition_by: columns by which the output is laid in folders.

    Raises:
        ResultColumnTaken, ColumnOfWrongType, FactUnreadable: as named.
        SparkRefused: Spark gave up.
    """
    with finishing():
        table = _plain(spark.session.read.parquet(source))
        check_results(table.columns, rule_set)
        table.createOrReplaceTempView(TABLE)
        found = spark.session.sql(_asked(rule_set, dict(table.dtypes)).sql("spark")).persist()
        names = _names(table.columns, rule_set)
        open_ = found[f"`{UNDER}{CLOSE}`"] | found[f"`{UNDER}{MISFIT}`"]
        clear = found.where(~open_).select(*(f"`{name}`" for name in names))
        _write(clear, output, partition_by, mode="error")
        singly = 0
        for rows in _in_blocks(_decided(rule_set, _brought(found.where(open_)))):
            values = [tuple(row[name] for name in names) for row in rows]
            more = spark.session.createDataFrame(values, schema=clear.schema)
            _write(more, output, partition_by, mode="append")
            singly += len(rows)
        found.unpersist()
        written = spark.session.read.parquet(output)
        counts = {
            row["outcome"]: row["count"] for row in written.groupBy("outcome").count().collect()
        }
    return Evaluated(
        rows=sum(counts.values()),
        by_reference=singly,
        outcomes=counts,
        engine=spark.name,
        version=spark.version,
        warnings=tuple(warnings_on(table.columns, rule_set)),
    )


def _brought(open_rows: Table) -> Iterator[Any]:
    """The rows one after the other; the workers hand them over in parts that fit their memory."""
    parts = open_rows.count() // BLOCK + 1
    brought: Iterator[Any] = open_rows.repartition(parts).toLocalIterator()
    return brought


def _in_blocks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def _plain(table: Table) -> Table:
    """Numbers of single precision as the decimal of their shortest text."""
    for name, kind in table.dtypes:
        if kind == "float":
            table = table.withColumn(name, table[name].cast("string").cast("double"))
    return table


def _write(table: Table, output: str, partition_by: Sequence[str], *, mode: str) -> None:
    writer = table.write.mode(mode)
    (writer.partitionBy(*partition_by) if partition_by else writer).parquet(output)


def _names(columns: Sequence[str], rule_set: RuleSet) -> tuple[str, ...]:
    """The columns of the output in the order of ``evaluated_table.laid_out``."""
    first, last = _split(result_names(rule_set))
    ids = [name for name in columns if name == SUBJECT]
    return (*ids, *first, *(name for name in columns if name != SUBJECT), *last)


def _split(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    at = names.index("badge")
    return names[:at], names[at:]


def _asked(rule_set: RuleSet, kinds: Mapping[str, str]) -> exp.Select:
    """The query: facts made ready, the plan over them, the results shown and laid out."""
    forms = forms_of(rule_set, kinds)
    plan = lower(rule_set, forms)
    results = _needed(plan)
    kept = {name: f"k{place}" for place, name in enumerate(kinds)}
    facts: list[exp.Expr] = [aliased(column(name), alias) for name, alias in kept.items()]
    misfits: list[exp.Expr] = [exp.false()]
    for name, alias in inputs(plan).items():
        value, misfit = ready(rule_set.facts[name], forms[name], kinds.get(name, NOTHING))
        facts.append(aliased(value, alias))
        misfits.append(misfit)
    facts.append(aliased(call("COALESCE", exp.or_(*misfits), exp.false()), MISFIT))
    table = exp.select(*facts).from_(exp.to_table(TABLE)).subquery("ready")
    query = statement(
        plan, table=table, carried=(*kept.values(), MISFIT), results=results, dialect="spark"
    ).subquery("found")
    shown = [aliased(column(alias), name) for name, alias in kept.items()]
    shown += [
        aliased(_shown(column(alias), plan.results[name]), UNDER + name)
        for alias, name in zip(outputs(results), results, strict=True)
    ]
    shown.append(aliased(column(MISFIT), UNDER + MISFIT))
    inner = exp.select(*shown).from_(query).subquery("shown")
    laid = [aliased(value, name) for name, value in _laid_out(rule_set, plan).items()]
    own = [column(name) for name in kinds]
    return exp.select(*own, *laid, column(UNDER + CLOSE), column(UNDER + MISFIT)).from_(inner)


def _needed(plan: Plan) -> tuple[str, ...]:
    """The results that the output shows, and what says that a row is close."""
    return tuple(
        name for name in plan.results if name != CLOSE_OUTCOME and not name.startswith("holds_")
    )


def _laid_out(rule_set: RuleSet, plan: Plan) -> dict[str, exp.Expr]:
    """The added columns over the shown results; as ``evaluated_table.laid_out``."""
    found = {name: column(UNDER + name) for name in ("outcome", "reasons")}
    laid: dict[str, exp.Expr] = dict(found)
    for criterion in rule_set.criteria:
        name = criterion.name
        low, high, applies = (
            column(f"{UNDER}{part}")
            for part in (f"points_{name}_low", f"points_{name}_high", f"applies_{name}")
        )
        sure = exp.and_(applies, exp.EQ(this=low, expression=high))
        counts = call("COALESCE", applies.copy(), exp.true())
        laid[f"points_{name}"] = exp.Case().when(sure, low.copy())
        laid[f"points_{name}_low"] = exp.Case().when(counts, low.copy())
        laid[f"points_{name}_high"] = exp.Case().when(counts.copy(), high.copy())
    for name in ("total_low", "total_high", "decided_by", "possible", "missing"):
        if name in plan.results:
            laid[name] = column(UNDER + name)
    laid["route"] = _route()
    badge = exp.Case()
    for outcome in rule_set.outcomes:
        badge = badge.when(
            exp.EQ(this=column(UNDER + "outcome"), expression=exp.Literal.string(outcome.name)),
            exp.Literal.string(outcome.badge.zh),
        )
    return laid | {"badge": badge}


def _route() -> exp.Expr:
    by = column(UNDER + "decided_by")
    passed = exp.EQ(this=by, expression=exp.Literal.string("pass"))
    direct = call("STARTSWITH", by.copy(), exp.Literal.string("direct:"))
    found = exp.Case().when(passed, exp.Literal.string("score")).when(direct, by.copy())
    return found.else_(exp.Literal.string("none"))


def _shown(value: exp.Expr, result: Result) -> exp.Expr:
    """A result as ``shown`` shows it: names, doubles of so many decimals."""
    match result.kind:
        case "name":
            found = exp.Case()
            for place, name in enumerate(result.names):
                there = exp.EQ(this=value.copy(), expression=number(place, "bigint"))
                found = found.when(there, exp.Literal.string(name))
            return found
        case "decimal" if result.denominator:
            below = number(result.denominator, "double")
            return exp.Div(this=exp.cast(value, "double"), expression=below)
        case "decimal":
            million = number(10**PLACES, "double")
            half = exp.cast(exp.Literal.string("0.5"), "double")
            grown = exp.Mul(this=value, expression=million)
            above = call("FLOOR", exp.Add(this=grown, expression=half))
            return exp.Div(this=exp.cast(above, "double"), expression=million.copy())
        case _:
            return value


def _decided(rule_set: RuleSet, rows: Iterator[Any]) -> Iterator[dict[str, Any]]:
    """The rows with the results that ``evaluate`` gives, laid out."""
    for place, row in enumerate(rows, 1):
        cells = row.asDict()
        facts = {
            name: fact_of(cells[name], rule_set.facts[name], place)
            for name in rule_set.fact_names()
            if name in cells
        }
        found = pl.DataFrame([results_by_reference(rule_set, facts)])
        laid = laid_out(pl.DataFrame({"": [None]}), found, rule_set)
        yield cells | laid.row(0, named=True)
