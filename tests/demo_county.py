"""The demo county filled for a whole module or folder, and taken back at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

PASSWORD = "qingyun-demo-2026"


@contextmanager
def filled_demo(fill: Callable[..., Any], **how: Any) -> Iterator[None]:
    """The county within one transaction, which ends with the block.

    PostgreSQL counts the rows of tables by itself, but not those of a transaction under way: to it
    the tables would be as empty as after the tests before, and its plans accordingly (minutes for
    one list).
    """
    with transaction.atomic():
        fill(password=PASSWORD, **how)
        if connection.vendor == "postgresql":
            _count_rows()
        yield
        transaction.set_rollback(True)


def _count_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL default_statistics_target = 10")
        names = connection.introspection.table_names(cursor)
        cursor.execute("ANALYZE " + ", ".join(map(connection.ops.quote_name, names)))
