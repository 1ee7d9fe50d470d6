"""The keyed chain over change sets: canonical rows, their digests, the head."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import Any

from django.conf import settings
from django.db import connection

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.tables import RecordTable, canonical_converters, record_tables

ROW_DIGEST_BYTES = 16
FETCH = 2_000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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


def digested_rows(first: int, last: int) -> Iterator[tuple[int, str, bytes]]:
    """``(change set, place, digest)`` of history rows, table after table.

    ``place`` is ``<table>#<record> (<history row>)``; rows of one table come in order of
    writing, so that within a change set the order is canonical.
    """
    key = settings.AUDIT_KEY
    for table in record_tables():
        place = f"{table.name}#"
        key_at = table.column_names.index(table.key) + 3
        for row in _history_rows(table, first, last):
            text = _encode([table.name, *row])
            digest = blake2b(text.encode(), key=key, digest_size=ROW_DIGEST_BYTES).digest()
            yield row[1], f"{place}{row[key_at]} ({row[0]})", digest


def _history_rows(table: RecordTable, first: int, last: int) -> Iterator[list[Any]]:
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    converters = [(at + 3, convert) for at, convert in canonical_converters(table)]
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
                yield row


def chain_digest(row: ChangeSet) -> str:
    """The keyed link: everything the change set says, its rows, and the link before."""
    moment = row.at.timestamp()
    said = [row.id, row.verb, f"{moment:.6f}", row.actor_key, row.actor_name, row.reason]
    said += [row.path, row.batch, row.undoes, row.row_count, row.previous_digest]
    mac = hmac.new(settings.AUDIT_KEY, _encode(said).encode(), sha256)
    mac.update(bytes(row.row_digests))
    return mac.hexdigest()
