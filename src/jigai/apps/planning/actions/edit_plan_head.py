from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.audit.editing import apply_edit
from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanVersion
from jigai.apps.planning.writable import refuse_unless_draft, sign
from jigai.domain.change import Change

HEAD = ("owner_id", "budget_fen", "starts_on", "ends_on", "summary")


def edit_plan_head(
    *, version: PlanVersion, base: int, values: Mapping[str, Any], change: Change
) -> tuple[str, ...]:
    """Set owner, budget (fen), days and summary of a draft, joined with what others saved since.

    Raises:
        VersionNotWritable, EditedByOthers, RecordInvalid: as named.
    """
    with writing("plan_head.edited", change):
        refuse_unless_draft(version)
        changed = apply_edit(version, base=base, mine={n: values[n] for n in HEAD if n in values})
        if changed:
            sign(version, change)
    return changed
