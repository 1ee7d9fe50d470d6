from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.confirm_request import NotAnsweredYet
from jigai.apps.support.actions.note_progress import NothingSaid
from jigai.apps.support.clockwork import begin_again, charge, record, settle
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.clock import Clock, Span, standing
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence


class ReopenedTooLate(Refusal):
    code = "support.reopened_too_late"
    message = Sentence(
        "诉求{number}办结已超过{days}个工作日。",
        "Request {number} was closed over {days} work-days ago.",
    )
    remedy = Sentence("请另提一件诉求。", "Raise a new request.")


def reopen_request(*, request: EnterpriseRequest, text: str, change: Change) -> EnterpriseRequest:
    """The enterprise says that the matter is not settled: the clock restarts from nothing.

    Raises:
        NothingSaid, NotAnsweredYet, ReopenedTooLate, RecordInvalid: as named.
    """
    if not text.strip():
        raise NothingSaid
    check_reopening(request, change)
    with writing("request.reopened", change):
        begin_again(request, change)
        bench = bench_of(request)
        charge(request, request.lead, change, bench=bench, task=text.strip()[:300])
        settle(request, change.at, bench)
        record(request, Step.REOPENED, change, text=text.strip(), agency=request.lead)
    return request


def check_reopening(request: EnterpriseRequest, change: Change) -> None:
    """Whether the request may be taken up again now.

    Raises:
        NotAnsweredYet, ReopenedTooLate: as named.
    """
    if request.state not in {State.ANSWERED, State.CLOSED} or not request.request_class:
        raise NotAnsweredYet(number=request.code)
    if request.closed_at is None:
        return
    bench = bench_of(request)
    limit = bench.standards.limit(StandardKind.REOPENING)
    since = Clock((Span(request.closed_at),))
    if standing(since, limit, bench.office, at=change.at).is_overdue:
        raise ReopenedTooLate(number=request.code, days=limit.amount)
