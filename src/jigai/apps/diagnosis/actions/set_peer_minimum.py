from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import PeerMinimum
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LEAST, MOST = 3, 1000


class MinimumOutOfRange(Refusal):
    code = "diagnosis.minimum_out_of_range"
    message = Sentence(
        "同行对标的最少户数应在{least}到{most}之间。",
        "The smallest group of the benchmark lies between {least} and {most}.",
    )


class MinimumDecisionMissing(Refusal):
    code = "diagnosis.minimum_decision_missing"
    message = Sentence("最少户数要写明依据。", "The smallest group needs the decision behind it.")


def set_peer_minimum(*, least: int, valid_from: date, decision: str, change: Change) -> PeerMinimum:
    """Set from a day on how many enterprises a shown group has at least.

    Raises:
        MinimumOutOfRange, MinimumDecisionMissing: as named.
    """
    if not LEAST <= least <= MOST:
        raise MinimumOutOfRange(least=LEAST, most=MOST)
    if not decision.strip():
        raise MinimumDecisionMissing
    with writing("peer_minimum.set", change):
        row = PeerMinimum.objects.filter(valid_from=valid_from).first()
        row = row or PeerMinimum(valid_from=valid_from)
        row.least, row.decision = least, decision.strip()
        save_valid(row)
    return row
