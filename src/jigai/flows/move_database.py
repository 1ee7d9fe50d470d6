"""The whole of a SQLite home copied into an empty PostgreSQL database, and compared."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from django.db import connection, transaction
from psycopg import sql

from jigai.apps.audit.tables import record_tables
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MARK = "jigai_move_unfinished"
"""A table that stands in the target from the first step to the last."""
LEFT_OUT = frozenset({"django_migrations", "audit_currentchange", "sqlite_sequence"})
FETCH = 5_000
LOCK = 0x6A69676169
"""Held in the target by the one move that is running."""
SESSION = "jigai move"
PATIENCE_MS = 10_000
Target = psycopg.Connection[tuple[Any, ...]]
Progress = Callable[[str, int], None]


class NotFromHere(Refusal):
    code = "move.not_sqlite"
    message = Sentence("这里使用的不是 SQLite。", "What is used here is not SQLite.")
    remedy = Sentence(
        "请不带 JIGAI_DATABASE_URL 运行，由 SQLite 搬到 PostgreSQL。",
        "Run it without JIGAI_DATABASE_URL: it moves from SQLite to PostgreSQL.",
    )


class TargetUnreachable(Refusal):
    code = "move.target_unreachable"
    message = Sentence("无法连接目标数据库：{said}", "The target cannot be reached: {said}")


class TargetInUse(Refusal):
    code = "move.target_in_use"
    message = Sentence(
        "目标数据库里已有表“{table}”，没有搬动任何数据。",
        "The target has the table “{table}” already: nothing was moved.",
    )
    remedy = Sentence("请使用新建的空数据库。", "Use a new, empty database.")


class SchemaDiffers(Refusal):
    code = "move.schema_differs"
    message = Sentence("表“{table}”两边的栏目不同。", "The table “{table}” differs in its columns.")
    remedy = Sentence("请先运行 jigai setup 升级本库。", "Upgrade this home first: jigai setup.")


class MoveUnfinished(Refusal):
    code = "move.unfinished"
    message = Sentence(
        "向这个数据库的搬迁没有完成。", "A move into this database was not finished."
    )
    remedy = Sentence("请重新运行 jigai move。", "Run jigai move again.")


class MoveRunning(Refusal):
    code = "move.running"
    message = Sentence(
        "另一次搬迁正在写入这个数据库。", "Another move is writing to this database now."
    )
    remedy = Sentence("请等它结束后再运行。", "Wait for its end, then run it again.")


class MovedDiffers(Refusal):
    code = "move.differs"
    message = Sentence(
        "搬过去的数据与原库不一致：{what}。原库没有改动。",
        "What was moved differs from here: {what}. Nothing was changed here.",
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """What one side holds: rows per table, sums of money per column, head of the chain."""

    counts: dict[str, int]
    sums: dict[str, int]
    head: str

    def as_object(self) -> dict[str, object]:
        return asdict(self)


def move_database(url: str, *, progress: Progress) -> tuple[Moved, Moved]:
    """Copy every table with history, chain and sequences; nothing is written here.

    The copy is one transaction, and other writers wait for it. A run that was stopped leaves its
    mark in the target; the next one clears what the mark stands for and starts anew.

    Args:
        url: ``postgresql://…`` of a new, empty database.
        progress: called with each table and its rows.

    Returns:
        What was counted here and there; they are equal.

    Raises:
        NotFromHere, TargetUnreachable, TargetInUse, MoveRunning, SchemaDiffers, MovedDiffers: as
            named.
    """
    if connection.vendor != "sqlite":
        raise NotFromHere
    with _reached(url) as target:
        _make_ready(target)
        _in_target(url, "-m", "django", "migrate", "--verbosity", "0")
        with transaction.atomic():  # one writer: nobody changes what is being copied
            here = _counted(lambda text: connection.cursor().execute(text).fetchone())
            with target.transaction():
                _copy_all(target, progress)
            there = _counted(lambda text: target.execute(text).fetchone())
        _compare(here, there)
        _in_target(url, "-m", "jigai", "audit", "verify", "--head", here.head)
        target.execute(f"DROP TABLE {MARK}")
    return here, there


def refuse_unfinished() -> None:
    """Raises: MoveUnfinished, where the database in use is the target of a stopped move."""
    with connection.cursor() as cursor:
        if MARK in connection.introspection.table_names(cursor):
            raise MoveUnfinished


def _reached(url: str) -> Target:
    try:
        return psycopg.connect(url, autocommit=True, options="-c TimeZone=UTC")
    except psycopg.Error as error:
        raise TargetUnreachable(said=str(error).strip()) from None


def _make_ready(target: Target) -> None:
    """Refuse a database in use; clear one that an earlier run left unfinished."""
    if target.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() != (True,):
        raise MoveRunning
    tables = [name for (name,) in target.execute(TABLES)]
    if MARK in tables:
        target.execute(END_LEFT_OVER, {"name": SESSION, "patience": PATIENCE_MS})
        tables = [name for (name,) in target.execute(TABLES)]
        for name in tables:
            target.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))
    elif tables:
        raise TargetInUse(table=tables[0])
    target.execute(f"CREATE TABLE {MARK} (begun_at timestamptz DEFAULT now())")


END_LEFT_OVER = """
SELECT pg_terminate_backend(pid, %(patience)s) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = %(name)s
"""
"""A command that outlived the run which had started it would go on making tables."""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"


def _in_target(url: str, *arguments: str) -> None:
    """Run one of our commands with the target as the database in use."""
    place = {
        "JIGAI_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "jigai.config.settings",
        "PGAPPNAME": SESSION,
    }
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *arguments],
        env=os.environ | place,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise MovedDiffers(what=f"{' '.join(arguments[1:3])}: {done.stderr.strip()[-500:]}")


def _copy_all(target: Target, progress: Progress) -> None:
    tables = [name for name in _tables_here() if name not in LEFT_OUT]
    for name in tables:
        target.execute(_on(name, "ALTER TABLE {} DISABLE TRIGGER USER"))
        target.execute(_on(name, "DELETE FROM {}"))  # what migrations put there themselves
    for name in tables:
        progress(name, _copy(target, name))
    target.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name in tables:
        target.execute(_on(name, "ALTER TABLE {} ENABLE TRIGGER USER"))
    for name, last in _sequences():
        target.execute(SET_SEQUENCE, {"table": f'"{name}"', "column": _key_of(name), "last": last})


SET_SEQUENCE = "SELECT setval(pg_get_serial_sequence(%(table)s, %(column)s), %(last)s)"


def _copy(target: Target, name: str) -> int:
    columns = [column for column, _ in _described(name)]
    theirs = {name for (name,) in target.execute(COLUMNS, [name])}
    if set(columns) != theirs:
        raise SchemaDiffers(table=name)
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), listed)
    count = 0
    with target.cursor().copy(into) as copying:
        for row in _rows(name, columns):
            copying.write_row(row)
            count += 1
    return count


COLUMNS = (
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = %s"
)


def _rows(name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """As SQLite keeps them: days and moments (UTC) as text, flags as 0 and 1."""
    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {listed} FROM "{name}" ORDER BY rowid')  # noqa: S608 - own names
        while rows := cursor.fetchmany(FETCH):
            yield from rows


def _tables_here() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def _described(name: str) -> list[tuple[str, bool]]:
    """Columns and whether each is the key."""
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{name}")')
        return [(row[1], bool(row[5])) for row in cursor.fetchall()]


def _key_of(name: str) -> str:
    return next(column for column, is_key in _described(name) if is_key)


def _sequences() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        return [(name, seq) for name, seq in cursor.fetchall() if name not in LEFT_OUT]


def _on(name: str, statement: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(name))


def _counted(ask: Callable[[str], Any]) -> Moved:
    """The same questions on either side."""
    names = [name for name in _tables_here() if name not in LEFT_OUT]
    money = [
        (table.name, column)
        for table in record_tables()
        for column in table.column_names
        if column.endswith("_fen")
    ]
    last = ask("SELECT id, digest FROM audit_changeset ORDER BY id DESC LIMIT 1")
    return Moved(
        {name: int(ask(f'SELECT COUNT(*) FROM "{name}"')[0]) for name in names},  # noqa: S608
        {f"{t}.{c}": int(ask(f'SELECT SUM("{c}") FROM "{t}"')[0] or 0) for t, c in money},  # noqa: S608
        f"{last[0]}:{last[1]}" if last else "",
    )


def _compare(here: Moved, there: Moved) -> None:
    different = [name for name, n in here.counts.items() if there.counts[name] != n]
    different += [name for name, n in here.sums.items() if there.sums[name] != n]
    if here.head != there.head:
        different.append("audit head")
    if different:
        raise MovedDiffers(what=", ".join(different[:20]))
