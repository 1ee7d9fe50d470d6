"""Take back a change set or a whole batch, record by record; later edits are kept and named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from jigai.apps.audit.models import STILL_VALID, ChangeSet
from jigai.apps.audit.tables import RecordTable, record_tables
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence

UNDO_FOR = timedelta(days=30)
CHUNK = 500
CHANGED_SINCE = Sentence("之后有修改", "changed since")
IN_USE = Sentence("已被其他记录引用", "in use by other records")

Withheld = Mapping[str, Mapping[int, Sentence]]
"""Table → key → why that record may not be taken back; a flow that knows the reason says so."""


class NoSuchChangeSet(NotFound):
    code = "audit.no_such_change_set"
    message = Sentence("没有编号为{number}的修改。", "There is no change set {number}.")


class UndoTooLate(Refusal):
    code = "audit.undo_too_late"
    message = Sentence("超过30天的修改不能撤销。", "A change older than 30 days cannot be undone.")
    remedy = Sentence("请直接修改并写明原因。", "Edit the record instead and give the reason.")


class UndoneAlready(Refusal):
    code = "audit.undone_already"
    message = Sentence("这次修改已经撤销过。", "This change was already undone.")


@dataclass(frozen=True, slots=True)
class Touched:
    """One record of the change set: its state before, and what came after."""

    key: int
    before: int | None
    is_live: bool
    is_changed_since: bool


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record that the undo left alone, and why: changed or used later, or withheld."""

    table: str
    key: int
    label: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Undone:
    """``rows_restored`` and ``rows_kept`` count an import by the rows of its sheet."""

    number: int
    restored: dict[str, int]
    kept: tuple[KeptRecord, ...]
    rows_restored: int = 0
    rows_kept: tuple[str, ...] = ()

    @property
    def restored_count(self) -> int:
        return sum(self.restored.values())


def undo_change_set(*, number: int, change: Change, withheld: Withheld | None = None) -> Undone:
    """Take back one change set; the undo is a change set of its own.

    Args:
        withheld: records that stay as they are whoever asks, each with its reason.

    Raises:
        NoSuchChangeSet, UndoneAlready, UndoTooLate: as named.
    """
    found = ChangeSet.objects.filter(pk=number).first()
    if found is None:
        raise NoSuchChangeSet(number=number)
    return _undo([found], change, withheld or {})


def undo_batch(*, batch: str, change: Change, withheld: Withheld | None = None) -> Undone:
    """Take back every change set of an import or bulk job at once.

    Raises:
        NoSuchChangeSet, UndoneAlready, UndoTooLate: as named.
    """
    return _undo(sets_of_batch(batch), change, withheld or {})


def sets_of_batch(batch: str) -> list[ChangeSet]:
    """The change sets of an import or bulk job, in order, without their undo.

    Raises:
        NoSuchChangeSet: nothing was ever saved under that batch.
    """
    found = list(ChangeSet.objects.filter(batch=batch, undoes=None).order_by("id"))
    if not batch or not found:
        raise NoSuchChangeSet(number=batch)
    return found


def _undo(found: Sequence[ChangeSet], change: Change, withheld: Withheld) -> Undone:
    numbers = [row.id for row in found]
    if change.at - found[-1].at > UNDO_FOR:
        raise UndoTooLate
    with writing("change_set.undone", change, undoes=numbers[0]) as opened:
        if ChangeSet.objects.filter(undoes__in=numbers).exclude(pk=opened.id).exists():
            raise UndoneAlready
        tables = record_tables()
        kept: list[KeptRecord] = []
        touched = {}
        for table in tables:
            stays = withheld.get(table.name, {})
            here = list(touched_records(table, numbers))
            touched[table.name] = [one for one in here if one.key not in stays]
            kept.extend(_named(table, [one.key for one in here if one.key in stays], stays))
        restored: dict[str, int] = {}
        for table in reversed(tables):
            restored[table.name] = _delete_new(table, touched[table.name], kept)
        for table in tables:
            restored[table.name] += _restore(table, touched[table.name], kept)
    return Undone(opened.id, {k: n for k, n in restored.items() if n}, tuple(kept))


