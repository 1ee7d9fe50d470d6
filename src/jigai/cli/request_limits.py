"""jigai request limits | limit | hours | close-silent | escalate: what runs by the calendar."""

from __future__ import annotations

from datetime import datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.support.actions.close_silent_requests import close_silent_requests
from jigai.apps.support.actions.escalate_requests import escalate_requests
from jigai.apps.support.actions.set_office_hours import set_office_hours
from jigai.apps.support.actions.set_standard import set_standard
from jigai.apps.support.queries.standards import standard_rows
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing
from jigai.domain.request_clocks.standards import StandardKind

DAY = click.DateTime(["%Y-%m-%d"])
TIME = click.DateTime(["%H:%M"])
FROM = click.option("--from", "valid_from", type=DAY, required=True, help="From this day. 自")
DECISION = click.option("--decision", required=True, help="What it rests on. 依据")


@click.command()
@click.option("--on", type=DAY, help="Day (default: today). 日期")
@AS_JSON
@refusing
def limits(on: datetime | None, as_json: bool) -> None:
    """Every limit in force with its source. 办理时限"""
    print_rows("limits", standard_rows(on=on.date() if on else now().date()), as_json=as_json)


@click.command()
@click.argument("kind", type=click.Choice([one.value for one in StandardKind]))
@click.argument("amount", type=int)
@FROM
@DECISION
@REASON
@AS
@refusing
def limit(
    kind: str, amount: int, valid_from: datetime, decision: str, reason: str, username: str
) -> None:
    """Set a limit of KIND: work-days, for the response office minutes. 设定时限"""
    set_standard(
        kind=StandardKind(kind),
        valid_from=valid_from.date(),
        amount=amount,
        decision=decision,
        change=acting(username).change(Deed.SET_STANDARDS, reason or "设定诉求办理时限"),
    )
    click.echo(f"{kind}\t{amount}\t{valid_from.date()}")


@click.command()
@click.argument("opens", type=TIME)
@click.argument("break_from", type=TIME)
@click.argument("break_to", type=TIME)
@click.argument("closes", type=TIME)
@FROM
@DECISION
@REASON
@AS
@refusing
def hours(
    opens: datetime, break_from: datetime, break_to: datetime, closes: datetime,
    valid_from: datetime, decision: str, reason: str, username: str,
) -> None:  # fmt: skip
    """Set the office hours, such as 08:30 12:00 13:30 17:30. 设定办公时间"""
    set_office_hours(
        valid_from=valid_from.date(),
        opens=opens.time(),
        break_from=break_from.time(),
        break_to=break_to.time(),
        closes=closes.time(),
        decision=decision,
        change=acting(username).change(Deed.SET_STANDARDS, reason or "设定办公时间"),
    )
    click.echo(f"{opens:%H:%M}–{closes:%H:%M}\t{valid_from.date()}")


@click.command("close-silent")
@REASON
@AS
@AS_JSON
@refusing
def close_silent(reason: str, username: str, as_json: bool) -> None:
    """Close what got no word for the time of silence; the server does it daily. 静默办结"""
    change = acting(username).change(Deed.SET_STANDARDS, reason or "静默期满办结")
    closed = close_silent_requests(at=change.at, change=change)
    print_fields({"closed": [one.code for one in closed]}, as_json=as_json)


@click.command()
@REASON
@AS
@AS_JSON
@refusing
def escalate(reason: str, username: str, as_json: bool) -> None:
    """Bring what is overdue before the level above, once; the server does it daily. 升级"""
    change = acting(username).change(Deed.SET_STANDARDS, reason or "超期升级")
    raised = escalate_requests(at=change.at, change=change)
    told = [f"{one.request.code} {one.cause} {one.level}" for one in raised]
    print_fields({"escalated": told}, as_json=as_json)
