"""History record by record: what each change set of a choice did to each record of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.change_sets import (
    RecordChange,
    TableChange,
    records_of,
    with_names,
)
from jigai.apps.audit.tables import RecordTable, record_table, record_tables
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchTable(NotFound):
    code = "audit.no_such_table"
    message = Sentence("没有“{table}”这种记录。", "There are no records “{table}”.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in one change set: who, when, why, through which path, before and after."""

    number: int
    at: datetime
    actor: str
    reason: str
    path: str
    verb: str
    record: RecordChange


def entry_count(chosen: QuerySet[ChangeSet], *, table: str) -> int:
    """How many records of a table the chosen change sets touched, each once a change set.

    Raises:
        NoSuchTable: as named.
    """
    found, (inner, params) = _table(table), _numbers(chosen)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM (SELECT 1 FROM {found.history} WHERE since IN ({inner})"
            f' GROUP BY since, "{found.key}") e',
            params,
        )
        return int(cursor.fetchone()[0])


def entries(
    chosen: QuerySet[ChangeSet], *, table: str, page: int = 1, size: int = 50
) -> list[Entry]:
    """One page of entries, the newest change set first; a fixed number of queries.

    Raises:
        NoSuchTable: as named.
    """
    found, (inner, params) = _table(table), _numbers(chosen)
    key = f'"{found.key}"'
    columns = ", ".join(f'h."{name}"' for name in found.column_names)
    before = ", ".join(f'b."{name}"' for name in found.column_names)
    sql = f"""
        SELECT h.since, h.operation, h.{key}, {columns}, {before} FROM {found.history} h
        LEFT JOIN {found.history} b ON b.hid = (SELECT MAX(p.hid) FROM {found.history} p
          WHERE p.{key} = h.{key} AND p.since < h.since AND p.operation <> 'D')
        WHERE h.hid IN (SELECT MAX(hid) FROM {found.history} WHERE since IN ({inner})
          GROUP BY since, {key} ORDER BY since DESC, {key} LIMIT %s OFFSET %s)
        ORDER BY h.since DESC, h.{key}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, size, (page - 1) * size])
        rows = cursor.fetchall()
    records = tuple(records_of(found, (row[1:] for row in rows)))
    (named,) = with_names([TableChange(found.name, len(records), records)])
    made = ChangeSet.objects.defer("row_digests").in_bulk({row[0] for row in rows})
    return [_entry(made[row[0]], record) for row, record in zip(rows, named.records, strict=True)]


def _entry(made: ChangeSet, record: RecordChange) -> Entry:
    return Entry(made.id, made.at, made.actor_name, made.reason, made.path, made.verb, record)


def _table(name: str) -> RecordTable:
    try:
        return record_table(name)
    except KeyError:
        known = ", ".join(table.name for table in record_tables())
        raise NoSuchTable(table=name, known=known) from None


def _numbers(chosen: QuerySet[ChangeSet]) -> tuple[str, list[Any]]:
    sql, params = chosen.order_by().values("id").query.sql_with_params()
    return sql, list(params)
