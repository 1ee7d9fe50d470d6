from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.writing import writing
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change


def remind(*, round: Round, project_ids: Collection[int], change: Change) -> int:
    """Note that the units of these projects were reminded today; once a day each.

    Returns:
        How many entries were reminded now.
    """
    today = change.at.date()
    with writing("round.reminded", change):
        waiting = round.entries.filter(project_id__in=project_ids, is_excused=False)
        return waiting.exclude(reminded_on=today).update(reminded_on=today)
