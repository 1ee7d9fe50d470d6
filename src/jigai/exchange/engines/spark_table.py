"""A rule set over Parquet on a cluster: read, worked out and written by the workers.

Numbers become whole numbers of their last place by expressions of sqlglot too. Rows that are close
or do not fit are brought to the driver, decided by ``evaluate`` and added to the output.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from jigai.domain.columns.plan import CLOSE, PLACES
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.sentence import Sentence
from jigai.exchange.engines.reference import Shown, results_by_reference
from jigai.exchange.engines.spark import TABLE, Spark, finishing
from jigai.exchange.engines.sql import aliased, call, column, inputs, outputs, statement

if TYPE_CHECKING:
    from jigai.domain.columns.plan import FactColumn, Plan, Result
    from jigai.domain.rules.rule_set import RuleSet

WHOLE = frozenset({"tinyint", "smallint", "int", "bigint"})
REAL = frozenset({"float", "double"})
MISFIT = "misfit"
WHOLE_REALS = 2**53
MOST_DIGITS = 30
"""Decimals of more digits are left to ``evaluate``: their product need not fit 38."""


class ColumnOfWrongType(Refusal):
    code = "engines.column_of_wrong_type"
    message = Sentence(
        "“{column}”列的类型是 {kind}，应为{expected}。",
        "Column “{column}” is of type {kind}; {expected} is expected.",
    )


EXPECTED = {
    FactType.NUMBER: Sentence("数字", "a number"),
    FactType.FLAG: Sentence("布尔值", "boolean"),
    FactType.CHOICE: Sentence("文字", "text"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What a run on the cluster came to: rows written, and those of them ``evaluate`` decided."""

    rows: int
    decided_singly: int


def evaluate_parquet(
    spark: Spark,
    rule_set: RuleSet,
    plan: Plan,
    *,
    source: str,
    output: str,
    results: Sequence[str],
    partition_by: Sequence[str] = (),
) -> Done:
    """Write the results of a rule set over Parquet as Parquet.

    Args:
        source: a file or a folder of files, partitioned by folders or not; a path or an address
            that driver and workers both reach. Columns that name no fact are carried through.
        output: a folder that does not exist yet.
        results: names of the plan's results, shown as the other engines show them.
        partition_by: columns carried through by which the output is laid in folders.

    Raises:
        ColumnOfWrongType: a fact's column holds values of another type.
        SparkRefused: Spark gave up.
    """
    with finishing():
        table = spark.session.read.parquet(source)
        kinds = dict(table.dtypes)
        carried = [name for name in table.columns if name not in rule_set.facts]
        table.createOrReplaceTempView(TABLE)
        asked = _asked(rule_set, plan, kinds, results)
        found = spark.session.sql(asked.sql("spark"))
        singly = found.where(found[CLOSE] | found[MISFIT])
        columns = [*carried, *results]
        rows = list(_decided(rule_set, plan, results, singly.toLocalIterator()))
        clear = found.where(~(found[CLOSE] | found[MISFIT]))
        written = clear.select(*columns)
        _write(written, output, partition_by, mode="error")
        if rows:
            named = [tuple(row[name] for name in columns) for row in rows]
            more = spark.session.createDataFrame(named, schema=written.schema)
            _write(more, output, partition_by, mode="append")
        total = spark.session.read.parquet(output).count()
    return Done(total, len(rows))


def _write(table: Any, output: str, partition_by: Sequence[str], *, mode: str) -> None:
    writer = table.write.mode(mode)
    (writer.partitionBy(*partition_by) if partition_by else writer).parquet(output)


def _asked(
    rule_set: RuleSet, plan: Plan, kinds: dict[str, str], results: Sequence[str]
) -> exp.Select:
    """The query: facts made ready, the plan over them, the results shown."""
    named = inputs(plan)
    misfits: list[exp.Expr] = [exp.false()]
    ready: list[exp.Expr] = [aliased(column(name), f"k{n}") for n, name in enumerate(kinds)]
    for fact, alias in named.items():
        value, misfit = _ready(rule_set, plan, fact, kinds.get(fact))
        ready.append(aliased(value, alias))
        misfits.append(misfit)
    ready.append(aliased(call("COALESCE", exp.or_(*misfits), exp.false()), MISFIT))
    table = exp.select(*ready).from_(exp.to_table(TABLE)).subquery("ready")
    kept = [f"k{n}" for n, _ in enumerate(kinds)]
    asked = [*results, *([] if CLOSE in results else [CLOSE])]
    query = statement(
        plan, table=table, carried=(*kept, MISFIT), results=asked, dialect="spark"
    ).subquery("found")
    shown = [aliased(column(alias), name) for alias, name in zip(kept, kinds, strict=True)]
    shown += [
        aliased(_shown(column(alias), plan.results[name]), name)
        for alias, name in zip(outputs(asked), asked, strict=True)
    ]
    return exp.select(*shown, column(MISFIT)).from_(query)


