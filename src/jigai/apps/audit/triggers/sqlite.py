"""SQLite: row triggers, and one row that names the change set of the one writer."""

from __future__ import annotations

from collections.abc import Iterator

from jigai.apps.audit.models import STILL_VALID
from jigai.apps.audit.tables import RecordTable

CURRENT = "(SELECT change_set FROM audit_currentchange)"
ERASING = "(SELECT is_erasing AND change_set IS NOT NULL FROM audit_currentchange)"
NO_CHANGE_SET = "a business record is written only inside a change set (audit.writing)"
HISTORY_IS_KEPT = "history is written by its triggers alone"


def foundation() -> Iterator[str]:
    """The bookkeeping row, and the guard of the change sets themselves."""
    yield (
        "INSERT OR IGNORE INTO audit_currentchange (id, change_set, is_keeping, is_erasing)"
        " VALUES (1, NULL, 0, 0)"
    )
    yield "DROP TRIGGER IF EXISTS audit_changeset_sealed"
    yield (
        "CREATE TRIGGER audit_changeset_sealed BEFORE UPDATE ON audit_changeset"
        f" WHEN (old.digest <> '' OR new.id <> old.id) AND NOT ({ERASING} AND new.id = old.id"
        " AND new.digest = old.digest AND new.previous_digest = old.previous_digest"
        " AND new.row_digests = old.row_digests)"
        " BEGIN SELECT RAISE(ABORT, 'a closed change set is sealed'); END"
    )
    yield "DROP TRIGGER IF EXISTS audit_changeset_kept"
    yield (
        "CREATE TRIGGER audit_changeset_kept BEFORE DELETE ON audit_changeset"
        " BEGIN SELECT RAISE(ABORT, 'a change set is never deleted'); END"
    )


def triggers(table: RecordTable, *, every_update: bool = False) -> Iterator[str]:
    """Keep each version, refuse a write outside a change set, guard the history.

    Args:
        every_update: keep also an update that changes no tracked column.
    """
    for name, body in trigger_bodies(table, every_update=every_update).items():
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} {body}"


def trigger_bodies(table: RecordTable, *, every_update: bool = False) -> dict[str, str]:
    """Trigger name → definition after the name; the system check compares them."""
    name, history = table.name, table.history
    keep_new = _keep(table, "I", "new", STILL_VALID)
    keep_change = _keep(table, "U", "new", STILL_VALID)
    keep_last = _keep(table, "D", "old", None)
    end = f'UPDATE {history} SET until = {CURRENT} WHERE "{table.key}" = old."{table.key}" AND until = {STILL_VALID};'
    unlocked = "UPDATE audit_currentchange SET is_keeping = 1;"
    locked = "UPDATE audit_currentchange SET is_keeping = 0;"
    guard = f"SELECT RAISE(ABORT, '{NO_CHANGE_SET}') WHERE {CURRENT} IS NULL;"
    when = "" if every_update else _changed(table)
    keeping = "(SELECT is_keeping FROM audit_currentchange)"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{HISTORY_IS_KEPT}'); END"
    fixed = " OR ".join(
        f'new."{c}" IS NOT old."{c}"' for c in ("hid", "since", "operation", *table.column_names)
    )
    return {
        f"{name}_kept_insert": f"AFTER INSERT ON {name} BEGIN {guard} {unlocked} {keep_new} {locked} END",
        f"{name}_kept_update": (
            f"AFTER UPDATE ON {name} {when} BEGIN {guard} {unlocked} {end} {keep_change} {locked} END"
        ),
        f"{name}_kept_delete": (
            f"AFTER DELETE ON {name} BEGIN {guard} {unlocked} {end} {keep_last} {locked} END"
        ),
        f"{history}_no_insert": f"BEFORE INSERT ON {history} WHEN NOT {keeping} {refuse}",
        f"{history}_no_update": f"BEFORE UPDATE ON {history} WHEN NOT {ERASING} AND (NOT {keeping} OR {fixed}) {refuse}",
        f"{history}_no_delete": f"BEFORE DELETE ON {history} {refuse}",
    }


def _keep(table: RecordTable, operation: str, side: str, until: int | None) -> str:
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    values = ", ".join(f'{side}."{name}"' for name in table.column_names)
    end = CURRENT if until is None else str(until)
    return (
        f"INSERT INTO {table.history} (since, until, operation, {columns})"
        f" VALUES ({CURRENT}, {end}, '{operation}', {values});"
    )


def _changed(table: RecordTable) -> str:
    """Let a write pass that touches untracked columns alone."""
    if not table.untracked:
        return ""
    return "WHEN " + " OR ".join(f'new."{c}" IS NOT old."{c}"' for c in table.column_names)
