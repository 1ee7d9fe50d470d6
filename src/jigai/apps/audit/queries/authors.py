"""Who entered a record, when and through which path: the source of what a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from jigai.apps.audit.models import STILL_VALID, ChangeSet
from jigai.apps.audit.tables import record_table

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Entered:
    """The change set that a record's present state comes from."""

    number: int
    by_key: str
    by: str
    at: datetime
    path: str


def entered_by(*, table: str, keys: Sequence[int]) -> dict[int, Entered]:
    """Key → who last wrote the record; two queries for each 500 keys."""
    found = record_table(table)
    made: dict[int, int] = {}
    for start in range(0, len(keys), CHUNK):
        part = list(keys[start : start + CHUNK])
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{found.key}", since FROM {found.history}'
                f' WHERE until = {STILL_VALID} AND "{found.key}" IN ({marks})',
                part,
            )
            made |= dict(cursor.fetchall())
    sets = ChangeSet.objects.defer("row_digests").in_bulk(set(made.values()))
    return {
        key: Entered(number, sets[number].actor_key, sets[number].actor_name, sets[number].at,
                     sets[number].path)
        for key, number in made.items()
        if number in sets
    }  # fmt: skip


def creators(*, table: str, keys: Sequence[int]) -> dict[int, str]:
    """Key → ``user:<id>`` or program that made the record; one query for each 500 keys."""
    found = record_table(table)
    made: dict[int, int] = {}
    for start in range(0, len(keys), CHUNK):
        part = list(keys[start : start + CHUNK])
        marks = ", ".join(["%s"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{found.key}", MIN(since) FROM {found.history}'
                f' WHERE "{found.key}" IN ({marks}) GROUP BY "{found.key}"',
                part,
            )
            made |= dict(cursor.fetchall())
    keys_of = dict(
        ChangeSet.objects.filter(pk__in=set(made.values())).values_list("pk", "actor_key")
    )
    return {key: keys_of[number] for key, number in made.items() if number in keys_of}
