"""Reading as of a past moment: the same queries, over the versions valid then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.timezone import make_aware

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.tables import record_table, record_tables
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

_reading: ContextVar[object | None] = ContextVar("the innermost reading", default=None)
QUOTED = re.compile(r'"([a-z_0-9]+)"')


class ReadOnlyPast(Refusal):
    code = "audit.past_is_read_only"
    message = Sentence("历史时点只能查看，不能修改。", "A past moment can be read, not changed.")


def change_set_at(moment: datetime) -> int:
    """Number of the last change set at or before the moment; 0 before the first."""
    row = ChangeSet.objects.filter(at__lte=moment).order_by("-id").values_list("id").first()
    return row[0] if row else 0


def change_set_on(day: date | None) -> int | None:
    """Number of the last change set of a day, to read the day's end; ``None`` is the present."""
    return change_set_at(end_of(day)) if day else None


def end_of(day: date) -> datetime:
    """The last moment of a day, in the county's zone."""
    return make_aware(datetime.combine(day, time.max))


@contextmanager
def as_of(number: int | None) -> Iterator[None]:
    """Within this block every query of business tables sees them as after change set ``number``.

    Each statement gets the versions valid then under the tables' own names, so lists, sums,
    joins and exports need no second form. ``None`` changes nothing; of nested blocks the inner
    one counts.

    Raises:
        ReadOnlyPast: something is written inside the block.
    """
    if number is None:
        yield
        return
    mark = object()
    token = _reading.set(mark)
    try:
        with connection.execute_wrapper(_over_versions(number, mark)), _grouped_by_every_column():
            yield
    finally:
        _reading.reset(token)


@contextmanager
def present() -> Iterator[None]:
    """Within this block the present is read, also inside ``as_of``: rights are of today."""
    token = _reading.set(None)
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def _grouped_by_every_column() -> Iterator[None]:
    """A table of versions has no primary key from which PostgreSQL could know the other columns."""
    features = connection.features
    before = features.allows_group_by_selected_pks
    features.allows_group_by_selected_pks = False
    try:
        yield
    finally:
        features.allows_group_by_selected_pks = before


def _over_versions(number: int, mark: object) -> Callable[..., Any]:
    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's own signature
        if _reading.get() is not mark:
            return execute(sql, params, many, context)
        start = sql.lstrip()[:10].upper()
        if start.startswith(("INSERT", "UPDATE", "DELETE")):
            raise ReadOnlyPast
        if not start.startswith("SELECT"):
            return execute(sql, params, many, context)
        named = tuple(sorted(_record_names().intersection(QUOTED.findall(sql))))
        if not named:
            return execute(sql, params, many, context)
        head, slots = _versions(named)
        return execute(head + sql, [number] * slots + list(params or ()), many, context)

    return run


@lru_cache(maxsize=1)
def _record_names() -> frozenset[str]:
    return frozenset(table.name for table in record_tables())


@lru_cache(maxsize=256)
def _versions(names: tuple[str, ...]) -> tuple[str, int]:
    parts = []
    for name in names:
        table = record_table(name)
        columns = ", ".join(f'"{c}"' for c in table.column_names)
        missing = "".join(f', NULL AS "{c}"' for c in table.untracked)
        parts.append(
            f'"{name}" AS NOT MATERIALIZED (SELECT {columns}{missing} FROM {table.history}'
            " WHERE since <= %s AND until > %s AND operation <> 'D')"
        )
    return f"WITH {', '.join(parts)} ", 2 * len(names)
