from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.note_progress import NothingSaid
from jigai.apps.support.clockwork import finish, move, open_parts, record, settle, start
from jigai.apps.support.models import RequestPart
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence


class PartDoneAlready(Refusal):
    code = "support.part_done_already"
    message = Sentence("这一部分已经办完。", "This part is done already.")


class LeadAnswers(Refusal):
    code = "support.lead_answers"
    message = Sentence(
        "承办单位不单独办完，请直接答复企业。", "The department in charge answers the enterprise."
    )


def finish_part(*, part: RequestPart, reply: str, change: Change) -> RequestPart:
    """A blocking department has done its part; after the last, the one in charge goes on.

    Raises:
        PartDoneAlready, LeadAnswers, NothingSaid, RecordInvalid: as named.
    """
    if part.done_at is not None:
        raise PartDoneAlready
    if part.is_lead:
        raise LeadAnswers
    if not reply.strip():
        raise NothingSaid
    request = part.request
    with writing("request.part_done", change):
        finish(part, reply.strip(), change.at)
        left = open_parts(request)
        if request.state == State.BLOCKED and all(one.is_lead for one in left):
            move(request, State.WORKING)
            for one in left:
                start(request, change.at, part=one)
        settle(request, change.at)
        record(request, Step.PART_DONE, change, text=reply.strip(), agency=part.agency)
    return part
