"""History tables and triggers, generated from the models for the database in use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import ModuleType

from django.db import connection

from jigai.apps.audit.chain import history_columns
from jigai.apps.audit.tables import RecordTable, record_tables
from jigai.apps.audit.triggers import postgresql, sqlite
from jigai.apps.audit.triggers.history_table import history_table
from jigai.apps.audit.writing import writing
from jigai.domain.change import Actor, Change, Path

MIGRATION = Actor("system:migration", "系统升级")


def install(*, at: datetime) -> None:
    """Bring history tables and triggers in step with the models; run after each migration.

    A column that the model has gained gets its present values into a new version of each live
    record, in a change set of its own, so that history and register keep agreeing.

    Args:
        at: moment of that change set.
    """
    dialect = postgresql if connection.vendor == "postgresql" else sqlite
    _run(dialect.foundation())
    gaining = [table for table in record_tables() if _in_step(table, dialect)]
    for table in gaining:
        _keep_anew(table, at)
        _run(dialect.triggers(table))


def _in_step(table: RecordTable, dialect: ModuleType) -> bool:
    """Make a table's history and triggers; whether a column was gained by one that was there.

    Every history stands before the first change set is written: closing it reads all of them.
    """
    existing = _existing_columns(table.history)
    gained = existing is not None and not existing.issuperset(table.column_names)
    _run(history_table(table, existing=existing))
    history_columns.cache_clear()
    _run(dialect.triggers(table, every_update=gained))
    return gained


def _keep_anew(table: RecordTable, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table.name}" LIMIT 1')
        if cursor.fetchone() is None:
            return
        change = Change(MIGRATION, f"{table.name}增加栏目", at, Path.SETUP)
        with writing("columns.added", change):
            cursor.execute(f'UPDATE "{table.name}" SET "{table.key}" = "{table.key}"')


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _existing_columns(name: str) -> frozenset[str] | None:
    with connection.cursor() as cursor:
        if name not in connection.introspection.table_names(cursor):
            return None
        described = connection.introspection.get_table_description(cursor, name)
    return frozenset(column.name for column in described)
