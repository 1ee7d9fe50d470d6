"""jigai remind: what waits for whom, letters and group robots, switches and calendars."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings

from jigai.apps.accounts.queries.people import person_named
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.reminders.queries.messages import message_rows
from jigai.apps.reminders.queries.robots import robot_rows
from jigai.apps.reminders.queries.switches import quiet_rows, sending
from jigai.cli.acting import AS_JSON
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.remind_channels import (
    add_robot,
    drop,
    end_robot,
    hour,
    quiet,
    retry,
    test_robot,
)
from jigai.cli.remind_person import address, calendar, switch
from jigai.cli.running import now, refusing
from jigai.domain.reminders.wording import Item
from jigai.flows.gather_calendar import calendar_of
from jigai.flows.gather_reminders import reminders_of
from jigai.flows.plan_messages import language_of, plan_messages
from jigai.flows.send_messages import send_messages

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def remind() -> None:
    """What waits for whom; letters, group robots, calendars. 提醒"""


for command in (add_robot, end_robot, test_robot, hour, quiet, retry, drop):
    remind.add_command(command)
for command in (address, switch, calendar):
    remind.add_command(command)


@remind.command("list")
@click.argument("login")
@click.option("--on", type=DAY, help="Day (default: today). 日期")
@AS_JSON
@refusing
def list_(login: str, on: datetime | None, as_json: bool) -> None:
    """What waits for LOGIN on a day, the earliest first. 谁的待办"""
    day = on.date() if on else now().date()
    viewer = viewer_of(person_named(login), on=day)
    rows = [_told(item) for item in reminders_of(viewer, on=day)]
    print_rows("reminders", rows, as_json=as_json)


@remind.command()
@AS_JSON
@refusing
def send(as_json: bool) -> None:
    """Write and send what is due now; the server does it daily at the set hour. 发送"""
    at = now()
    made = plan_messages(at=at)
    shown = {"made": len(made), **asdict(send_messages(at=at)), "has_mail": settings.HAS_MAIL}
    print_fields(shown, as_json=as_json)


@remind.command()
@AS_JSON
@refusing
def channels(as_json: bool) -> None:
    """Hour, quiet days, mail and robots; never an address of a robot. 渠道"""
    shown = {
        "has_mail": settings.HAS_MAIL,
        **asdict(sending()),
        "quiet": [asdict(row) for row in quiet_rows()],
        "robots": [asdict(row) for row in robot_rows()],
    }
    print_fields(shown, as_json=as_json)


@remind.command()
@click.option("--state", default="", help="Such as failed, uncertain, waiting. 状态")
@AS_JSON
@refusing
def messages(state: str, as_json: bool) -> None:
    """The newest messages and how they went. 消息"""
    rows = message_rows(states=[state] if state else (), limit=200)
    print_rows("messages", rows, as_json=as_json)


@remind.command("feed")
@click.argument("login")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File."
)
@refusing
def feed(login: str, output: Path) -> None:
    """The calendar of LOGIN as an .ics file. 导出日历"""
    user, today = person_named(login), now().date()
    viewer = viewer_of(user, on=today)
    output.write_bytes(calendar_of(viewer, on=today, language=language_of(user)))
    click.echo(f"{output}")


def _told(item: Item) -> dict[str, object]:
    due = item.due
    return {
        "due_on": due.due_on,
        "occasion": item.occasion.value,
        "kind": due.kind.id,
        "title": due.title.zh,
        "what": due.what,
        "link": due.link,
    }
