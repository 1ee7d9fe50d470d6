"""Many new records at once, several times faster than ``bulk_create``: one statement, run often.

``bulk_create`` writes SQL anew for every few dozen rows, since SQLite takes a thousand values a
statement. Here one prepared statement is run for each row. Triggers, constraints and history are
the same: they are the database's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, connections, models

from jigai.apps.audit.models import Record

R = TypeVar("R", bound=Record)
AS_IT_IS = frozenset(
    {"CharField", "TextField", "SlugField", "IntegerField", "BigIntegerField", "ForeignKey",
     "PositiveIntegerField", "PositiveSmallIntegerField", "SmallIntegerField", "OneToOneField"}
)  # fmt: skip
"""Kinds of fields whose values, text or whole numbers, go to the database unchanged."""
PLAIN = frozenset({str, int, type(None)})


def insert_many(records: Sequence[R]) -> None:
    """Insert records of one model; afterwards each carries its key.

    Must run inside ``writing``. The caller gives every value; fields that set themselves on
    saving do so here too.
    """
    if not records:
        return
    meta = type(records[0])._meta
    for record, key in zip(records, _keys(meta, len(records)), strict=True):
        record.pk = key
    fields = meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    rows = zip(*(_values(field, records) for field in fields), strict=True)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({places})', list(rows)
        )
    for record in records:
        record._state.adding = False
        record._state.db = connection.alias


def made(model: type[R], values: dict[str, Any]) -> R:
    """A record not yet saved; by place, since Django sets values by name four times slower."""
    return model(*[values[n] if n in values else default() for n, default in _defaults(model)])


@cache
def _defaults(model: type[models.Model]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    return tuple((f.attname, f.get_default) for f in model._meta.concrete_fields)


def _values(field: models.Field[Any, Any], records: Sequence[Record]) -> list[Any]:
    if field.pre_save.__func__ is not models.Field.pre_save:  # type: ignore[attr-defined]
        found = [field.pre_save(record, add=True) for record in records]
    else:
        found = list(map(attrgetter(field.attname), records))
    if field.get_internal_type() in AS_IT_IS and PLAIN.issuperset(map(type, found)):
        return found
    wrapper = connections[connection.alias]
    if field.get_internal_type() == "JSONField":  # its values have no hash
        return [field.get_db_prep_save(value, connection=wrapper) for value in found]
    prepared = {value: field.get_db_prep_save(value, connection=wrapper) for value in set(found)}
    return [prepared[value] for value in found]


def _keys(meta: Any, count: int) -> list[int]:
    """Keys that nobody else takes: there is one writer at a time, and the sequence moves on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{meta.db_table}"', meta.pk.column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [meta.db_table])
        last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + count))
