"""Change sets as people read them: the list, one with its records, the story of one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet

from jigai.apps.audit.actions.undo_change_set import NoSuchChangeSet
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.private import private_now
from jigai.apps.audit.queries.versions import FieldChange, field_changes
from jigai.apps.audit.tables import RecordTable, record_table, record_tables
from jigai.domain.change import Change

PER_TABLE = 200
SEALED = frozenset({("registry_contact", "sealed"), ("accounts_apitoken", "digest"),
                    ("accounts_invitation", "digest"),
                    ("reminders_feedtoken", "digest"),
                    *(("support_enterpriserequest", name) for name in ("title", "text", "answer")),
                    *(("support_requestpart", name) for name in ("task", "reply")),
                    *(("support_requeststep", name) for name in ("text", "text_en")),
                    ("support_requestanswer", "text"),
                    ("support_requestrating", "reason"),
                    ("supply_supplytie", "supplier_id"), ("supply_supplytie", "buyer_id"),
                    ("supply_party", "enterprise_id"), ("supply_party", "name")})  # fmt: skip
"""Columns whose content is nobody's reading, or not everybody's who reads the history."""
SEAL = "●●●"
KEYS_OF_SEARCH = frozenset({"name_sort", "name_initials"})


@dataclass(frozen=True, slots=True)
class ChangeSetRow:
    """One act: who, when, why, through which path, and what it takes back or was taken back by."""

    number: int
    verb: str
    at: datetime
    actor_key: str
    actor: str
    reason: str
    path: str
    batch: str
    row_count: int
    undoes: int | None
    undone_by: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What a change set did to one record; ``operation`` is I, U or D."""

    table: str
    key: int
    label: str
    operation: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """The records of one table that a change set touched; ``count`` may exceed what is listed."""

    table: str
    count: int
    records: tuple[RecordChange, ...]


def change_set_rows(*, actor_key: str = "") -> QuerySet[ChangeSet]:
    """All change sets, or those of one person."""
    rows = ChangeSet.objects.defer("row_digests")
    return rows.filter(actor_key=actor_key) if actor_key else rows


def change_set_page(*, actor_key: str = "", page: int = 1, size: int = 50) -> list[ChangeSetRow]:
    """One page of change sets, newest first; two queries."""
    start = (page - 1) * size
    return _rows(change_set_rows(actor_key=actor_key).order_by("-id")[start : start + size])


def change_set_count(*, actor_key: str = "") -> int:
    return change_set_rows(actor_key=actor_key).count()


def change_set_row(number: int) -> ChangeSetRow:
    """One change set.

    Raises:
        NoSuchChangeSet: there is none of that number.
    """
    found = change_set_rows().filter(pk=number).first()
    if found is None:
        raise NoSuchChangeSet(number=number)
    return _rows([found])[0]


def change_set_of(change: Change) -> int | None:
    """Number of the change set that an act has just made."""
    made = ChangeSet.objects.filter(actor_key=change.actor.key, at=change.at)
    return made.order_by("-id").values_list("id", flat=True).first()


def record_changes(number: int) -> list[TableChange]:
    """Every record that a change set touched, before and after, in the order of the tables.

    Columns that point at another record show that record's name. At most ``PER_TABLE`` records
    of a table are listed; the count is always whole.
    """
    found = [
        TableChange(name, count, tuple(_records(record_table(name), number)))
        for name, count in touched_tables(number).items()
    ]
    return with_names(found)


def touched_tables(number: int) -> dict[str, int]:
    """Table → number of records that a change set touched; one query."""
    parts = [
        f"SELECT '{table.name}', COUNT(DISTINCT \"{table.key}\") FROM {table.history}"
        " WHERE since = %s"
        for table in record_tables()
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [number] * len(parts))
        counts = {name: int(count) for name, count in cursor.fetchall() if count}
    return {table.name: counts[table.name] for table in record_tables() if table.name in counts}


def story_of(*, table: str, key: int, limit: int) -> list[ChangeSetRow]:
    """The change sets that touched a record or what hangs on it, newest first; two queries."""
    parts, params = [], list[int]()
    for one in record_tables():
        for column in _columns_to(one, table):
            parts.append(f'SELECT since FROM {one.history} WHERE "{column}" = %s')
            params.append(key)
    with connection.cursor() as cursor:
        union = " UNION ".join(parts)
        cursor.execute(f"SELECT since FROM ({union}) s ORDER BY since DESC LIMIT {limit}", params)
        numbers = [row[0] for row in cursor.fetchall()]
    return _rows(change_set_rows().filter(pk__in=numbers).order_by("-id"))


