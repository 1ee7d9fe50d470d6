"""History tables and triggers, generated from the models for the database in use."""

from __future__ import annotations

from django.db import connection

from jigai.apps.audit.tables import record_tables
from jigai.apps.audit.triggers import postgresql, sqlite


def statements() -> list[str]:
    """Every statement that brings history tables and triggers in step with the models."""
    dialect = postgresql if connection.vendor == "postgresql" else sqlite
    made = list(dialect.foundation())
    for table in record_tables():
        made += dialect.history_table(table, existing=_existing_columns(table.history))
        made += dialect.triggers(table)
    return made


def install() -> None:
    """Bring the database in step; run after each migration."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def _existing_columns(name: str) -> frozenset[str] | None:
    with connection.cursor() as cursor:
        if name not in connection.introspection.table_names(cursor):
            return None
        described = connection.introspection.get_table_description(cursor, name)
    return frozenset(column.name for column in described)
