"""The messages of a day: one for each person who reads mail and one for each group."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from jigai.apps.accounts.models import User
from jigai.apps.accounts.viewer import viewer_of, with_parts
from jigai.apps.reference.queries.settings import work_calendar
from jigai.apps.reminders.actions.record_message import Receiver, record_message
from jigai.apps.reminders.models import Message, Robot
from jigai.apps.reminders.queries.messages import has_message, told_keys
from jigai.apps.reminders.queries.robots import active_robots
from jigai.apps.reminders.queries.switches import mail_readers, quiet_days, sending
from jigai.apps.reminders.stop_links import Stop, stop_secret
from jigai.domain.reminders.due import Reach
from jigai.domain.reminders.kinds import EVERY_KIND, Medium
from jigai.domain.reminders.occasions import is_sending_day
from jigai.domain.reminders.robots import SERVICES, Messenger
from jigai.domain.reminders.wording import Item, Letter, Links, group_text, letter, subject
from jigai.domain.sentence import Language
from jigai.flows.gather_reminders import Gathered, gather_reminders, items_of


def plan_messages(*, at: datetime) -> list[Message]:
    """Write what is to be sent today; nothing before the set hour, on quiet and free days.

    Safe to run again: a receiver who has the day's message gets no second one, and nobody is
    told of the same thing on the same occasion twice.
    """
    if not may_send(at):
        return []
    gathered = gather_reminders(on=at.date())
    made = [_for_robot(robot, gathered, at) for robot in active_robots()]
    if settings.HAS_MAIL:
        made += [_for_person(user, gathered, at) for user in mail_readers()]
    return [one for one in made if one is not None]


def may_send(at: datetime) -> bool:
    """Whether the hour has come on a day on which messages go out."""
    held = sending()
    return at.hour >= held.hour and is_sending_day(
        at.date(),
        calendar=work_calendar(),
        quiet=quiet_days(),
        work_days_only=held.work_days_only,
    )


def links_of(user: User) -> Links:
    """Addresses of a person's letter, each way to stop signed for that person alone."""
    site = settings.SITE_ADDRESS

    def stop(kind: str) -> str:
        return f"{site}/reminders/stop/{stop_secret(Stop(user.pk, kind))}/"

    return Links(site, stop, stop(EVERY_KIND))


def language_of(user: User) -> Language:
    return "en" if user.language.startswith("en") else "zh"


def _for_person(user: User, gathered: Gathered, at: datetime) -> Message | None:
    if has_message(on=gathered.on, user_id=user.pk):
        return None
    viewer = viewer_of(user, on=gathered.on)
    told = told_keys(user_id=user.pk)
    items = [
        item for item in items_of(viewer, gathered, medium=Medium.EMAIL) if item.key not in told
    ]
    if not items:
        return None
    words = letter(
        items,
        name=user.display_name,
        on=gathered.on,
        links=links_of(user),
        language=language_of(user),
    )
    return _kept(Receiver(user_id=user.pk), words, items, at)


def _for_robot(robot: Robot, gathered: Gathered, at: datetime) -> Message | None:
    if has_message(on=gathered.on, robot_id=robot.pk):
        return None
    told = told_keys(robot_id=robot.pk)
    found = gathered.items_for(key="", reaches=[reach_of(robot)])
    items = [item for item in found if item.key not in told]
    if not items:
        return None
    most = SERVICES[Messenger(robot.messenger)].most_bytes
    text = group_text(items, site=settings.SITE_ADDRESS, most_bytes=most)
    return _kept(
        Receiver(robot_id=robot.pk), Letter(subject(items).zh, text, len(items)), items, at
    )


def reach_of(robot: Robot) -> Reach:
    """The role and area whose waiting things a group hears of."""
    area = with_parts([robot.division_id]) if robot.division_id else None
    return Reach(role=robot.role, agency_id=robot.agency_id, division_ids=area)


def _kept(receiver: Receiver, words: Letter, items: list[Item], at: datetime) -> Message | None:
    keys = [item.key for item in items]
    return record_message(receiver=receiver, letter=words, keys=keys, day=at.date(), at=at)
