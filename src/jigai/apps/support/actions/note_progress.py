from __future__ import annotations

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import record
from jigai.apps.support.models import EnterpriseRequest, RequestStep
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence


class NothingSaid(Refusal):
    code = "support.nothing_said"
    message = Sentence("请写明情况。", "Say what there is to say.")


class ClosedAlready(Refusal):
    code = "support.closed_already"
    message = Sentence("诉求{number}已经办结。", "Request {number} is closed.")
    remedy = Sentence("企业可以重提。", "The enterprise may reopen it.")


def note_progress(
    *,
    request: EnterpriseRequest,
    text: str,
    is_internal: bool = False,
    agency: Agency | None = None,
    change: Change,
) -> RequestStep:
    """Write down how things go; an internal note is not shown to the enterprise.

    Raises:
        NothingSaid, ClosedAlready, RecordInvalid: as named.
    """
    if not text.strip():
        raise NothingSaid
    if request.state == State.CLOSED:
        raise ClosedAlready(number=request.code)
    with writing("request.noted", change):
        return record(
            request, Step.NOTED, change, text=text.strip(), agency=agency, is_internal=is_internal
        )
