"""A block in which no business record can be written, whoever tries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from jigai.apps.audit.tables import record_tables
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence

WRITES = ("INSERT", "UPDATE", "DELETE")


class ReadsOnly(NotAllowed):
    code = "audit.reads_only"
    message = Sentence("现在只能查看，不能修改。", "Only looking is possible now, not changing.")


@contextmanager
def reading_only() -> Iterator[None]:
    """Refuse every write of a business record or of the history within the block.

    Raises:
        ReadsOnly: on such a write. Sessions and other tables beside the business pass.
    """
    with connection.execute_wrapper(_refusing):
        yield


def _refusing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's own signature
    if sql.lstrip()[:6].upper() in WRITES and _table(sql) in _guarded():
        raise ReadsOnly
    return execute(sql, params, many, context)


def _table(sql: str) -> str:
    """The first quoted name of a writing statement is its table."""
    return sql.partition('"')[2].partition('"')[0]


def _guarded() -> frozenset[str]:
    return frozenset({"audit_changeset", *(table.name for table in record_tables())})
