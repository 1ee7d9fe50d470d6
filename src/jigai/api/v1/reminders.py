"""What waits for the caller, switches, the calendar address, and the office's channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.actions.set_address import set_address
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.reminders.actions.add_robot import add_robot, end_robot
from jigai.apps.reminders.actions.make_feed import make_feed, revoke_feed
from jigai.apps.reminders.actions.set_sending import add_quiet_span, end_quiet_span, set_sending
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.apps.reminders.actions.settle_dead_letter import drop_message, retry_message
from jigai.apps.reminders.queries.messages import MessageRow, message_by, message_rows
from jigai.apps.reminders.queries.robots import RobotRow, robot_by, robot_rows
from jigai.apps.reminders.queries.switches import (
    QuietRow,
    SendingRow,
    SwitchRow,
    quiet_rows,
    quiet_span_by,
    sending,
    switch_rows,
)
from jigai.domain.reminders.kinds import EVERY_KIND, Medium
from jigai.domain.sentence import Sentence
from jigai.flows.gather_reminders import reminders_of
from jigai.flows.send_messages import send_trial

router = Router()
Address = Annotated[str, Field(max_length=254)]


@dataclass(frozen=True, slots=True)
class ReminderOut:
    """One thing that waits: ``occasion`` is new, soon, last_day, overdue or escalated."""

    kind: str
    kind_title: Sentence
    title: Sentence
    what: Sentence
    why: Sentence
    link: str
    due_on: date | None
    occasion: str


class SwitchIn(Schema):
    kind: str
    medium: Literal["page", "email", "calendar"]


class SwitchesIn(Reasoned):
    """What is off; everything else is on. ``stops_all_mail`` ends every letter."""

    off: list[SwitchIn]
    stops_all_mail: bool = False


class AddressIn(Reasoned):
    email: Address


class CalendarOut(Schema):
    """``address`` is shown this once."""

    address: str


class RobotIn(Reasoned):
    messenger: Literal["wecom", "dingtalk"]
    name: Text
    url: Text
    role: Text
    secret: Text = ""
    agency_id: int | None = None
    division_id: int | None = None


class SendingIn(Reasoned):
    hour: Annotated[int, Field(ge=0, le=23)]
    work_days_only: bool = True


class QuietIn(Reasoned):
    first_on: date
    last_on: date


class ChannelsOut(Schema):
    has_mail: bool
    sending: SendingRow
    quiet: list[QuietRow]
    robots: list[RobotRow]


@router.get("", response={200: list[ReminderOut], **PROBLEMS})
def list_reminders(request: HttpRequest) -> list[ReminderOut]:
    """What waits for the caller today, the earliest day first."""
    found = reminders_of(viewer_in(request), on=timezone.localdate())
    return [
        ReminderOut(
            kind=item.due.kind.id,
            kind_title=item.due.kind.title,
            title=item.due.title,
            what=item.due.what,
            why=item.due.kind.why,
            link=item.due.link,
            due_on=item.due.due_on,
            occasion=item.occasion.value,
        )
        for item in found
    ]


@router.get("/switches", response={200: list[SwitchRow], **PROBLEMS})
def list_switches(request: HttpRequest) -> list[SwitchRow]:
    return switch_rows(viewer_in(request).user_id)


@router.put("/switches", response={200: list[SwitchRow], **PROBLEMS})
def put_switches(request: HttpRequest, given: SwitchesIn) -> list[SwitchRow]:
    user_id = viewer_in(request).user_id
    off = {(one.kind, one.medium) for one in given.off}
    if given.stops_all_mail:
        off.add((EVERY_KIND, Medium.EMAIL.value))
    set_switches(user_id=user_id, off=off, change=change_by(request, None, given.reason))
    return switch_rows(user_id)


@router.put("/address", response={200: Made, **PROBLEMS})
def put_address(request: HttpRequest, given: AddressIn) -> Made:
    """Where the caller's letters go; blank: none."""
    user = person_by(viewer_in(request).user_id)
    set_address(user=user, email=given.email, change=change_by(request, None, given.reason))
    return Made(id=user.pk)


