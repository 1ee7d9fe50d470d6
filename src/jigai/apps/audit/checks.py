"""System check: every business table has its history and the triggers of its model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from jigai.apps.audit.tables import RecordTable, record_tables, unlisted_tables
from jigai.apps.audit.triggers import sqlite


def history_is_in_step(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Find business tables without triggers, or with triggers of an older model."""
    found: list[CheckMessage] = [
        Error(f"{name} is neither a business record nor excused by name", id="audit.E001")
        for name in unlisted_tables()
    ]
    if not databases or "default" not in databases:
        return found
    with connections["default"].cursor() as cursor:
        present = set(connections["default"].introspection.table_names(cursor))
        vendor = connections["default"].vendor
        for table in record_tables():
            if table.name in present and not _in_step(cursor, vendor, table):
                hint = "run jigai setup, which migrates and writes the triggers anew"
                found.append(
                    Error(
                        f"{table.name}: history triggers differ from the model",
                        hint=hint,
                        id="audit.E002",
                    )
                )
    return found


def _in_step(cursor: Any, vendor: str, table: RecordTable) -> bool:
    if vendor == "postgresql":
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid IN (to_regclass(%s), to_regclass(%s))",
            [table.name, table.history],
        )
        return len(cursor.fetchall()) >= len(sqlite.trigger_bodies(table)) - 1
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    kept = dict(cursor.fetchall())
    return all(
        kept.get(name) == f"CREATE TRIGGER {name} {body}"
        for name, body in sqlite.trigger_bodies(table).items()
    )
