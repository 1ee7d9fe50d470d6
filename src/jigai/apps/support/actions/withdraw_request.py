from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.note_progress import ClosedAlready
from jigai.apps.support.clockwork import close
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Closing


def withdraw_request(*, request: EnterpriseRequest, change: Change) -> EnterpriseRequest:
    """The enterprise no longer asks. Callers ask ``asked_by`` for the request.

    Raises:
        ClosedAlready: as named.
    """
    if request.state == State.CLOSED:
        raise ClosedAlready(number=request.code)
    with writing("request.withdrawn", change):
        close(request, Closing.WITHDRAWN, change)
    return request
