"""The keyed chain over change sets: canonical rows, their digests, the head."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b, sha256

from django.conf import settings
from django.db import connection

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.tables import (
    Column,
    RecordTable,
    canonical_converters,
    record_tables,
)

ROW_DIGEST_BYTES = 16
FETCH = 2_000
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
    return [digest for _, _, digest in digested_rows(number, number)]


def digested_rows(first: int, last: int) -> Iterator[tuple[int, Place, bytes]]:
    """``(change set, place, digest)`` of history rows, table after table.

    ``place`` is table, record key and history row; rows of one table come in order of writing,
    so that within a change set the order is canonical.
    """
    seed = blake2b(key=settings.AUDIT_KEY, digest_size=ROW_DIGEST_BYTES)
    for table in record_tables():
        of_table = seed.copy()
        of_table.update(table.name.encode())
        for since, key, hid, text in canonical_rows(table, first, last):
            digest = of_table.copy()
            digest.update(text.encode())
            yield since, (table.name, key, hid), digest.digest()


def canonical_rows(
    table: RecordTable, first: int, last: int
) -> Iterator[tuple[int, int, int, str]]:
    """``(change set, record key, history row, canonical text)`` of one table's history.

    The text is a compact JSON array of history row, change set, operation and columns, the same
    on every database. SQLite writes it itself, which is several times faster; where a column
    needs Python (JSON with its keys in order), and on PostgreSQL, Python writes it.
    """
    rows_in_sqlite = connection.vendor == "sqlite" and not _has_json(table)
    columns = [_sqlite_form(column) for column in table.columns]
    if not rows_in_sqlite:
        yield from _written_by_python(table, first, last)
        return
    array = f"json_array(hid, since, operation, {', '.join(columns)})"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT since, "{table.key}", hid, {array} FROM {table.history}'
            " WHERE since BETWEEN %s AND %s ORDER BY hid",
            [first, last],
        )
        while rows := cursor.fetchmany(FETCH):
            yield from rows


def _written_by_python(
    table: RecordTable, first: int, last: int
) -> Iterator[tuple[int, int, int, str]]:
    converters = [(at + 3, convert) for at, convert in canonical_converters(table)]
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    key_at = table.column_names.index(table.key) + 3
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT hid, since, operation, {columns} FROM {table.history}"
            " WHERE since BETWEEN %s AND %s ORDER BY hid",
            [first, last],
        )
        while rows := cursor.fetchmany(FETCH):
            for fetched in rows:
                row = list(fetched)
                for at, convert in converters:
                    row[at] = convert(row[at])
                yield row[1], row[key_at], row[0], _encode(row)


def _has_json(table: RecordTable) -> bool:
    return any(c.field.get_internal_type() == "JSONField" for c in table.columns)


def _sqlite_form(column: Column) -> str:
    """SQLite keeps days, moments and flags as canonical text and number already."""
    kind = column.field.get_internal_type()
    return f'+"{column.name}"' if kind == "BooleanField" else f'"{column.name}"'


def chain_digest(row: ChangeSet) -> str:
    """The keyed link: everything the change set says, its rows, and the link before."""
    moment = row.at.timestamp()
    said = [row.id, row.verb, f"{moment:.6f}", row.actor_key, row.actor_name, row.reason]
    said += [row.path, row.batch, row.undoes, row.row_count, row.previous_digest]
    mac = hmac.new(settings.AUDIT_KEY, _encode(said).encode(), sha256)
    mac.update(bytes(row.row_digests))
    return mac.hexdigest()
