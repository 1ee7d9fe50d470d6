from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.support.models import ServiceStandard
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.clock import Unit
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.sentence import Sentence

MOST_DAYS, MOST_MINUTES = 250, 4800


class StandardDecisionMissing(Refusal):
    code = "support.decision_missing"
    message = Sentence("时限要写明依据。", "A limit needs the decision behind it.")


class StandardOutOfRange(Refusal):
    code = "support.standard_out_of_range"
    message = Sentence("时限应在1到{most}之间。", "A limit lies between 1 and {most}.")


def set_standard(
    *, kind: StandardKind, valid_from: date, amount: int, decision: str, change: Change
) -> ServiceStandard:
    """Set a limit from a day on; requests that were raised before keep theirs.

    Args:
        amount: office minutes for the response, work-days for all others.

    Raises:
        StandardDecisionMissing, StandardOutOfRange, RecordInvalid: as named.
    """
    if not decision.strip():
        raise StandardDecisionMissing
    most = MOST_MINUTES if kind.unit is Unit.OFFICE_MINUTE else MOST_DAYS
    if not 1 <= amount <= most:
        raise StandardOutOfRange(most=most)
    with writing("standard.set", change):
        row = ServiceStandard.objects.filter(kind=kind.value, valid_from=valid_from).first()
        row = row or ServiceStandard(kind=kind.value, valid_from=valid_from)
        row.amount, row.decision = amount, decision.strip()
        save_valid(row)
    return row