@router.post("/calendar", response={201: CalendarOut, **PROBLEMS})
def create_calendar(request: HttpRequest, said: Reasoned) -> Status[CalendarOut]:
    """A new private calendar address; an earlier one ends."""
    change = change_by(request, None, said.reason)
    secret = make_feed(user_id=viewer_in(request).user_id, change=change)
    path = reverse("reminders:feed", args=[secret])
    return Status(201, CalendarOut(address=f"{settings.SITE_ADDRESS}{path}"))


@router.post("/calendar/end", response={200: Made, **PROBLEMS})
def end_calendar(request: HttpRequest, said: Reasoned) -> Made:
    user_id = viewer_in(request).user_id
    revoke_feed(user_id=user_id, change=change_by(request, None, said.reason))
    return Made(id=user_id)


@router.get("/channels", response={200: ChannelsOut, **PROBLEMS})
def show_channels(request: HttpRequest) -> ChannelsOut:
    """Hour, quiet days, mail and robots; never an address of a robot."""
    require(viewer_in(request), Deed.SEND_REMINDERS)
    return ChannelsOut(
        has_mail=settings.HAS_MAIL, sending=sending(), quiet=quiet_rows(), robots=robot_rows()
    )


@router.put("/channels/sending", response={200: SendingRow, **PROBLEMS})
def put_sending(request: HttpRequest, given: SendingIn) -> SendingRow:
    change = change_by(request, Deed.SEND_REMINDERS, given.reason)
    set_sending(hour=given.hour, work_days_only=given.work_days_only, change=change)
    return sending()


@router.post("/channels/quiet", response={201: Made, **PROBLEMS})
def create_quiet(request: HttpRequest, given: QuietIn) -> Status[Made]:
    """``reason`` is kept with the days."""
    change = change_by(request, Deed.SEND_REMINDERS, given.reason)
    made = add_quiet_span(**given.model_dump(), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/channels/quiet/{pk}/end", response={200: Made, **PROBLEMS})
def end_quiet(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.SEND_REMINDERS, said.reason)
    end_quiet_span(span=quiet_span_by(pk), change=change)
    return Made(id=pk)


@router.post("/channels/robots", response={201: Made, **PROBLEMS})
def create_robot(request: HttpRequest, given: RobotIn) -> Status[Made]:
    change = change_by(request, Deed.SEND_REMINDERS, given.reason)
    made = add_robot(**given.model_dump(exclude={"reason"}), change=change)
    return Status(201, Made(id=made.pk))


@router.post("/channels/robots/{pk}/end", response={200: Made, **PROBLEMS})
def stop_robot(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.SEND_REMINDERS, said.reason)
    end_robot(robot=robot_by(pk), change=change)
    return Made(id=pk)


@router.post("/channels/robots/{pk}/test", response={200: MessageRow, **PROBLEMS})
def test_robot(request: HttpRequest, pk: Number, said: Reasoned) -> MessageRow:
    """Send a message that only says that the robot is connected; how it went."""
    change = change_by(request, Deed.SEND_REMINDERS, said.reason)
    send_trial(robot=robot_by(pk), change=change)
    return message_rows(limit=1)[0]


@router.get("/channels/messages", response={200: list[MessageRow], **PROBLEMS})
def list_messages(request: HttpRequest, state: str = "") -> list[MessageRow]:
    """The newest first; ``state`` such as failed or uncertain."""
    require(viewer_in(request), Deed.SEND_REMINDERS)
    return message_rows(states=[state] if state else (), limit=200)


@router.post("/channels/messages/{pk}/retry", response={200: Made, **PROBLEMS})
def retry(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.SEND_REMINDERS, said.reason)
    retry_message(message=message_by(pk), change=change)
    return Made(id=pk)


@router.post("/channels/messages/{pk}/drop", response={200: Made, **PROBLEMS})
def drop(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.SEND_REMINDERS, said.reason)
    drop_message(message=message_by(pk), change=change)
    return Made(id=pk)
