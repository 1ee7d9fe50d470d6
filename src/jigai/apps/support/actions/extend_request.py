from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.note_progress import NothingSaid
from jigai.apps.support.clockwork import open_parts, record, settle
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence

PROLONGED = Sentence("延长{days}个工作日：{text}", "{days} work-days more: {text}")
INCLUDED = Sentence("；含批准延期{days}个工作日", "; with {days} work-days granted")
OPEN = frozenset({State.WORKING.value, State.BLOCKED.value, State.SUSPENDED.value})


class ExtendedAlready(Refusal):
    code = "support.extended_already"
    message = Sentence(
        "诉求{number}这一轮已延期{days}个工作日，只能延期一次。",
        "Request {number} was prolonged by {days} work-days already; that is done once.",
    )


class ExtensionTooLong(Refusal):
    code = "support.extension_too_long"
    message = Sentence(
        "延期应为1到{most}个工作日，不超过原办结时限。",
        "It is prolonged by 1 to {most} work-days, not by more than its own limit.",
    )


class NotUnderWay(Refusal):
    code = "support.not_under_way"
    message = Sentence("诉求{number}不在办理中。", "Request {number} is not being worked on.")


def extend_request(
    *, request: EnterpriseRequest, days: int, text: str, change: Change
) -> EnterpriseRequest:
    """Prolong the limit once, by the office's leave; the enterprise reads by how much and why.

    Raises:
        ExtendedAlready, ExtensionTooLong, NotUnderWay, NothingSaid, RecordInvalid: as named.
    """
    if not text.strip():
        raise NothingSaid
    if request.state not in OPEN:
        raise NotUnderWay(number=request.code)
    if request.extended_days:
        raise ExtendedAlready(number=request.code, days=request.extended_days)
    kind = StandardKind(request.request_class)
    most = bench_of(request).standards.limit(kind).amount
    if not 1 <= days <= most:
        raise ExtensionTooLong(most=most)
    with writing("request.extended", change):
        request.extended_days = days
        more = INCLUDED.format(days=days)
        for part in open_parts(request):
            if part.is_lead:
                part.limit_days += days
                part.limit_source += more.zh
                part.limit_source_en += more.en
                save_valid(part, fields=["limit_days", "limit_source", "limit_source_en"])
        settle(request, change.at)
        said = PROLONGED.format(days=days, text=text.strip())
        record(request, Step.EXTENDED, change, text=said)
    return request
