from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import move, open_parts, record, settle, start
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence


class NotSuspended(Refusal):
    code = "support.not_suspended"
    message = Sentence("诉求{number}没有挂起。", "Request {number} is not suspended.")


def resume_request(*, request: EnterpriseRequest, text: str, change: Change) -> EnterpriseRequest:
    """Take a suspended request up again: every clock runs on from where it stood.

    Raises:
        NotSuspended, RecordInvalid: as named.
    """
    if request.state != State.SUSPENDED:
        raise NotSuspended(number=request.code)
    move(request, State.WORKING)
    with writing("request.resumed", change):
        start(request, change.at)
        for part in open_parts(request):
            start(request, change.at, part=part)
        settle(request, change.at)
        record(request, Step.RESUMED, change, text=text.strip(), agency=request.lead)
    return request
