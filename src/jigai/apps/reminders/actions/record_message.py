"""Keep a message before it goes out, and how it went; neither is part of the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from jigai.apps.reminders.models import Delivery, Message, MessageState
from jigai.domain.reminders.occasions import next_try_at
from jigai.domain.reminders.robots import Answer
from jigai.domain.reminders.wording import Letter

KEPT_FOR = timedelta(days=400)
STUCK_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person or a robot."""

    user_id: int | None = None
    robot_id: int | None = None


def record_message(
    *,
    receiver: Receiver,
    letter: Letter,
    keys: Iterable[str],
    day: date,
    at: datetime,
    is_test: bool = False,
) -> Message | None:
    """The message with what it tells of; ``None`` if another process was first.

    The constraints of the table hold the promise: one message a day, nothing told twice.
    """
    whose = {"user_id": receiver.user_id, "robot_id": receiver.robot_id}
    try:
        with transaction.atomic():
            made = Message.objects.create(
                **whose,
                day=day,
                is_test=is_test,
                subject=letter.subject[:200],
                text=letter.text,
                item_count=letter.count,
                state=MessageState.WAITING,
                made_at=at,
                next_try_at=at,
            )
            Delivery.objects.bulk_create(Delivery(message=made, key=key, **whose) for key in keys)
    except IntegrityError:
        return None
    return made


def claim_message(*, message: Message, at: datetime) -> bool:
    """Take it for sending; ``False`` if another process has it."""
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.WAITING)
    taken = waiting.update(
        state=MessageState.SENDING, tried_at=at, attempts=F("attempts") + 1, next_try_at=None
    )
    message.refresh_from_db()
    return bool(taken)


def settle_message(*, message: Message, answer: Answer, at: datetime) -> None:
    """Keep how a try went: sent, to be tried again, or a dead letter.

    A letter that has arrived keeps its count and loses its text: the person has it now.
    """
    again = None
    if answer.is_ok:
        message.state = MessageState.SENT
        message.text = message.text if message.robot_id else ""
    elif answer.is_uncertain:
        message.state = MessageState.UNCERTAIN
    else:
        again = None if answer.is_permanent else next_try_at(message.attempts, at)
        message.state = MessageState.WAITING if again else MessageState.FAILED
    message.next_try_at = again
    message.answer_code, message.problem = answer.code, "" if answer.is_ok else answer.said[:300]
    message.save()


def withdraw_message(*, message: Message, problem: str) -> None:
    """Its receiver has stopped it, or is gone: it is not sent, and nobody need look at it."""
    message.state, message.text, message.next_try_at = MessageState.DROPPED, "", None
    message.problem = problem
    message.save()


def postpone_message(*, message: Message, until: datetime) -> None:
    """The service takes no more for now; this is no failed try."""
    message.next_try_at = until
    message.save(update_fields=["next_try_at"])


def give_up_stuck(*, at: datetime) -> int:
    """Messages whose process ended while they were sent: nobody knows whether they arrived."""
    stuck = Message.objects.filter(state=MessageState.SENDING, tried_at__lte=at - STUCK_AFTER)
    return stuck.update(state=MessageState.UNCERTAIN, problem="interrupted")


def drop_old(*, on: date) -> int:
    """Messages of long ago go with all that they told; how many."""
    old = Message.objects.filter(day__lt=on - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
