"""Messages that went, wait or failed; and what was told already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from jigai.apps.reminders.models import DEAD, Delivery, Message, MessageState
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

SHOWN = 50


class NoSuchMessage(NotFound):
    code = "reminders.no_such_message"
    message = Sentence("没有编号为{pk}的消息。", "There is no message {pk}.")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message; ``receiver`` is the robot's name, blank for a letter to a person."""

    id: int
    day: date
    medium: str
    receiver: str
    subject: str
    item_count: int
    is_test: bool
    state: str
    attempts: int
    tried_at: datetime | None
    next_try_at: datetime | None
    answer_code: int
    problem: str


def message_rows(*, states: Collection[str] = (), limit: int = SHOWN) -> list[MessageRow]:
    """The newest first; one query. To whom a letter went is its reader's matter alone."""
    found = Message.objects.select_related("robot").order_by("-day", "-pk")
    if states:
        found = found.filter(state__in=states)
    return [_row(one) for one in found[:limit]]


def dead_letters() -> list[MessageRow]:
    return message_rows(states=DEAD, limit=500)


def message_by(pk: int) -> Message:
    """The message of a number.

    Raises:
        NoSuchMessage: there is none.
    """
    found = Message.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchMessage(pk=pk)
    return found


def due_messages(*, at: datetime) -> QuerySet[Message]:
    """Those whose time has come, in the order in which they were made."""
    found = Message.objects.filter(state=MessageState.WAITING, next_try_at__lte=at)
    return found.select_related("user", "robot").order_by("pk")


def next_try() -> datetime | None:
    """When the next message is to be tried."""
    waiting = Message.objects.filter(state=MessageState.WAITING)
    return waiting.order_by("next_try_at").values_list("next_try_at", flat=True).first()


def sent_lately(robot_id: int, *, at: datetime) -> int:
    """How many messages a robot was given within the last minute."""
    since = at - timedelta(minutes=1)
    return Message.objects.filter(robot_id=robot_id, tried_at__gt=since).count()


def has_message(*, on: date, user_id: int | None = None, robot_id: int | None = None) -> bool:
    """Whether the receiver has the message of the day, sent or not."""
    whose = _whose(user_id, robot_id)
    return Message.objects.filter(whose, day=on, is_test=False).exists()


def told_keys(*, user_id: int | None = None, robot_id: int | None = None) -> set[str]:
    """What a receiver was told of already."""
    told = Delivery.objects.filter(_whose(user_id, robot_id))
    return set(told.values_list("key", flat=True))


def _whose(user_id: int | None, robot_id: int | None) -> Q:
    return Q(user_id=user_id) if user_id is not None else Q(robot_id=robot_id)


def _row(one: Message) -> MessageRow:
    return MessageRow(
        id=one.pk,
        day=one.day,
        medium=one.robot.messenger if one.robot else "email",
        receiver=one.robot.name if one.robot else "",
        subject=one.subject,
        item_count=one.item_count,
        is_test=one.is_test,
        state=one.state,
        attempts=one.attempts,
        tried_at=one.tried_at,
        next_try_at=one.next_try_at,
        answer_code=one.answer_code,
        problem=one.problem,
    )
