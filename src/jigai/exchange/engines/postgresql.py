"""PostgreSQL in place: the facts copied into a temporary table, the rule worked out as one query.

Nothing is left behind: the table belongs to the transaction, which is rolled back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import polars as pl
import psycopg
from psycopg import sql
from sqlglot import exp

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.engines.sql import TYPES, family_of, inputs, outputs, statement

if TYPE_CHECKING:
    from jigai.domain.columns.nodes import Family
    from jigai.domain.columns.plan import Plan
    from jigai.domain.rules.rule_set import RuleSet

KEY = "row"
TABLE = "jigai_facts"
SLICE = 500_000
"""Rows that are copied and answered at a time."""
Connection = psycopg.Connection[tuple[Any, ...]]
READ: dict[Family, Any] = {
    "whole": pl.Int64,
    "real": pl.Float64,
    "truth": pl.String,
    "text": pl.String,
}


class NoDatabase(Refusal):
    code = "engines.no_database"
    message = Sentence("没有指明 PostgreSQL 数据库。", "No PostgreSQL database is named.")
    remedy = Sentence(
        "请用 --database postgresql://…，或设置 JIGAI_DATABASE_URL。",
        "Give --database postgresql://… or set JIGAI_DATABASE_URL.",
    )


class DatabaseUnreachable(Refusal):
    code = "engines.database_unreachable"
    message = Sentence("连不上数据库：{fault}", "The database cannot be reached: {fault}")
    remedy = Sentence("请检查地址、账号和网络。", "Check address, account and network.")


class DatabaseRefused(Refusal):
    code = "engines.database_refused"
    message = Sentence("数据库没有算完：{fault}", "The database did not finish: {fault}")
    remedy = Sentence("可改用 --engine embedded。", "Use --engine embedded instead.")


class Postgresql:
    """A PostgreSQL server; one connection for one run."""

    name = "postgresql"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.version = f"PostgreSQL {connection.info.parameter_status('server_version')}"

    def compute(
        self, rule_set: RuleSet, plan: Plan, facts: pl.DataFrame, results: Sequence[str]
    ) -> pl.DataFrame:
        """As ``Engine.compute``.

        Raises:
            DatabaseRefused: it did not finish.
        """
        families = {name: family_of(rule_set.facts[name]) for name in plan.facts}
        families |= {name: "real" for name, form in plan.numbers.items() if form.is_double}
        named = inputs(plan)
        query = statement(
            plan, table=exp.to_table(TABLE), carried=(KEY,), results=results, dialect="postgres"
        ).sql("postgres")
        table = _table(named, families)
        aliases = dict(zip(outputs(results), results, strict=True))
        kinds = {alias: kind_of(plan, name) for alias, name in aliases.items()}
        try:
            parts = [
                _slice(self.connection, _keyed(part, named), table, query)
                for part in facts.iter_slices(SLICE)
            ]
        except psycopg.Error as fault:
            raise DatabaseRefused(fault=_said(fault)) from None
        frames = [_read(part, kinds) for part in parts] or [_read(b"", kinds)]
        return pl.concat(frames).rename(aliases)


@contextmanager
def postgresql(url: str) -> Iterator[Postgresql]:
    """The engine on the server of an address, for one run.

    Raises:
        NoDatabase, DatabaseUnreachable: as named.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise NoDatabase
    try:
        connection: Connection = psycopg.connect(url, options="-c jit=off -c TimeZone=UTC")
    except psycopg.Error as fault:
        raise DatabaseUnreachable(fault=_said(fault)) from None
    with closing(connection):
        yield Postgresql(connection)


def kind_of(plan: Plan, name: str) -> Family:
    """The family of a result's values."""
    result = plan.results[name]
    match result.kind:
        case "truth":
            return "truth"
        case "words":
            return "text"
        case "name":
            return "whole"
        case "decimal":
            return "whole" if result.denominator else "real"


def _table(named: dict[str, str], families: dict[str, Family]) -> str:
    columns = [(KEY, "bigint"), *((named[name], TYPES[families[name]]) for name in named)]
    defined = [
        exp.ColumnDef(this=exp.to_identifier(name, quoted=True), kind=exp.DataType.build(kind))
        for name, kind in columns
    ]
    properties = exp.Properties(expressions=[exp.TemporaryProperty()])
    schema = exp.Schema(this=exp.to_table(TABLE), expressions=defined)
    return exp.Create(this=schema, kind="TABLE", properties=properties).sql("postgres")


def _keyed(facts: pl.DataFrame, named: dict[str, str]) -> pl.DataFrame:
    columns = [pl.col(name).alias(alias) for name, alias in named.items()]
    return facts.with_row_index(KEY).select(KEY, *columns)


def _slice(connection: Connection, facts: pl.DataFrame, table: str, query: str) -> bytes:
    """Copy in, work out, copy out; nothing stays."""
    into = sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(sql.Identifier(TABLE))
    out = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(sql.SQL(query))
    answer = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.execute(table.encode())
        with cursor.copy(into) as copy:
            copy.write(facts.write_csv(include_header=False).encode())
        with cursor.copy(out) as copy:
            for block in copy:
                answer.write(block)
    connection.rollback()
    return answer.getvalue()


def _read(answer: bytes, kinds: dict[str, Family]) -> pl.DataFrame:
    schema = {KEY: pl.Int64, **{alias: READ[kind] for alias, kind in kinds.items()}}
    if not answer:
        found = pl.DataFrame(schema=schema)
    else:
        found = pl.read_csv(io.BytesIO(answer), has_header=False, schema=schema)
    return found.sort(KEY).select(
        *(_typed(alias, kind) for alias, kind in kinds.items()),
    )


def _typed(alias: str, kind: Family) -> pl.Expr:
    match kind:
        case "truth":
            return pl.col(alias) == "t"
        case "text":
            return pl.col(alias).fill_null("")
        case _:
            return pl.col(alias)


def _said(fault: psycopg.Error) -> str:
    return str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
