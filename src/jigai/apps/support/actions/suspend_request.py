from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.note_progress import NothingSaid
from jigai.apps.support.clockwork import move, open_parts, record, settle, stop
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.request_clocks.life import Hold, State
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence

BECAUSE = Sentence("{hold}：{text}", "{hold}: {text}")


def suspend_request(
    *, request: EnterpriseRequest, hold: Hold, text: str, change: Change
) -> EnterpriseRequest:
    """Put a request aside with a reason that the enterprise reads.

    The department's clock stands still. The enterprise's stands still only while its own papers
    are waited for.

    Raises:
        NothingSaid, CannotMove, RecordInvalid: as named.
    """
    if not text.strip():
        raise NothingSaid
    move(request, State.SUSPENDED, hold=hold)
    with writing("request.suspended", change):
        for part in open_parts(request):
            stop(request, change.at, part=part)
        if hold is Hold.ENTERPRISE_PAPERS:
            stop(request, change.at)
        settle(request, change.at)
        said = BECAUSE.format(hold=hold.label, text=text.strip())
        record(request, Step.SUSPENDED, change, text=said, agency=request.lead)
    return request
