from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.note_progress import NothingSaid
from jigai.apps.support.clockwork import (
    finish,
    keep_answer,
    move,
    open_parts,
    record,
    settle,
    stop_all,
)
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import AnswerWay, Outcome, Step
from jigai.domain.sentence import Sentence

ANSWER = Sentence("{result}，{way}：{text}", "{result}, {way}: {text}")


def answer_request(
    *, request: EnterpriseRequest, result: Outcome, text: str, way: AnswerWay, change: Change
) -> EnterpriseRequest:
    """Say what came of it: the clocks stop, and it is the enterprise's turn.

    No officer goes further: the request stays answered until the enterprise says a word, or
    says none for the time of silence.

    Raises:
        NothingSaid, CannotMove, RecordInvalid: as named.
    """
    if not text.strip():
        raise NothingSaid
    was_direct = request.state == State.ACCEPTED
    move(request, State.ANSWERED)
    with writing("request.answered", change):
        if was_direct:
            request.lead = request.receiver
        stop_all(request, change.at)
        for part in open_parts(request):
            finish(part, text.strip(), change.at)
        request.result, request.answer, request.answer_way = result.value, text.strip(), way.value
        request.answered_at = change.at
        bench = bench_of(request)
        keep_answer(request, change, bench)
        settle(request, change.at, bench)
        said = ANSWER.format(result=result.label, way=way.label, text=text.strip())
        record(request, Step.ANSWERED, change, text=said, agency=request.lead)
    return request
