"""Whatever waits is decided once, by another person than the one who asked, with an answer."""

from __future__ import annotations

from typing import TypeVar

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import Asked, Decision
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence

A = TypeVar("A", bound=Asked)


class AnsweredAlready(Refusal):
    code = "portal.decided_already"
    message = Sentence("这一条已经处理过。", "This was decided already.")


class OwnRequest(NotAllowed):
    code = "portal.own_request"
    message = Sentence("提出的人不能自己答复。", "Who asked cannot give the answer.")
    remedy = Sentence("请由另一位同事答复。", "Let a colleague answer.")


class AnswerMissing(Refusal):
    code = "portal.answer_missing"
    message = Sentence("答复要写明理由。", "An answer says why.")
    remedy = Sentence("请填写答复。", "Fill in the answer.")


class NotTheAsker(NotAllowed):
    code = "portal.not_the_asker"
    message = Sentence("只有提出的人可以撤回。", "Only who asked can withdraw it.")


def decide(*, asked: A, is_accepted: bool, answer: str, change: Change) -> A:
    """Accept or refuse, with the answer that the asker reads.

    Raises:
        AnsweredAlready, OwnRequest, AnswerMissing: as named.
    """
    asked.refresh_from_db()
    if asked.state != Decision.WAITING:
        raise AnsweredAlready
    if asked.asked_by_key == change.actor.key:
        raise OwnRequest
    if not answer.strip():
        raise AnswerMissing
    with writing(f"{asked.noun}.decided", change):
        asked.state = Decision.ACCEPTED if is_accepted else Decision.REFUSED
        asked.answer = answer.strip()
        asked.decided_by_key, asked.decided_by = change.actor.key, change.actor.name
        asked.decided_at = change.at
        save_valid(asked)
    return asked


def withdraw(*, asked: A, change: Change) -> A:
    """The asker takes it back before it is decided.

    Raises:
        AnsweredAlready, NotTheAsker: as named.
    """
    asked.refresh_from_db()
    if asked.state != Decision.WAITING:
        raise AnsweredAlready
    if asked.asked_by_key != change.actor.key:
        raise NotTheAsker
    with writing(f"{asked.noun}.withdrawn", change):
        asked.state = Decision.WITHDRAWN
        asked.save(update_fields=["state"])
    return asked
