from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.rounds.models import Round, RoundEntry, RoundStage
from jigai.apps.rounds.queries.lock import PeriodLocked
from jigai.domain.change import Change
from jigai.domain.periods import parse_period


def excuse_entry(*, entry: RoundEntry, is_excused: bool = True, change: Change) -> RoundEntry:
    """Excuse a project from one round; the change's reason is the excuse. Can be taken back.

    Raises:
        PeriodLocked: the round is published.
    """
    with writing("round_entry.excused", change):
        stage = Round.objects.values_list("stage", flat=True).get(pk=entry.round_id)
        if stage == RoundStage.PUBLISHED:
            raise PeriodLocked(period=parse_period(entry.round.period).name)
        entry.is_excused = is_excused
        entry.excuse = change.reason[:200] if is_excused else ""
        entry.excused_by = change.actor.name if is_excused else ""
        entry.save(update_fields=["is_excused", "excuse", "excused_by"])
    return entry
