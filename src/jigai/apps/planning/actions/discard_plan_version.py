from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanVersion, VersionState
from jigai.apps.planning.writable import refuse_unless_draft
from jigai.domain.change import Change


def discard_plan_version(*, version: PlanVersion, change: Change) -> PlanVersion:
    """Give a draft up; it stays to be read, and the approved version goes on to hold.

    Raises:
        VersionNotWritable: as named.
    """
    with writing("plan.discarded", change):
        refuse_unless_draft(version)
        version.state = VersionState.DISCARDED
        version.save(update_fields=["state"])
    return version
