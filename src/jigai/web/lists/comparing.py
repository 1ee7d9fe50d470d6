"""Changed-since reading: the same conditions, asked now and of an earlier day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.web.lists.listing import ChangeCounts, Row, RowState, cells_of
from jigai.web.lists.page import ListPage
from jigai.web.lists.state import ListState

CHUNK = 900
GONE_SHOWN = 200
Found = dict[int, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Values of the matching rows then and now, by id, and which ids existed at both ends."""

    then: Found
    now: Found
    existed_then: frozenset[int]
    exist_now: frozenset[int]

    def state_of(self, key: int) -> RowState:
        if key not in self.then:
            return "entered" if key in self.existed_then else "new"
        return "" if self.then[key] == self.now[key] else "changed"

    @property
    def counts(self) -> ChangeCounts:
        states = [self.state_of(key) for key in self.now]
        gone = [key for key in self.then if key not in self.now]
        left = sum(key in self.exist_now for key in gone)
        return ChangeCounts(
            changed=states.count("changed"),
            new=states.count("new"),
            entered=states.count("entered"),
            deleted=len(gone) - left,
            left=left,
        )


def compared(
    page: ListPage, state: ListState, viewer: Viewer, where: Q, *, since: date, now: int | None
) -> Comparison:
    """Read both ends: now (or the list's own as-of moment) and the end of ``since``."""
    paths = [column.read_path for column in state.columns]
    before = change_set_on(since)
    with as_of(now):
        current = _values(page.visible(viewer).filter(where), paths)
    with as_of(before):
        earlier = _values(page.visible(viewer).filter(where), paths)
        existed = _existing(page.visible(viewer), current.keys() - earlier.keys())
    with as_of(now):
        exist = _existing(page.visible(viewer), earlier.keys() - current.keys())
    return Comparison(earlier, current, existed, exist)


def gone_rows(page: ListPage, state: ListState, comparison: Comparison) -> tuple[Row, ...]:
    """Rows that matched then and do not now: deleted, or no longer meeting the conditions."""
    gone = [key for key in comparison.then if key not in comparison.now][:GONE_SHOWN]
    rows = []
    for key in gone:
        cells = cells_of(state.columns, comparison.then[key])
        is_there = key in comparison.exist_now
        url = page.row_url(key) if is_there and page.row_url else ""
        rows.append(Row(key, url, cells[0], cells[1:], "left" if is_there else "deleted"))
    return tuple(rows)


def _values(rows: QuerySet[Any], paths: list[str]) -> Found:
    return {row[0]: row[1:] for row in rows.order_by("pk").values_list("pk", *paths)}


def _existing(rows: QuerySet[Any], keys: Iterable[int]) -> frozenset[int]:
    wanted, found = sorted(keys), set[int]()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found.update(rows.filter(pk__in=chunk).values_list("pk", flat=True))
    return frozenset(found)
