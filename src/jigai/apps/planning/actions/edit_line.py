from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.audit.editing import apply_edit
from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanLine
from jigai.apps.planning.writable import checked_values, refuse_unless_draft, sign
from jigai.domain.change import Change


def edit_line(
    *, line: PlanLine, base: int, values: Mapping[str, Any], change: Change
) -> tuple[str, ...]:
    """Change columns of a line of a draft, made on version ``base`` of the line.

    Returns:
        The columns that changed.

    Raises:
        VersionNotWritable, EditedByOthers, RecordInvalid, and what ``checked_values`` refuses.
    """
    with writing("plan_line.edited", change):
        refuse_unless_draft(line.version)
        kept = checked_values(line.version, line.kind, values, fact=line.fact)
        mine = {("gap_id" if n == "gap" else n): _key(n, v) for n, v in kept.items()}
        changed = apply_edit(line, base=base, mine=mine)
        if changed:
            sign(line.version, change)
    return changed


def _key(name: str, value: Any) -> Any:
    return value.pk if name == "gap" and value is not None else value
