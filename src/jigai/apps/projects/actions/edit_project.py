from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from jigai.apps.audit.editing import EditedByOthers, apply_edit
from jigai.apps.audit.queries.versions import merged
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.register_project import ProjectValues, check_plan, with_name_keys
from jigai.apps.projects.models import PendingChange, Project
from jigai.apps.reference.models import Programme
from jigai.domain.change import Change
from jigai.domain.quantities import WHOLE_BP

SENSITIVE = ("total_investment_fen",)


@dataclass(frozen=True, slots=True)
class Edited:
    """What was saved at once, and what waits for a second person."""

    changed: tuple[str, ...]
    pending: PendingChange | None = None


def edit_project(
    *, project: Project, base_version: int, values: ProjectValues, change: Change
) -> Edited:
    """Save an edit joined with what others saved since; a large change of amount waits.

    An amount that moves by more than the programme's share (``approval_change_bp``) is kept as a
    pending change with its reason, for another person to decide; the rest is saved.

    Raises:
        EditedByOthers: a field was changed by both sides.
        ProjectNameBlank, EquipmentAboveTotal, PlannedBackwards, RecordInvalid: as named.
    """
    mine = with_name_keys(values)
    with writing("project.edited", change):
        project.refresh_from_db()
        join = merged(project, base=base_version, mine=mine)
        if join.conflicts:
            raise EditedByOthers(join.conflicts)
        waiting = {n: v for n, v in join.values.items() if _is_sensitive(project, n, v)}
        check_plan(Project(**_plan_of(project) | _plan_in(join.values)))
        at_once = {name: value for name, value in mine.items() if name not in waiting}
        if waiting and "equipment_investment_fen" in at_once:
            waiting["equipment_investment_fen"] = at_once.pop("equipment_investment_fen")
        changed = apply_edit(project, base=base_version, mine=at_once)
        pending = _ask(project, base_version, waiting, change) if waiting else None
    return Edited(changed, pending)


def _is_sensitive(project: Project, name: str, value: Any) -> bool:
    before = getattr(project, name)
    if name not in SENSITIVE or not before or value == before:
        return False
    limit = Programme.objects.values_list("approval_change_bp", flat=True).first()
    return limit is not None and abs((value or 0) - before) * WHOLE_BP > limit * before


def _ask(
    project: Project, base_version: int, values: dict[str, Any], change: Change
) -> PendingChange:
    return PendingChange.objects.create(
        project=project,
        values=values,
        base_version=base_version,
        reason=change.reason,
        asked_by_key=change.actor.key,
        asked_by=change.actor.name,
        asked_at=change.at,
    )


PLAN = (
    "total_investment_fen",
    "equipment_investment_fen",
    "planned_start_on",
    "planned_completion_on",
)


def _plan_of(project: Project) -> dict[str, int | date | None]:
    return {name: getattr(project, name) for name in PLAN}


def _plan_in(values: dict[str, Any]) -> dict[str, int | date | None]:
    return cast("dict[str, int | date | None]", {n: v for n, v in values.items() if n in PLAN})
