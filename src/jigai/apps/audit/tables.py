"""Which tables are business records, and their columns as history keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain
from uuid import UUID

from django.apps import apps
from django.db import models

from jigai.apps.audit.models import Record

NOT_BUSINESS: dict[str, str] = {
    "audit_changeset": "is the history itself, guarded by its own triggers",
    "audit_currentchange": "one row of SQLite's own bookkeeping",
    "django_session": "sessions come and go with log-ins",
    "django_migrations": "Django's own bookkeeping of the schema",
    "django_content_type": "generated from the code",
    "auth_permission": "generated from the code",
    "auth_group": "unused: roles are appointments",
    "auth_group_permissions": "unused: roles are appointments",
    "accounts_user_groups": "unused: roles are appointments",
    "accounts_user_user_permissions": "unused: roles are appointments",
    "django_admin_log": "the admin is read-only",
    "account_emailaddress": "log-in machinery of allauth",
    "account_emailconfirmation": "log-in machinery of allauth",
    "mfa_authenticator": "secrets of second factors must not be kept in history",
    "usersessions_usersession": "open sessions of a person, gone with the session",
    "axes_accessattempt": "lock-out counters",
    "axes_accesslog": "log of log-ins, kept by axes",
    "axes_accessfailurelog": "log of failed log-ins, kept by axes",
    "axes_accessattemptexpiration": "lock-out counters",
    "registry_contactkey": "keys of sealed contacts; destroying one is the erasure",
    "bulk_bulkrun": "an order; what it changed is in history under its batch",
    "bulk_bulkrow": "the report on an order, which outlives the order's undo",
    "accounts_subscriptionmark": "how far a reader has looked; reading is not tracked",
    "accounts_viewnotice": "daily digest, derived from the history",
    "reminders_robotsecret": "sealed addresses of robots must not be kept in history",
    "reminders_message": "how a message went; what was due is in the history of its own part",
    "reminders_delivery": "which message told of what; goes with its message",
    "django_tasks_database_dbtaskresult": "queue of jobs; what a job writes is in history",
}
"""Tables that are not business records, each with the reason."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    field: models.Field[object, object]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One business table: its name, key and tracked columns in model order."""

    model: type[Record]
    name: str
    key: str
    columns: tuple[Column, ...]
    untracked: tuple[str, ...]

    @property
    def history(self) -> str:
        return f"{self.name}_history"

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


@cache
def record_tables() -> tuple[RecordTable, ...]:
    """All business tables, in the order in which they depend on one another."""
    found = [_table(model) for model in apps.get_models() if issubclass(model, Record)]
    return tuple(_referenced_first(found))


@lru_cache(maxsize=512)
def record_table(name: str) -> RecordTable:
    """The business table of that name.

    Raises:
        KeyError: no business table has that name.
    """
    return {table.name: table for table in record_tables()}[name]


def _table(model: type[Record]) -> RecordTable:
    meta = model._meta
    fields = [f for f in meta.concrete_fields if f.name not in model.untracked_fields]
    return RecordTable(
        model=model,
        name=meta.db_table,
        key=str(meta.pk.column),
        columns=tuple(Column(str(f.column), f) for f in fields),
        untracked=tuple(
            str(f.column) for f in meta.concrete_fields if f.name in model.untracked_fields
        ),
    )


def _referenced_first(tables: Iterable[RecordTable]) -> list[RecordTable]:
    waiting = sorted(tables, key=lambda table: table.name)
    names = {table.name for table in waiting}
    placed: list[RecordTable] = []
    while waiting:
        done = {table.name for table in placed}
        ready = [t for t in waiting if _cited(t) & names <= done | {t.name}]
        placed.extend(ready or waiting[:1])
        waiting = [t for t in waiting if t not in placed]
    return placed


def _cited(table: RecordTable) -> set[str]:
    return {
        column.field.related_model._meta.db_table
        for column in table.columns
        if column.field.related_model and not isinstance(column.field.related_model, str)
    }


def canonical_converters(
    table: RecordTable,
) -> tuple[tuple[int, Callable[[object], object]], ...]:
    """Positions whose raw value differs between databases, with what makes them alike."""
    return tuple(
        (position, converter)
        for position, column in enumerate(table.columns)
        if (converter := _CANONICAL.get(_target_type(column.field))) is not None
    )


def _target_type(field: models.Field[object, object]) -> str:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def canonical_json(value: object) -> object:
    """JSON text with sorted keys: PostgreSQL reorders them, SQLite does not."""
    loaded = json.loads(value) if isinstance(value, str) else value
    return json.dumps(loaded, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _moment(value: object) -> object:
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value)
    return value


def _day(value: object) -> object:
    return str(value) if isinstance(value, date) else value


def _clock(value: object) -> object:
    return str(value) if isinstance(value, time) else value


def _decimal(value: object) -> object:
    """As SQLite keeps it: a whole number where it is one, else the nearest double."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _flag(value: object) -> object:
    return None if value is None else int(bool(value))


def _uuid(value: object) -> object:
    return value.hex if isinstance(value, UUID) else value


def _bytes(value: object) -> object:
    return None if value is None else bytes(value).hex()  # type: ignore[call-overload]


_CANONICAL: dict[str, Callable[[object], object]] = {
    "JSONField": canonical_json,
    "DateTimeField": _moment,
    "DateField": _day,
    "TimeField": _clock,
    "DecimalField": _decimal,
    "BooleanField": _flag,
    "UUIDField": _uuid,
    "BinaryField": _bytes,
}


def unlisted_tables() -> list[str]:
    """Tables of installed models that are neither business records nor excused by name."""
    models_of_tables = apps.get_models(include_auto_created=True)
    names = {m._meta.db_table for m in models_of_tables if m._meta.managed}
    known = set(chain(NOT_BUSINESS, (table.name for table in record_tables())))
    return sorted(names - known)
