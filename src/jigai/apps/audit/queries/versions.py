"""What a record was and who changed it: versions, differences, field-level merge."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from jigai.apps.audit.models import STILL_VALID, ChangeSet, Record
from jigai.apps.audit.tables import RecordTable, record_table

CHUNK = 500


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: the change set that made it and what it changed."""

    number: int
    at: datetime
    actor: str
    reason: str
    path: str
    verb: str
    operation: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    field: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """``values`` may be saved as they stand when ``conflicts`` is empty."""

    values: dict[str, Any]
    conflicts: tuple[Conflict, ...]


def version_of(record: Record) -> int:
    """The optimistic version of a record: number of the change set that last touched it."""
    table = record_table(record._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT since FROM {table.history} WHERE "{table.key}" = %s AND until = {STILL_VALID}',
            [record.pk],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def values_at(*, table: str, key: int, number: int) -> dict[str, Any] | None:
    """Column values of a record as after a change set; ``None`` if it was not there."""
    found = record_table(table)
    row = _fetch(found, "since <= %s AND until > %s AND operation <> 'D'", [number, number], key)
    return row[-1][1] if row else None


def held_since(*, table: str, key: int, column: str, value: str | int) -> datetime:
    """The moment since which a live record has held a value without a break."""
    found = record_table(table)
    history, name = found.history, f'"{found.key}"'
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT MIN(since) FROM {history} h WHERE h.{name} = %s AND since > COALESCE("
            f"(SELECT MAX(since) FROM {history} o WHERE o.{name} = h.{name}"
            f' AND o."{column}" <> %s), 0)',
            [key, value],
        )
        (number,) = cursor.fetchone()
    return ChangeSet.objects.values_list("at", flat=True).get(pk=number)


def merged(record: Record, *, base: int, mine: Mapping[str, Any]) -> Merge:
    """Join my edits, made on version ``base``, with what others saved since.

    Args:
        record: the record as it is now.
        base: version that my form showed.
        mine: my values by attribute name.

    A field that only one side changed takes that side's value; one that both changed
    differently is a conflict and keeps theirs until a person decides.
    """
    model = type(record)
    meta = model._meta
    then = values_at(table=meta.db_table, key=record.pk, number=base) or {}
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name, wanted in mine.items():
        field = meta.get_field(name)
        if not isinstance(field, models.Field):
            continue
        theirs = getattr(record, field.attname)
        was = field.to_python(then.get(str(field.column)))
        if wanted in (was, theirs):
            values[name] = theirs if wanted == was else wanted
        elif theirs == was:
            values[name] = wanted
        else:
            values[name] = theirs
            conflicts.append(Conflict(name, was, wanted, theirs))
    return Merge(values, tuple(conflicts))


def versions_of(*, table: str, key: int) -> list[VersionRow]:
    """The record's versions, newest first, each with the fields that it changed."""
    found = record_table(table)
    rows = _fetch(found, "true", [], key)
    sets = ChangeSet.objects.defer("row_digests").in_bulk([meta[0] for meta, _ in rows])
    versions, before = [], dict[str, Any]()
    for (number, operation), values in rows:
        made = sets[number]
        after: dict[str, Any] = {} if operation == "D" else values
        versions.append(
            VersionRow(
                number,
                made.at,
                made.actor_name,
                made.reason,
                made.path,
                made.verb,
                operation,
                field_changes(before, after),
            )
        )
        before = after
    return versions[::-1]


def field_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Which columns differ between two states of a record."""
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _fetch(
    table: RecordTable, condition: str, params: list[Any], key: int
) -> list[tuple[tuple[int, str], dict[str, Any]]]:
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT since, operation, {columns} FROM {table.history}"
            f' WHERE "{table.key}" = %s AND {condition} ORDER BY hid',
            [key, *params],
        )
        rows = cursor.fetchall()
    return [((r[0], r[1]), dict(zip(table.column_names, r[2:], strict=True))) for r in rows]


def later_editors(*, table: str, keys: Collection[int], number: int) -> dict[int, str]:
    """Who touched which of these records after a change set; one query for 500 keys."""
    found = record_table(table)
    wanted, editors = list(keys), dict[int, str]()
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(
                f'SELECT h."{found.key}", c.actor_name FROM {found.history} h'
                f" JOIN audit_changeset c ON c.id = h.since"
                f' WHERE h.since > %s AND h."{found.key}" IN ({marks}) ORDER BY h.since',
                [number, *chunk],
            )
            editors.update(cursor.fetchall())
    return editors


def present_versions(*, table: str, keys: Collection[int]) -> dict[int, int]:
    """The optimistic version of each of these records; one query for 500 keys."""
    found = record_table(table)
    wanted, versions = list(keys), dict[int, int]()
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(
                f'SELECT "{found.key}", since FROM {found.history}'
                f' WHERE until = {STILL_VALID} AND "{found.key}" IN ({marks})',
                chunk,
            )
            versions.update(cursor.fetchall())
    return versions
