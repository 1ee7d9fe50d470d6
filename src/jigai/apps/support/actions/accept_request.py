from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import move, record, settle
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.standards import CLASSES, StandardKind
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence


class NotAClass(Refusal):
    code = "support.not_a_class"
    message = Sentence(
        "“{name}”不是诉求的办理类别。", "“{name}” is not a class in which requests are worked on."
    )
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


ACCEPTED_AS = Sentence(
    "按“{kind}”办理，{days}个工作日内答复", "as “{kind}”, answer in {days} work-days"
)


def accept_request(
    *, request: EnterpriseRequest, request_class: StandardKind, change: Change
) -> EnterpriseRequest:
    """The first receiver has spoken with the enterprise: the response clock stops.

    Args:
        request_class: how hard it is; it sets the limit of the enterprise's clock.

    Raises:
        NotAClass, CannotMove: as named.
    """
    if request_class not in CLASSES:
        raise NotAClass(name=request_class.value, known=", ".join(one.value for one in CLASSES))
    move(request, State.ACCEPTED)
    with writing("request.accepted", change):
        request.responded_at, request.request_class = change.at, request_class.value
        bench = bench_of(request)
        settle(request, change.at, bench)
        limit = bench.standards.limit(request_class)
        said = ACCEPTED_AS.format(kind=request_class.label, days=limit.amount)
        record(request, Step.ACCEPTED, change, text=said, agency=request.receiver)
    return request
