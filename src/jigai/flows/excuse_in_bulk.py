"""Excuse many projects from one round with one reason, in one change set."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.writing import writing
from jigai.apps.rounds.actions.excuse_entry import excuse_entry
from jigai.apps.rounds.queries.access import entry_for
from jigai.domain.change import Change


def excuse_in_bulk(
    viewer: Viewer,
    *,
    period: str,
    project_ids: Collection[int],
    change: Change,
    is_excused: bool = True,
) -> int:
    """Excuse the projects, or take their excuses back; all or none.

    Returns:
        How many entries were decided on.

    Raises:
        NoSuchRound, NoSuchEntry, PeriodLocked: as named.
    """
    with writing("round_entries.excused", change):
        for key in project_ids:
            entry = entry_for(viewer, period=period, project_id=key)
            excuse_entry(entry=entry, is_excused=is_excused, change=change)
    return len(project_ids)
