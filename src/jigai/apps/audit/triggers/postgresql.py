"""PostgreSQL: statement triggers with transition tables, and a setting of the transaction."""

from __future__ import annotations

from collections.abc import Iterator

from jigai.apps.audit.models import STILL_VALID
from jigai.apps.audit.tables import RecordTable
from jigai.apps.audit.triggers.sqlite import HISTORY_IS_KEPT, NO_CHANGE_SET

CURRENT = "NULLIF(current_setting('jigai.change_set', true), '')::bigint"

ERASING = f"(COALESCE(current_setting('jigai.erasing', true), '') = 'on' AND {CURRENT} IS NOT NULL)"


def foundation() -> Iterator[str]:
    """Functions that every table shares, and the guard of the change sets themselves."""
    yield _function(
        "jigai_refuse_outside",
        f"IF {CURRENT} IS NULL THEN RAISE EXCEPTION '{NO_CHANGE_SET}'; END IF; RETURN NULL;",
    )
    yield _function(
        "jigai_guard_history",
        f"IF (pg_trigger_depth() < 2 AND NOT (TG_OP = 'UPDATE' AND {ERASING}))"
        f" OR TG_OP IN ('DELETE', 'TRUNCATE') THEN"
        f" RAISE EXCEPTION '{HISTORY_IS_KEPT}'; END IF; RETURN NULL;",
    )
    yield _function("jigai_refuse_truncate", f"RAISE EXCEPTION '{NO_CHANGE_SET}'; RETURN NULL;")
    yield _function(
        "jigai_seal_change_set",
        "IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'a change set is never deleted'; END IF;"
        f" IF {ERASING} AND new.id = old.id AND new.digest = old.digest"
        " AND new.previous_digest = old.previous_digest"
        " AND new.row_digests = old.row_digests THEN RETURN new; END IF;"
        " IF old.digest <> '' OR new.id <> old.id THEN"
        " RAISE EXCEPTION 'a closed change set is sealed'; END IF; RETURN new;",
    )
    yield "DROP TRIGGER IF EXISTS audit_changeset_sealed ON audit_changeset"
    yield (
        "CREATE TRIGGER audit_changeset_sealed BEFORE UPDATE OR DELETE ON audit_changeset"
        " FOR EACH ROW EXECUTE FUNCTION jigai_seal_change_set()"
    )


def triggers(table: RecordTable, *, every_update: bool = False) -> Iterator[str]:
    """Keep each version, refuse a write outside a change set, guard the history.

    Args:
        every_update: keep also an update that changes no tracked column.
    """
    for name, body in function_bodies(table, every_update=every_update).items():
        yield _function(name, body)
    for name, (owner, definition) in trigger_definitions(table).items():
        yield f"DROP TRIGGER IF EXISTS {name} ON {owner}"
        yield f"CREATE TRIGGER {name} {definition}"


def function_bodies(table: RecordTable, *, every_update: bool = False) -> dict[str, str]:
    """Function name → body; the system check compares them."""
    guard = f"IF n IS NULL THEN RAISE EXCEPTION '{NO_CHANGE_SET}'; END IF;"
    key, history = table.key, table.history
    pairs = f'h."{key}" = o."{key}" AND h.until = {STILL_VALID}'
    changed = "" if every_update else _changed(table)
    end_all = f"UPDATE {history} h SET until = n FROM old_rows o WHERE {pairs};"
    end_changed = (
        f"UPDATE {history} h SET until = n FROM old_rows o"
        f' JOIN new_rows w ON w."{key}" = o."{key}" WHERE {pairs}{changed};'
    )
    keep_changed = _keep(table, "U", "w", str(STILL_VALID))
    source = f'new_rows w JOIN old_rows o ON w."{key}" = o."{key}" WHERE true{changed}'
    outside = f"IF n IS NULL AND EXISTS (SELECT 1 FROM {source}) THEN RAISE EXCEPTION '{NO_CHANGE_SET}'; END IF;"
    return {
        f"{table.name}_keep_insert": f"{guard} {_keep(table, 'I', 'w', str(STILL_VALID))} FROM new_rows w; RETURN NULL;",
        f"{table.name}_keep_update": f"{outside} {end_changed} {keep_changed} FROM {source}; RETURN NULL;",
        f"{table.name}_keep_delete": f"{guard} {end_all} {_keep(table, 'D', 'o', 'n')} FROM old_rows o; RETURN NULL;",
    }


def trigger_definitions(table: RecordTable) -> dict[str, tuple[str, str]]:
    """Trigger name → (its table, definition after the name)."""
    name, history = table.name, table.history
    new, old = "NEW TABLE AS new_rows", "OLD TABLE AS old_rows"
    each = "FOR EACH STATEMENT EXECUTE FUNCTION"
    return {
        f"{name}_kept_insert": (
            name,
            f"AFTER INSERT ON {name} REFERENCING {new} {each} {name}_keep_insert()",
        ),
        f"{name}_kept_update": (
            name,
            f"AFTER UPDATE ON {name} REFERENCING {new} {old} {each} {name}_keep_update()",
        ),
        f"{name}_kept_delete": (
            name,
            f"AFTER DELETE ON {name} REFERENCING {old} {each} {name}_keep_delete()",
        ),
        f"{name}_no_truncate": (name, f"BEFORE TRUNCATE ON {name} {each} jigai_refuse_truncate()"),
        f"{history}_guarded": (
            history,
            f"BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {history} {each} jigai_guard_history()",
        ),
    }


def _keep(table: RecordTable, operation: str, side: str, until: str) -> str:
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    values = ", ".join(f'{side}."{name}"' for name in table.column_names)
    return (
        f"INSERT INTO {table.history} (since, until, operation, {columns})"
        f" SELECT n, {until}, '{operation}', {values}"
    )


def _changed(table: RecordTable) -> str:
    """Let a write pass that touches untracked columns alone."""
    if not table.untracked:
        return ""
    return (
        " AND ("
        + " OR ".join(f'w."{c}" IS DISTINCT FROM o."{c}"' for c in table.column_names)
        + ")"
    )


def _function(name: str, body: str) -> str:
    declared = f"DECLARE n bigint := {CURRENT};"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $jigai$ {declared} BEGIN {body} END $jigai$"
    )
