from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanLine
from jigai.apps.planning.writable import refuse_unless_draft, sign
from jigai.domain.change import Change


def remove_line(*, line: PlanLine, change: Change) -> None:
    """Take a line out of a draft; earlier versions and the history keep it.

    Raises:
        VersionNotWritable: as named.
    """
    with writing("plan_line.removed", change):
        refuse_unless_draft(line.version)
        line.delete()
        sign(line.version, change)
