"""Personal data taken out of history: what is left stays proved, and the erasure is on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

from jigai.apps.audit.chain import chain_digest, digests_of_record
from jigai.apps.audit.models import ChangeSet, Erasure
from jigai.apps.audit.queries.verification import CHANGE_SETS, erasures
from jigai.apps.audit.tables import RecordTable, record_table, record_tables
from jigai.apps.audit.writing import OpenChangeSet, writing
from jigai.domain.change import Change


def erase_history(
    *,
    table: str,
    key: int,
    fields: Mapping[str, str],
    change: Change,
    only: tuple[str, str] | None = None,
) -> int:
    """Blank columns of earlier versions of a record; the live record is the caller's matter.

    Args:
        fields: text column → what stands there from now on.
        only: column and value that a version must hold to be blanked; else every version is.

    Returns:
        Number of versions that lost something.
    """
    found = record_table(table)
    with writing("history.erased", change) as opened:
        before = digests_of_record(found, key, before=opened.id)
        _blank_versions(found, key, fields, opened, only)
        after = digests_of_record(found, key, before=opened.id)
        known = erasures()
        made = []
        for hid in (hid for hid in before if before[hid] != after[hid]):
            earlier = known.get((table, hid))
            made.append(
                Erasure(
                    table=table,
                    row=hid,
                    record_key=key,
                    fields=sorted(fields),
                    original=earlier.original if earlier else before[hid].hex(),
                    remaining=after[hid].hex(),
                )
            )
        Erasure.objects.bulk_create(made)
    return len(made)


def erase_author(*, actor_key: str, name: str, change: Change) -> int:
    """Put another name on every change set of a person; number of change sets."""
    with writing("history.erased", change) as opened:
        theirs = ChangeSet.objects.filter(actor_key=actor_key, pk__lt=opened.id)
        theirs = theirs.exclude(actor_name=name)
        known = erasures()
        made = []
        for row in theirs.order_by("pk"):
            row.actor_name = name
            earlier = known.get((CHANGE_SETS, row.pk))
            made.append(
                Erasure(
                    table=CHANGE_SETS,
                    row=row.pk,
                    record_key=row.pk,
                    fields=["actor_name"],
                    original=earlier.original if earlier else row.digest,
                    remaining=chain_digest(row),
                )
            )
        with _erasing():
            theirs.update(actor_name=name)
        Erasure.objects.bulk_create(made)
    return len(made)


def erase_signatures(*, actor_key: str, name: str, change: Change) -> int:
    """Put another name wherever records say by whom: every ``…_by`` beside a ``…_by_key``."""
    count = 0
    with writing("history.erased", change):
        for table in record_tables():
            for signed in table.column_names:
                column = signed.removesuffix("_key")
                if signed.endswith("_by_key") and column in table.column_names:
                    count += _resign(table, signed, column, actor_key, name, change)
    return count


def _resign(
    table: RecordTable, signed: str, column: str, actor_key: str, name: str, change: Change
) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT DISTINCT "{table.key}" FROM {table.history} WHERE "{signed}" = %s',
            [actor_key],
        )
        keys = [row[0] for row in cursor.fetchall()]
    live = table.model._default_manager.filter(**{signed: actor_key})
    live.exclude(**{column: name}).update(**{column: name})
    for key in keys:
        erase_history(
            table=table.name,
            key=key,
            fields={column: name},
            only=(signed, actor_key),
            change=change,
        )
    return len(keys)


def _blank_versions(
    table: RecordTable,
    key: int,
    fields: Mapping[str, str],
    opened: OpenChangeSet,
    only: tuple[str, str] | None,
) -> None:
    condition, wanted = (f' AND "{only[0]}" = %s', [only[1]]) if only else ("", [])
    assigned = ", ".join(f'"{name}" = %s' for name in fields)
    where = f'"{table.key}" = %s AND since < %s{condition}'
    with _erasing(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table.history} SET {assigned} WHERE {where}",
            [*fields.values(), key, opened.id, *wanted],
        )


@contextmanager
def _erasing() -> Iterator[None]:
    """History may be blanked inside; only within an open change set."""
    _allow(is_allowed=True)
    try:
        yield
    finally:
        _allow(is_allowed=False)


def _allow(*, is_allowed: bool) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            value = "on" if is_allowed else ""
            cursor.execute("SELECT set_config('jigai.erasing', %s, true)", [value])
        else:
            cursor.execute("UPDATE audit_currentchange SET is_erasing = %s", [is_allowed])
