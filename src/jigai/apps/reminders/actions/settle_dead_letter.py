"""A person decides on a dead letter: once more, or not at all."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import DEAD, Message, MessageState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NotADeadLetter(Refusal):
    code = "reminders.not_a_dead_letter"
    message = Sentence("这条消息不在未送达之列。", "This message is not among the undelivered.")


def retry_message(*, message: Message, change: Change) -> None:
    """Put it back in line with all its tries before it.

    Raises:
        NotADeadLetter: as named.
    """
    _settle(message, "message.retried", change)
    message.state, message.attempts = MessageState.WAITING, 0
    message.next_try_at, message.problem = change.at, ""
    message.save()


def drop_message(*, message: Message, change: Change) -> None:
    """It is not sent; what it told of still stands on the page.

    Raises:
        NotADeadLetter: as named.
    """
    _settle(message, "message.dropped", change)
    message.state = MessageState.DROPPED
    message.text = message.text if message.robot_id else ""
    message.save()


def _settle(message: Message, verb: str, change: Change) -> None:
    if message.state not in DEAD:
        raise NotADeadLetter
    with writing(verb, change):
        pass  # who decided, when and why is history; the message itself is none