def _ready(rule_set: RuleSet, plan: Plan, name: str, kind: str | None) -> tuple[exp.Expr, exp.Expr]:
    """A fact as the plan wants it, and whether the value does not fit that."""
    declared = rule_set.facts[name]
    families = {FactType.NUMBER: "bigint", FactType.FLAG: "boolean", FactType.CHOICE: "string"}
    if kind is None or kind == "void":
        return exp.cast(exp.null(), families[declared.type]), exp.false()
    value = column(name)
    match declared.type:
        case FactType.NUMBER if kind in WHOLE:
            return _whole(value, plan.numbers[name])
        case FactType.NUMBER if kind in REAL:
            return _real(value, plan.numbers[name])
        case FactType.NUMBER if kind.startswith("decimal("):
            return _decimal(value, plan.numbers[name], kind)
        case FactType.FLAG if kind == "boolean":
            return value, exp.false()
        case FactType.CHOICE if kind == "string":
            choices = [exp.Literal.string(choice) for choice, _ in declared.choices]
            known = exp.In(this=value, expressions=choices)
            return exp.Case().when(known, column(name)), exp.Not(this=exp.Paren(this=known.copy()))
    raise ColumnOfWrongType(column=name, kind=kind, expected=EXPECTED[declared.type])


def _within(value: exp.Expr, form: FactColumn) -> exp.Expr:
    limit = form.bound // 10**form.decimals
    return exp.Between(
        this=value, low=_number(-limit, "decimal(38,0)"), high=_number(limit, "decimal(38,0)")
    )


def _number(value: int, kind: str) -> exp.Expr:
    return exp.cast(exp.Literal.string(str(value)), kind)


def _chosen(fits: exp.Expr, value: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    misfit = exp.Not(this=exp.Paren(this=fits.copy()))
    return exp.Case().when(fits, value), misfit


def _whole(value: exp.Expr, form: FactColumn) -> tuple[exp.Expr, exp.Expr]:
    scaled = exp.Mul(this=exp.cast(value, "bigint"), expression=_number(_scale(form), "bigint"))
    return _chosen(_within(value.copy(), form), exp.Paren(this=scaled))


def _scale(form: FactColumn) -> int:
    return int(10**form.decimals)


def _decimal(value: exp.Expr, form: FactColumn, kind: str) -> tuple[exp.Expr, exp.Expr]:
    digits, places = (int(part) for part in kind[len("decimal(") : -1].split(","))
    if digits > MOST_DIGITS:
        return exp.cast(exp.null(), "bigint"), exp.Not(
            this=exp.Is(this=value, expression=exp.null())
        )
    scale = _number(_scale(form), f"decimal({form.decimals + 1},0)")
    scaled = exp.Paren(this=exp.Mul(this=value, expression=scale))
    fits = _within(value.copy(), form)
    if places > form.decimals:
        fits = exp.and_(fits, exp.EQ(this=scaled.copy(), expression=call("FLOOR", scaled.copy())))
    return _chosen(fits, exp.cast(scaled, "bigint"))


def _real(value: exp.Expr, form: FactColumn) -> tuple[exp.Expr, exp.Expr]:
    """A double that is the one nearest to a decimal of so many places stands for that decimal."""
    real = exp.cast(value, "double")
    known = call("NULLIF", real, exp.cast(exp.Literal.string("NaN"), "double"))
    scale = _number(_scale(form), "double")
    nearest = call("RINT", exp.Mul(this=known.copy(), expression=scale.copy()))
    limit = min(form.bound, WHOLE_REALS - 1)
    near = exp.Between(
        this=nearest.copy(), low=_number(-limit, "double"), high=_number(limit, "double")
    )
    same = exp.EQ(this=exp.Div(this=nearest.copy(), expression=scale.copy()), expression=known)
    return _chosen(exp.and_(near, same), exp.cast(nearest, "bigint"))


def _shown(value: exp.Expr, result: Result) -> exp.Expr:
    """A result as the other engines show it: names, doubles of so many decimals."""
    match result.kind:
        case "name":
            found = exp.Case()
            for number, name in enumerate(result.names):
                there = exp.EQ(this=value.copy(), expression=_number(number, "bigint"))
                found = found.when(there, exp.Literal.string(name))
            return found
        case "decimal" if result.denominator:
            below = _number(result.denominator, "double")
            return exp.Div(this=exp.cast(value, "double"), expression=below)
        case "decimal":
            million = _number(10**PLACES, "double")
            half = exp.cast(exp.Literal.string("0.5"), "double")
            grown = exp.Mul(this=value, expression=million)
            above = call("FLOOR", exp.Add(this=grown, expression=half))
            return exp.Div(this=exp.cast(above, "double"), expression=million.copy())
        case _:
            return value


def _decided(
    rule_set: RuleSet, plan: Plan, results: Sequence[str], rows: Iterator[Any]
) -> Iterator[dict[str, Shown]]:
    """The rows with the results that ``evaluate`` gives."""
    for row in rows:
        cells = row.asDict()
        facts = {name: Fact(_exact(cells.get(name))) for name in plan.facts}
        found = results_by_reference(rule_set, facts)
        yield {**cells, **{name: found[name] for name in results}}


def _exact(value: Any) -> Any:
    """A value of a row as a fact has it; a double as its shortest decimal."""
    if isinstance(value, float):
        return None if value != value else Decimal(repr(value))  # noqa: PLR0124 - NaN is unknown
    return value
