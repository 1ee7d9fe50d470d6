"""Which records are their owner's reading alone as they stand now, whatever they once were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from jigai.apps.audit.queries.touched import touched_values
from jigai.apps.audit.tables import RecordTable

CHUNK = 500


def private_now(table: RecordTable, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Key → columns of those of the records that are private by their last state.

    A deleted record counts by the state in which it went. Tables whose rows do not decide for
    themselves cost no query.
    """
    if "is_private_row" not in vars(table.model):
        return {}
    last = (
        f"hid IN (SELECT MAX(hid) FROM {table.history}"
        f' WHERE "{table.key}" IN ({{marks}}) GROUP BY "{table.key}")'
    )
    return _private(table, last, keys)


def private_touched(table: RecordTable, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Key → columns of the touched records that were private before or after, or are so now."""
    touched = touched_values(numbers=numbers, table=table.name, column=table.key)
    found = private_now(table, sorted(touched))
    for moment in ("since", "until"):
        found = _private(table, f"{moment} IN ({{marks}})", numbers) | found
    return found


def _private(table: RecordTable, condition: str, given: Sequence[int]) -> dict[int, dict[str, Any]]:
    names = table.column_names
    columns = ", ".join(f'"{name}"' for name in names)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(given), CHUNK):
        part = given[start : start + CHUNK]
        where = condition.format(marks=", ".join(["%s"] * len(part)))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table.history} WHERE {where}", list(part))
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        found |= {row[table.key]: row for row in rows if table.model.is_private_row(row)}
    return found
