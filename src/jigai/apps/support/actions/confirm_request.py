from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import close
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Closing
from jigai.domain.sentence import Sentence


class NotAnsweredYet(Refusal):
    code = "support.not_answered_yet"
    message = Sentence(
        "诉求{number}还没有答复，或已经办结。", "Request {number} awaits no confirmation."
    )


def confirm_request(*, request: EnterpriseRequest, change: Change) -> EnterpriseRequest:
    """The enterprise says that the matter is settled. Callers ask ``asked_by`` for the request.

    Raises:
        NotAnsweredYet: there is no answer that waits for its word.
    """
    if request.state != State.ANSWERED:
        raise NotAnsweredYet(number=request.code)
    with writing("request.confirmed", change):
        close(request, Closing.CONFIRMED, change)
    return request
