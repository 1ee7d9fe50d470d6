"""The office's answer to a request about data; a refusal names its lawful ground."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.portal.actions.decide import decide
from jigai.apps.portal.models import DataRequest
from jigai.domain.change import Change
from jigai.domain.data_rights import Ground, RequestKind, may_refuse
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class GroundMissing(Refusal):
    code = "data_request.ground_missing"
    message = Sentence(
        "拒绝要有法定理由，且适用于这类请求。",
        "A refusal names a lawful ground that fits this kind of request.",
    )
    remedy = Sentence("请从所列理由中选择。", "Choose one of the grounds listed.")


def answer_request(
    *, request: DataRequest, is_granted: bool, answer: str, change: Change, ground: str = ""
) -> DataRequest:
    """Grant or refuse with words.

    Raises:
        GroundMissing: refused without a ground that fits.
        AnsweredAlready, OwnRequest, AnswerMissing: as ``decide``.
    """
    named = Ground(ground) if ground in set(Ground) else None
    if not is_granted and (named is None or not may_refuse(RequestKind(request.kind), named)):
        raise GroundMissing
    with writing("datarequest.decided", change):
        request.refresh_from_db()
        request.ground = "" if is_granted or named is None else named.value
        if request.ground:
            request.save(update_fields=["ground"])
        return decide(asked=request, is_accepted=is_granted, answer=answer, change=change)