def _columns_to(table: RecordTable, name: str) -> list[str]:
    if table.name == name:
        return [table.key]
    return [
        column.name
        for column in table.columns
        if isinstance(column.field, models.ForeignKey)
        and column.field.related_model._meta.db_table == name
    ]


def _rows(found: Iterable[ChangeSet]) -> list[ChangeSetRow]:
    sets = list(found)
    undone = dict(
        ChangeSet.objects.filter(undoes__in=[row.id for row in sets]).values_list("undoes", "id")
    )
    return [
        ChangeSetRow(
            number=row.id,
            verb=row.verb,
            at=row.at,
            actor_key=row.actor_key,
            actor=row.actor_name,
            reason=row.reason,
            path=row.path,
            batch=row.batch,
            row_count=row.row_count,
            undoes=row.undoes,
            undone_by=undone.get(row.id),
            digest=row.digest,
        )
        for row in sets
    ]


def _records(table: RecordTable, number: int) -> list[RecordChange]:
    columns = ", ".join(f'h."{name}"' for name in table.column_names)
    before = ", ".join(f'b."{name}"' for name in table.column_names)
    key = f'"{table.key}"'
    sql = f"""
        SELECT h.operation, h.{key}, {columns}, {before} FROM {table.history} h
        LEFT JOIN {table.history} b ON b.hid = (SELECT MAX(p.hid) FROM {table.history} p
          WHERE p.{key} = h.{key} AND p.since < %s AND p.operation <> 'D')
        WHERE h.hid IN (SELECT MAX(hid) FROM {table.history} WHERE since = %s GROUP BY {key}
          ORDER BY {key} LIMIT {PER_TABLE})
        ORDER BY h.{key}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [number, number])
        return records_of(table, cursor.fetchall())


def records_of(table: RecordTable, rows: Iterable[tuple[Any, ...]]) -> list[RecordChange]:
    """Records as change sets left them, out of operation, key, columns and columns before.

    What is its owner's reading alone by now is told of by its number, also where the change set
    is of a time when everybody could read it.
    """
    found = list(rows)
    private = private_now(table, sorted({row[1] for row in found}))
    return [_record_of(table, row, is_private=row[1] in private) for row in found]


def _record_of(table: RecordTable, row: tuple[Any, ...], *, is_private: bool) -> RecordChange:
    size = len(table.column_names)
    operation, key = row[0], row[1]
    after = dict(zip(table.column_names, row[2 : 2 + size], strict=True))
    before = dict(zip(table.column_names, row[2 + size :], strict=True))
    if operation == "D":
        before, after = after, {}
    elif operation == "I" or before[table.key] is None:
        operation, before = "I", {}
    states = (values for values in (before, after) if values)
    if is_private or any(table.model.is_private_row(values) for values in states):
        return RecordChange(table.name, key, f"{key}", operation, ())
    changes = field_changes(_shown(table, before), _shown(table, after))
    told = _shown(table, after or before)
    label = next((str(v) for n in ("name", "title", "display_name", "period", "kind")
                  if (table.name, n) not in SEALED and (v := told.get(n))),
                 f"{key}")  # fmt: skip
    return RecordChange(table.name, key, label, operation, changes)


def _shown(table: RecordTable, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: SEAL if (table.name, name) in SEALED else value
        for name, value in values.items()
        if name != table.key and name not in KEYS_OF_SEARCH and value not in (None, "")
    }


def with_names(found: list[TableChange]) -> list[TableChange]:
    """The same, with names in the place of the numbers of other records."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    pointed = {
        (one.table, column.name): column.field.related_model
        for one in found
        for column in record_table(one.table).columns
        if isinstance(column.field, models.ForeignKey)
    }
    for one in found:
        for record in one.records:
            for change in record.changes:
                if model := pointed.get((one.table, change.field)):
                    wanted[model] |= {change.before, change.after} - {None, SEAL}
    names = {model: model._default_manager.in_bulk(list(keys)) for model, keys in wanted.items()}
    return [replace(one, records=tuple(_named(r, pointed, names) for r in one.records))
            for one in found]  # fmt: skip


def _named(
    record: RecordChange, pointed: Mapping[Any, Any], names: Mapping[Any, Any]
) -> RecordChange:
    def name(field: str, value: Any) -> Any:
        model = pointed.get((record.table, field))
        return str(names[model].get(value, value)) if model and value is not None else value

    changes = tuple(
        FieldChange(c.field, name(c.field, c.before), name(c.field, c.after))
        for c in record.changes
    )
    return replace(record, changes=changes)
