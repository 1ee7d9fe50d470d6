"""What a command says when its database is not there, not set up or out of reach."""

from __future__ import annotations

from django.db import DatabaseError, OperationalError, ProgrammingError, connection

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MARK = "reference_programme"  # a table that every set-up home has
ABSENT = ("no such table", "no such column", "does not exist")


class NotSetUp(Refusal):
    """The home has no database yet, or one of an earlier version."""

    code = "home.not_set_up"
    message = Sentence(
        "这个目录（JIGAI_HOME）里的数据库还没有建立，或版本较旧。",
        "The database of this home (JIGAI_HOME) is not set up, or of an earlier version.",
    )
    remedy = Sentence(
        "请先运行 jigai setup（演示县加 --demo）；也请核对 JIGAI_HOME。",
        "Run jigai setup first (--demo for the demo county), and check JIGAI_HOME.",
    )


class DatabaseOutOfReach(Refusal):
    """The database server or file does not answer; what it said is quoted."""

    code = "home.database_out_of_reach"
    message = Sentence("数据库无法使用：{said}。", "The database cannot be used: {said}.")
    remedy = Sentence(
        "请核对 JIGAI_HOME 或 JIGAI_DATABASE_URL、磁盘空间和权限。",
        "Check JIGAI_HOME or JIGAI_DATABASE_URL, free disk space and permissions.",
    )


def refusal_of(fault: DatabaseError) -> Refusal | None:
    """The refusal for a fault that the person at the command can mend; None for a defect."""
    said = str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__
    if isinstance(fault, OperationalError | ProgrammingError) and any(t in said for t in ABSENT):
        return NotSetUp()
    damaged = type(fault) is DatabaseError  # SQLite on a file that is no database
    return DatabaseOutOfReach(said=said) if damaged or isinstance(fault, OperationalError) else None


def check_set_up() -> None:
    """Refuse before a long-running command starts on a home without tables.

    Raises:
        NotSetUp: the tables are not there.
    """
    if MARK not in connection.introspection.table_names():
        raise NotSetUp
