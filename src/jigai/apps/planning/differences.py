"""What one version of a plan says otherwise than another, line by line. Pure comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LineValues:
    """A line by its key: kind and columns; ``gap`` and ``file`` by their words."""

    key: str
    kind: str
    values: Values


@dataclass(frozen=True, slots=True)
class ChangedColumn:
    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One line that is not the same; what was added or removed has its filled columns."""

    key: str
    kind: str
    title: str
    state: Literal["added", "removed", "amended"]
    columns: tuple[ChangedColumn, ...]


def changed_columns(before: Values, after: Values) -> tuple[ChangedColumn, ...]:
    """Columns that differ, in the order of the later; blank and absent are the same."""
    names = dict.fromkeys([*after, *before])
    return tuple(
        ChangedColumn(name, before.get(name), after.get(name))
        for name in names
        if _filled(before.get(name)) != _filled(after.get(name))
    )


def changed_lines(
    before: Sequence[LineValues], after: Sequence[LineValues]
) -> tuple[ChangedLine, ...]:
    """Lines that were amended, added or removed; what is the same is left out."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    found = []
    for key in dict.fromkeys([*new, *old]):
        then, now = old.get(key), new.get(key)
        columns = changed_columns(then.values if then else {}, now.values if now else {})
        if then and now and not columns:
            continue
        shown = now or then
        if shown is None:
            continue
        state: Literal["added", "removed", "amended"] = (
            "amended" if then and now else "added" if now else "removed"
        )
        found.append(ChangedLine(key, shown.kind, shown.values["title"], state, columns))
    return tuple(found)


def _filled(value: Any) -> Any:
    return None if value == "" else value
