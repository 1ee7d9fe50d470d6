"""Measure what history costs: the same rows written bare and with history, audit and chain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from jigai.apps.audit.models import Record
from jigai.apps.audit.tables import record_table
from jigai.apps.audit.triggers import postgresql, sqlite
from jigai.apps.audit.writing import writing
from jigai.domain.change import Actor, Change, Path

BATCH = 1_000
"""Rows of one ``bulk_create`` batch, bare and kept alike."""


@dataclass(frozen=True, slots=True)
class HistoryCost:
    """Seconds, and the ratio in the same run; medians over the repeats."""

    vendor: str
    rows: int
    columns: int
    bare_create_s: float
    kept_create_s: float
    create_ratio: float
    bare_update_s: float
    kept_update_s: float

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def measure_history(
    *,
    model: type[Record],
    make_rows: Callable[[int], list[Record]],
    edit: dict[str, Any],
    rows: int,
    repeats: int,
    at: datetime,
) -> HistoryCost:
    """Write and edit ``rows`` records bare and kept, in turn, and take everything back.

    Args:
        model: the business table to write.
        make_rows: builds that many unsaved records; not part of the time.
        edit: one ``update()`` over all rows.
        rows: how many records.
        repeats: how many times each is measured.
        at: moment of the change sets; all is rolled back.
    """
    change = Change(Actor("system:bench", "bench"), "bench", at, Path.CLI)
    times: dict[str, list[float]] = {"bc": [], "kc": [], "bu": [], "ku": []}
    for _ in range(repeats):
        with _rolled_back(), _without_triggers(model):
            times["bc"].append(_create(model, make_rows(rows)))
            times["bu"].append(_timed(lambda: model._default_manager.update(**edit)))
        with _rolled_back():
            made = make_rows(rows)
            times["kc"].append(_timed(partial(_kept_create, model, made, change)))
            times["ku"].append(_timed(lambda: _kept_update(model, edit, change)))
    bare, kept = median(times["bc"]), median(times["kc"])
    ratios = [k / b for k, b in zip(times["kc"], times["bc"], strict=True)]
    return HistoryCost(
        connection.vendor,
        rows,
        len(model._meta.concrete_fields),
        round(bare, 3),
        round(kept, 3),
        round(median(ratios), 3),
        round(median(times["bu"]), 3),
        round(median(times["ku"]), 3),
    )


def bare_create(model: type[Record]) -> tuple[float, int]:
    """Seconds of bare ``bulk_create`` of all records of a table into a bare copy of it; how many.

    The copy has no index, constraint, trigger or history, and is gone afterwards.
    """
    made = list(model._default_manager.all())
    table = model._meta.db_table
    copy = f"bench_{table}"
    with _rolled_back():
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE TEMPORARY TABLE {copy} AS SELECT * FROM "{table}" LIMIT 0')
        model._meta.db_table = copy
        try:
            return _create(model, made), len(made)
        finally:
            model._meta.db_table = table


def _create(model: type[Record], made: list[Record]) -> float:
    return _timed(lambda: model._default_manager.bulk_create(made, batch_size=BATCH))


def _kept_create(model: type[Record], made: list[Record], change: Change) -> None:
    with writing("bench.created", change):
        model._default_manager.bulk_create(made, batch_size=BATCH)


def _kept_update(model: type[Record], edit: dict[str, Any], change: Change) -> None:
    with writing("bench.edited", change):
        model._default_manager.update(**edit)


def _timed(act: Callable[[], Any]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _without_triggers(model: type[Record]) -> Iterator[None]:
    """The bare floor: the same table without its triggers, inside a transaction taken back."""
    table = record_table(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, (owner, _) in postgresql.trigger_definitions(table).items():
                cursor.execute(f"DROP TRIGGER {name} ON {owner}")
        else:
            for name in sqlite.trigger_bodies(table):
                cursor.execute(f"DROP TRIGGER {name}")
    yield