def touched_records(table: RecordTable, numbers: Sequence[int]) -> Iterator[Touched]:
    """Each record of a table that the change sets touched, with what came after."""
    marks = ", ".join(["%s"] * len(numbers))
    key, history = f'"{table.key}"', table.history
    sql = f"""
        SELECT t.{key},
          (SELECT hid FROM {history} b WHERE b.{key} = t.{key} AND b.since < t.lo
             AND b.until >= t.lo AND b.operation <> 'D' ORDER BY hid DESC LIMIT 1),
          EXISTS (SELECT 1 FROM {history} v WHERE v.{key} = t.{key} AND v.until = {STILL_VALID}),
          EXISTS (SELECT 1 FROM {history} l WHERE l.{key} = t.{key} AND l.since > t.lo
             AND l.since NOT IN ({marks}))
        FROM (SELECT {key}, MIN(since) AS lo FROM {history} WHERE since IN ({marks})
              GROUP BY {key}) t ORDER BY 1"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*numbers, *numbers])
        rows = cursor.fetchall()
    for found, before, is_live, is_changed in rows:
        yield Touched(found, before, bool(is_live), bool(is_changed))


def _delete_new(table: RecordTable, touched: Sequence[Touched], kept: list[KeptRecord]) -> int:
    new = [t.key for t in touched if t.before is None and t.is_live and not t.is_changed_since]
    changed = [t.key for t in touched if t.before is None and t.is_live and t.is_changed_since]
    used = _still_used(table, new)
    kept.extend(_named(table, changed, CHANGED_SINCE))
    kept.extend(_named(table, sorted(used), IN_USE))
    gone = [key for key in new if key not in used]
    _run_in_chunks(f'DELETE FROM "{table.name}" WHERE "{table.key}" IN ({{marks}})', gone)
    return len(gone)


def _still_used(table: RecordTable, keys: Sequence[int]) -> set[int]:
    used: set[int] = set()
    for other in record_tables():
        for column in other.columns:
            related = column.field.related_model
            if related is not table.model:
                continue
            own = f' AND "{column.name}" <> "{other.key}"' if other is table else ""
            citing = f'SELECT DISTINCT "{column.name}" FROM "{other.name}"'
            sql = f'{citing} WHERE "{column.name}" IN ({{marks}}){own}'
            used.update(row[0] for row in _fetch_in_chunks(sql, keys))
    return used


def _restore(table: RecordTable, touched: Sequence[Touched], kept: list[KeptRecord]) -> int:
    former = [t for t in touched if t.before is not None]
    kept.extend(_named(table, [t.key for t in former if t.is_changed_since], CHANGED_SINCE))
    changed = [t.before for t in former if t.is_live and not t.is_changed_since]
    deleted = [t.before for t in former if not t.is_live and not t.is_changed_since]
    names = [f'"{name}"' for name in table.column_names]
    others = [name for name in names if name != f'"{table.key}"']
    assigned = ", ".join(f"{name} = b.{name}" for name in others)
    _run_in_chunks(
        f'UPDATE "{table.name}" SET {assigned} FROM {table.history} b'
        f' WHERE b."{table.key}" = "{table.name}"."{table.key}" AND b.hid IN ({{marks}})',
        changed,
    )
    columns = ", ".join(names)
    blank = "".join(f', "{name}"' for name in table.untracked)
    filler = ", ''" * len(table.untracked)
    _run_in_chunks(
        f'INSERT INTO "{table.name}" ({columns}{blank}) SELECT {columns}{filler}'
        f" FROM {table.history} WHERE hid IN ({{marks}})",
        deleted,
    )
    return len(changed) + len(deleted)


def _named(
    table: RecordTable, keys: Sequence[int], why: Sentence | Mapping[int, Sentence]
) -> list[KeptRecord]:
    found = table.model._default_manager.in_bulk(list(keys)) if keys else {}
    return [
        KeptRecord(
            table.name,
            key,
            str(found.get(key, key)),
            why if isinstance(why, Sentence) else why[key],
        )
        for key in keys
    ]


def _chunks(values: Sequence[int | None]) -> Iterator[list[int | None]]:
    for start in range(0, len(values), CHUNK):
        yield list(values[start : start + CHUNK])


def _run_in_chunks(sql: str, values: Sequence[int | None]) -> None:
    with connection.cursor() as cursor:
        for chunk in _chunks(values):
            cursor.execute(sql.format(marks=", ".join(["%s"] * len(chunk))), chunk)


def _fetch_in_chunks(sql: str, values: Sequence[int]) -> Iterator[tuple[int, ...]]:
    with connection.cursor() as cursor:
        for chunk in _chunks(values):
            cursor.execute(sql.format(marks=", ".join(["%s"] * len(chunk))), chunk)
            yield from cursor.fetchall()
