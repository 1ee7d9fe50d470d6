"""Which records change sets touched, with one column of each as history kept it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.tables import record_table

CHUNK = 500


def touched_values(*, numbers: Sequence[int], table: str, column: str) -> dict[int, Any]:
    """Key → the column's value, of every record of a table that the change sets touched.

    A deleted record is among them, with the value that it had.
    """
    return dict(_column(table, column, by="since", values=numbers))


def values_of(*, keys: Sequence[int], table: str, column: str) -> dict[int, Any]:
    """Key → the column's last value, also of records that are deleted by now."""
    return dict(_column(table, column, by=record_table(table).key, values=keys))


def undone_since(moment: Any) -> list[int]:
    """Numbers of the change sets since a moment that took others back."""
    found = ChangeSet.objects.filter(at__gte=moment, undoes__isnull=False)
    return list(found.values_list("id", flat=True))


def _column(table: str, column: str, *, by: str, values: Sequence[int]) -> Iterator[Any]:
    found = record_table(table)
    with connection.cursor() as cursor:
        for start in range(0, len(values), CHUNK):
            part = values[start : start + CHUNK]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(
                f'SELECT "{found.key}", "{column}" FROM {found.history}'
                f' WHERE "{by}" IN ({marks}) ORDER BY hid',
                list(part),
            )
            yield from cursor.fetchall()
