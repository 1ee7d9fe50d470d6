"""Hands the waiting messages over, each once; what fails is tried again with growing pauses."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from jigai.apps.accounts.models import User
from jigai.apps.reminders.actions.record_message import (
    Receiver,
    claim_message,
    drop_old,
    give_up_stuck,
    postpone_message,
    record_message,
    settle_message,
    withdraw_message,
)
from jigai.apps.reminders.models import Message, MessageState, Robot
from jigai.apps.reminders.queries.messages import due_messages, sent_lately
from jigai.apps.reminders.queries.robots import address_of
from jigai.apps.reminders.queries.switches import mail_readers
from jigai.apps.reminders.stop_links import Stop, stop_secret
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.reminders.kinds import EVERY_KIND
from jigai.domain.reminders.robots import A_MINUTE, Answer, Messenger, message_body
from jigai.domain.reminders.wording import HEAD, Letter
from jigai.domain.sentence import Sentence
from jigai.exchange.group_robots import post

PERMANENT = range(500, 600)
TRIAL = Sentence(
    "### 技改提醒\n测试消息：机器人已接通，每个工作日到点汇总一次。"
    "\n> Test message: this robot is connected.",
    "Test message",
)
A_BREATH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages arrived, wait for another try, and became dead letters."""

    sent: int
    waiting: int
    dead: int


def send_messages(*, at: datetime) -> Sent:
    """Everything whose time has come; a failure of one keeps no other back."""
    give_up_stuck(at=at)
    drop_old(on=at.date())
    readers = {user.pk for user in mail_readers()}
    states = [_send(one, at, readers) for one in due_messages(at=at)]
    dead = states.count(MessageState.FAILED) + states.count(MessageState.UNCERTAIN)
    return Sent(states.count(MessageState.SENT), states.count(MessageState.WAITING), dead)


def send_trial(*, robot: Robot, change: Change) -> Message | None:
    """A message that only says that the robot is connected, sent at once."""
    words = Letter(HEAD.zh, TRIAL.zh, 0)
    receiver = Receiver(robot_id=robot.pk)
    day = change.at.date()
    made = record_message(
        receiver=receiver, letter=words, keys=[], day=day, at=change.at, is_test=True
    )
    if made is not None:
        _send(made, change.at, set())
    return made


def _send(message: Message, at: datetime, readers: set[int]) -> str:
    if message.user_id is not None and message.user_id not in readers:
        withdraw_message(message=message, problem="stopped")
        return message.state
    if message.robot_id is not None and sent_lately(message.robot_id, at=at) >= A_MINUTE:
        postpone_message(message=message, until=at + A_BREATH)
        return message.state
    if claim_message(message=message, at=at):
        settle_message(message=message, answer=_handed(message, at), at=at)
    return message.state


def _handed(message: Message, at: datetime) -> Answer:
    if message.robot is not None:
        return _to_robot(message.robot, message, at)
    if message.user is None:
        raise TypeError("a message without receiver: the table does not allow it")
    return _to_mail(message.user, message)


def _to_robot(robot: Robot, message: Message, at: datetime) -> Answer:
    try:
        address = address_of(robot)
    except Refusal as refused:
        return Answer(is_ok=False, is_permanent=True, said=refused.said.zh)
    body = message_body(Messenger(robot.messenger), title=message.subject, text=message.text)
    return post(address, body, timestamp_ms=int(at.timestamp() * 1000))


def _to_mail(user: User, message: Message) -> Answer:
    if not settings.HAS_MAIL:
        return Answer(is_ok=False, said="no mail server")
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        return Answer(is_ok=False, said=type(fault).__name__)
    stop = f"{settings.SITE_ADDRESS}/reminders/stop/{stop_secret(Stop(user.pk, EVERY_KIND))}/"
    letter = EmailMessage(
        message.subject,
        message.text,
        to=[user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Message-ID": f"<reminder-{message.pk}@{settings.SITE_ADDRESS.partition('//')[2]}>",
        },
        connection=connection,
    )
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as fault:
        code = next((code for code, _ in fault.recipients.values()), 0)
        return Answer(is_ok=False, is_permanent=code in PERMANENT, code=code, said="refused")
    except smtplib.SMTPResponseException as fault:
        is_final = fault.smtp_code in PERMANENT
        return Answer(is_ok=False, is_permanent=is_final, code=fault.smtp_code, said="refused")
    except (OSError, smtplib.SMTPException) as fault:
        return Answer(is_ok=False, is_uncertain=True, said=type(fault).__name__)
    finally:
        connection.close()
    return Answer(is_ok=True)
