"""The register of projects row by row, as of any day, and what changed in it between two days."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.apps.projects.models import Project
from jigai.apps.projects.queries.project_list import listed_projects
from jigai.apps.projects.queries.projects import matching


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A project with every column of the list. Amounts are whole fen, progress basis points."""

    id: int
    name: str
    code: str
    enterprise_id: int | None
    enterprise: str
    division: str
    direction: str
    agency: str
    leader: str
    stage: str
    progress_bp: int | None
    total_investment_fen: int | None
    equipment_investment_fen: int | None
    planned_start_on: date | None
    planned_completion_on: date | None
    inclusion: str
    construction_kind: str
    entered_on: date
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One project of which a column differs between two days; deleted ones have no ``after``."""

    id: int
    name: str
    state: Literal["new", "changed", "deleted"]
    fields: tuple[str, ...]
    before: RegisterRow | None
    after: RegisterRow | None


PATHS = {
    "enterprise": "enterprise_name",
    "division": "area",
    "direction": "direction_name",
    "agency": "unit",
    "leader": "responsible_leader",
    "progress_bp": "progress",
    "inclusion": "inclusion_state",
}
"""Field of a row → path of ``listed_projects`` where they differ."""


def register_rows(
    viewer: Viewer,
    *,
    on: date | None = None,
    text: str = "",
    page: int = 1,
    size: int | None = None,
) -> list[RegisterRow]:
    """Projects that the viewer may see, by pinyin, as at the end of a day; one query.

    Args:
        on: the day; ``None`` is the present.
        size: rows a page; ``None`` gives all.
    """
    with as_of(change_set_on(on)):
        seen = matching(Project.objects.visible_to(viewer), text).order_by().values("pk")
        found = listed_projects().filter(Q(pk__in=seen)).order_by("name_sort", "pk")
        names = list(RegisterRow.__dataclass_fields__)
        rows = found.values_list(*(PATHS.get(name, name) for name in names))
        start = (page - 1) * (size or 0)
        chosen = rows if size is None else rows[start : start + size]
        return [_row(names, values) for values in chosen]


def register_count(viewer: Viewer, *, on: date | None = None, text: str = "") -> int:
    with as_of(change_set_on(on)):
        return matching(Project.objects.visible_to(viewer), text).count()


def register_changes(
    viewer: Viewer, *, since: date, on: date | None = None
) -> list[RegisterChange]:
    """Every project that is new, changed in a column or deleted since the end of a day."""
    before = {row.id: row for row in register_rows(viewer, on=since)}
    after = {row.id: row for row in register_rows(viewer, on=on)}
    found = [_change(before.get(key), row) for key, row in after.items()]
    found += [_change(row, None) for key, row in before.items() if key not in after]
    return [change for change in found if change is not None]


def _change(before: RegisterRow | None, after: RegisterRow | None) -> RegisterChange | None:
    known = after or before
    if known is None or before == after:
        return None
    if before is None or after is None:
        state: Literal["new", "deleted"] = "deleted" if after is None else "new"
        return RegisterChange(known.id, known.name, state, (), before, after)
    then, now = asdict(before), asdict(after)
    fields = tuple(name for name, value in now.items() if value != then[name])
    return RegisterChange(known.id, known.name, "changed", fields, before, after)


def _row(names: list[str], values: tuple[Any, ...]) -> RegisterRow:
    found = dict(zip(names, values, strict=True))
    for name in ("code", "enterprise", "division", "direction", "agency", "inclusion"):
        found[name] = found[name] or ""
    return RegisterRow(**found)
