"""The keyed chain over change sets: canonical rows, their digests, the head."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256

from django.conf import settings
from django.db import connection

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.tables import (
    RecordTable,
    canonical_converters,
    record_tables,
)

ROW_DIGEST_BYTES = 16
FETCH = 2_000
TABLES_ASKED = 200
"""Tables in one statement; SQLite joins at most 500 questions."""
MOST_IN_SQLITE = 60
"""Columns of one SQL function call: SQLite takes 127 arguments."""
Place = tuple[str, int, int]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Head:
    """The last link: kept off the machine, it shows a cut tail and a rebuilt chain."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


def head_row() -> ChangeSet | None:
    """The newest change set."""
    return ChangeSet.objects.defer("row_digests").order_by("-id").first()


def head() -> Head | None:
    """The head to print; ``None`` while nothing was ever written."""
    row = head_row()
    return Head(row.id, row.digest) if row else None


def row_digests_of(number: int) -> list[bytes]:
    """Digests of the history rows of one change set, by table and order of writing."""
    touched = _touched_tables(number)
    return [digest for _, _, digest in _digested(touched, number, number)]


def digested_rows(first: int, last: int) -> Iterator[tuple[int, Place, bytes]]:
    """``(change set, place, digest)`` of history rows, table after table.

    ``place`` is table, record key and history row; rows of one table come in order of writing,
    so that within a change set the order is canonical.
    """
    yield from _digested(record_tables(), first, last)


def _touched_tables(number: int) -> list[RecordTable]:
    """The tables of which a change set has history rows; few statements for many tables."""
    tables = record_tables()
    found: set[str] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(tables), TABLES_ASKED):
            asked = tables[start : start + TABLES_ASKED]
            parts = (
                f"SELECT '{table.name}' WHERE EXISTS"
                f" (SELECT 1 FROM {table.history} WHERE since = %s)"
                for table in asked
            )
            cursor.execute(" UNION ALL ".join(parts), [number] * len(asked))
            found.update(name for (name,) in cursor.fetchall())
    return [table for table in tables if table.name in found]


def _digested(
    tables: Sequence[RecordTable], first: int, last: int
) -> Iterator[tuple[int, Place, bytes]]:
    seed = blake2b(key=settings.AUDIT_KEY, digest_size=ROW_DIGEST_BYTES)
    for table in tables:
        of_table = seed.copy()
        of_table.update(table.name.encode())
        for since, key, hid, text in canonical_rows(table, first, last):
            digest = of_table.copy()
            digest.update(text.encode())
            yield since, (table.name, key, hid), digest.digest()


def digests_of_record(table: RecordTable, key: int, *, before: int) -> dict[int, bytes]:
    """History row → digest, of one record's versions older than a change set."""
    seed = blake2b(key=settings.AUDIT_KEY, digest_size=ROW_DIGEST_BYTES)
    seed.update(table.name.encode())
    found = {}
    for _, _, hid, text in canonical_rows(table, 1, before - 1, key=key):
        digest = seed.copy()
        digest.update(text.encode())
        found[hid] = digest.digest()
    return found


def canonical_rows(
    table: RecordTable, first: int, last: int, *, key: int | None = None
) -> Iterator[tuple[int, int, int, str]]:
    """``(change set, record key, history row, canonical text)`` of one table's history.

    The text is a compact JSON object of history row, change set, operation and every column that
    is not null, by name in order: the same on every database, and the same after a column has
    been added or dropped. SQLite writes it itself, which is several times faster; where a column
    needs Python (JSON with its keys in order), and on PostgreSQL, Python writes it.
    """
    columns = history_columns(table.history)
    where, params = "since BETWEEN %s AND %s", [first, last]
    if key is not None:
        where, params = f'{where} AND "{table.key}" = %s', [*params, key]
    if connection.vendor != "sqlite" or _has_json(table) or len(columns) > MOST_IN_SQLITE:
        yield from _written_by_python(table, columns, where, params)
        return
    flags = {c.name for c in table.columns if c.field.get_internal_type() == "BooleanField"}
    pairs = ", ".join(f"'{n}', {'+' if n in flags else ''}\"{n}\"" for n in columns)
    text = f"json_patch('{{}}', json_object({pairs}))"  # a merge patch leaves nulls out
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT since, "{table.key}", hid, {text} FROM {table.history}'
            f" WHERE {where} ORDER BY hid",
            params,
        )
        while rows := cursor.fetchmany(FETCH):
            yield from rows


def _written_by_python(
    table: RecordTable, columns: Sequence[str], where: str, params: Sequence[int]
) -> Iterator[tuple[int, int, int, str]]:
    by_name = {table.column_names[at]: convert for at, convert in canonical_converters(table)}
    converters = [by_name.get(name) for name in columns]
    quoted = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT since, "{table.key}", hid, {quoted} FROM {table.history}'
            f" WHERE {where} ORDER BY hid",
            list(params),
        )
        while rows := cursor.fetchmany(FETCH):
            for since, key, hid, *values in rows:
                said = {
                    name: convert(value) if convert else value
                    for name, convert, value in zip(columns, converters, values, strict=True)
                    if value is not None
                }
                yield since, key, hid, _encode(said)


@lru_cache(maxsize=256)
def history_columns(history: str) -> tuple[str, ...]:
    """Columns that a history table really has, dropped ones included; ``until`` changes later.

    Kept until the triggers are installed anew: each change set asks for every table.
    """
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, history)
    return tuple(sorted(column.name for column in described if column.name != "until"))


def _has_json(table: RecordTable) -> bool:
    return any(c.field.get_internal_type() == "JSONField" for c in table.columns)


def chain_digest(row: ChangeSet) -> str:
    """The keyed link: everything the change set says, its rows, and the link before."""
    moment = row.at.timestamp()
    said = [row.id, row.verb, f"{moment:.6f}", row.actor_key, row.actor_name, row.reason]
    said += [row.path, row.batch, row.undoes, row.row_count, row.previous_digest]
    mac = hmac.new(settings.AUDIT_KEY, _encode(said).encode(), sha256)
    mac.update(bytes(row.row_digests))
    return mac.hexdigest()
