from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanLine, PlanVersion
from jigai.apps.planning.writable import (
    checked_values,
    kind_named,
    next_key,
    refuse_unless_draft,
    sign,
)
from jigai.domain.change import Change


def add_line(
    *, version: PlanVersion, kind: str, values: Mapping[str, Any], change: Change
) -> PlanLine:
    """Add a line of a kind to a draft; it gets the next free key of its theme.

    Raises:
        VersionNotWritable, NoSuchKind, RecordInvalid, and what ``checked_values`` refuses.
    """
    with writing("plan_line.added", change):
        refuse_unless_draft(version)
        chosen = kind_named(kind).value
        kept = checked_values(version, chosen, values)
        last = version.lines.aggregate(last=Max("place"))["last"] or 0
        line = PlanLine(
            version=version, key=next_key(version, chosen), kind=chosen, place=last + 1, **kept
        )
        save_valid(line)
        sign(version, change)
    return line
