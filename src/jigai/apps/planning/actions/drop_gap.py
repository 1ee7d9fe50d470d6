from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanGap
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class GapDroppedAlready(Refusal):
    code = "planning.gap_dropped_already"
    message = Sentence("这个差距已于{day}不再跟踪。", "This gap was dropped on {day}.")


def drop_gap(*, gap: PlanGap, change: Change) -> PlanGap:
    """Pursue a gap no more; the reason says why, and it stays to be read.

    Raises:
        GapDroppedAlready: as named.
    """
    with writing("gap.dropped", change):
        gap.refresh_from_db()
        if gap.dropped_on is not None:
            raise GapDroppedAlready(day=gap.dropped_on)
        gap.dropped_on, gap.dropped_because = change.at.date(), change.reason[:300]
        gap.save(update_fields=["dropped_on", "dropped_because"])
    return gap
