"""jigai remind add-robot | end-robot | test-robot | hour | quiet | retry | drop."""

from __future__ import annotations

from datetime import datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import ROLES, agency_named
from jigai.apps.reference.queries.divisions import division_rows
from jigai.apps.reminders.actions import add_robot as robots
from jigai.apps.reminders.actions.set_sending import add_quiet_span, end_quiet_span, set_sending
from jigai.apps.reminders.actions.settle_dead_letter import drop_message, retry_message
from jigai.apps.reminders.queries.messages import message_by, message_rows
from jigai.apps.reminders.queries.robots import robot_by
from jigai.apps.reminders.queries.switches import quiet_span_by, sending
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing
from jigai.domain.refusal import NotFound
from jigai.domain.reminders.robots import Messenger
from jigai.domain.sentence import Sentence
from jigai.flows.send_messages import send_trial

DAY = click.DateTime(["%Y-%m-%d"])
KINDS = click.Choice([one.value for one in Messenger])


class NoDivisionNamed(NotFound):
    code = "division.not_found_by_name"
    message = Sentence("没有名为“{name}”的区域。", "There is no division named “{name}”.")


@click.command("add-robot")
@click.argument("messenger", type=KINDS)
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Whose work. 角色")
@click.option("--agency", default="", help="Responsible unit by name. 责任单位")
@click.option("--area", default="", help="Township by name; without it the county. 区域")
@click.option("--url", prompt="Webhook", hide_input=True, help="Asked for if left out. 地址")
@click.option(
    "--secret", prompt="SEC…", hide_input=True, default="", show_default=False, help="加签密钥"
)
@REASON
@AS
@AS_JSON
@refusing
def add_robot(
    messenger: str,
    name: str,
    role: str,
    agency: str,
    area: str,
    url: str,
    secret: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Let the group of a MESSENGER hear what waits for a role. 添加群机器人"""
    made = robots.add_robot(
        messenger=messenger,
        name=name,
        url=url,
        secret=secret,
        role=role,
        agency_id=agency_named(agency).pk if agency else None,
        division_id=_division(area) if area else None,
        change=acting(username).change(Deed.SEND_REMINDERS, reason or "添加群机器人"),
    )
    print_fields({"id": made.pk, "name": made.name}, as_json=as_json)


@click.command("end-robot")
@click.argument("robot", type=int)
@WHY
@AS
@refusing
def end_robot(robot: int, reason: str, username: str) -> None:
    """End ROBOT (its number); the address is destroyed. 停用群机器人"""
    change = acting(username).change(Deed.SEND_REMINDERS, reason)
    robots.end_robot(robot=robot_by(robot), change=change)
    click.echo(f"{robot} 已停用 / ended")


@click.command("test-robot")
@click.argument("robot", type=int)
@AS
@AS_JSON
@refusing
def test_robot(robot: int, username: str, as_json: bool) -> None:
    """Send a test message through ROBOT and say how it went. 发测试消息"""
    change = acting(username).change(Deed.SEND_REMINDERS, "发送测试消息")
    send_trial(robot=robot_by(robot), change=change)
    print_rows("messages", message_rows(limit=1), as_json=as_json)


@click.command()
@click.argument("hour", type=click.IntRange(0, 23))
@click.option("--every-day", is_flag=True, help="On free days too. 休息日也发")
@REASON
@AS
@AS_JSON
@refusing
def hour(hour: int, every_day: bool, reason: str, username: str, as_json: bool) -> None:
    """Messages go out from HOUR on. 发送时间"""
    change = acting(username).change(Deed.SEND_REMINDERS, reason or "设定发送时间")
    set_sending(hour=hour, work_days_only=not every_day, change=change)
    held = sending()
    print_fields({"hour": held.hour, "work_days_only": held.work_days_only}, as_json=as_json)


@click.command()
@click.argument("first", type=DAY, required=False)
@click.argument("last", type=DAY, required=False)
@click.option("--end", type=int, help="Number of a span to take back. 取消")
@WHY
@AS
@refusing
def quiet(
    first: datetime | None, last: datetime | None, end: int | None, reason: str, username: str
) -> None:
    """Send nothing from FIRST to LAST, both counted. 免打扰日期"""
    change = acting(username).change(Deed.SEND_REMINDERS, reason)
    if end is not None:
        end_quiet_span(span=quiet_span_by(end), change=change)
        click.echo(f"{end} 已取消 / taken back")
        return
    begin = first or now()
    until = last or begin
    made = add_quiet_span(first_on=begin.date(), last_on=until.date(), reason=reason, change=change)
    click.echo(f"{made.pk}\t{made.first_on}\t{made.last_on}")


@click.command()
@click.argument("message", type=int)
@REASON
@AS
@refusing
def retry(message: int, reason: str, username: str) -> None:
    """Put the dead letter MESSAGE back in line. 重发"""
    change = acting(username).change(Deed.SEND_REMINDERS, reason or "重发未送达的消息")
    retry_message(message=message_by(message), change=change)
    click.echo(f"{message} 已排队 / in line")


@click.command()
@click.argument("message", type=int)
@WHY
@AS
@refusing
def drop(message: int, reason: str, username: str) -> None:
    """The dead letter MESSAGE is not sent. 不再发送"""
    change = acting(username).change(Deed.SEND_REMINDERS, reason)
    drop_message(message=message_by(message), change=change)
    click.echo(f"{message} 不再发送 / dropped")


def _division(name: str) -> int:
    found = next((row for row in division_rows(on=now().date()) if row.name == name), None)
    if found is None:
        raise NoDivisionNamed(name=name)
    return found.id
