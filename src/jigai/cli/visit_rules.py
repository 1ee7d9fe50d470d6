"""jigai visit rhythm | cap: within how many days somebody calls, and how many visits a year."""

from __future__ import annotations

from datetime import datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.visits.actions.set_rhythm import set_rhythm
from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.queries.caps import cap_rows
from jigai.apps.visits.queries.rhythms import rhythm_rows
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import now, refusing

DAY = click.DateTime(["%Y-%m-%d"])
FROM = click.option("--from", "valid_from", type=DAY, help="From which day. 自哪天起")
DECISION = click.option("--decision", default="", help="What decided it. 依据")


@click.command()
@click.option("--days", type=int, help="Set: at most so many days; 0 ends the line. 最多天数")
@click.option("--rung", default="", help="Only for this rung, such as cn.hnte. 梯级")
@click.option("--colour", default="", help="Only with a project of this colour. 牌色")
@FROM
@DECISION
@REASON
@AS
@AS_JSON
@refusing
def rhythm(
    days: int | None,
    rung: str,
    colour: str,
    valid_from: datetime | None,
    decision: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Show the contact rhythm, or with --days set one line. 联系频次"""
    acted, today = acting(username), now().date()
    if days is not None:
        set_rhythm(
            rung=rung,
            colour=colour,
            most_days=days,
            valid_from=valid_from.date() if valid_from else today,
            decision=decision,
            change=acted.change(Deed.SET_SERVICE, reason or "设定联系频次"),
        )
    print_rows("rhythm", rhythm_rows(on=today), as_json=as_json)


@click.command()
@click.option("--most", type=int, help="Set: at most so many visits a year. 每年最多次数")
@FROM
@DECISION
@REASON
@AS
@AS_JSON
@refusing
def cap(
    most: int | None,
    valid_from: datetime | None,
    decision: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Show the visit cap, or with --most set it. 走访上限"""
    acted, today = acting(username), now().date()
    if most is not None:
        set_visit_cap(
            most_a_year=most,
            valid_from=valid_from.date() if valid_from else today,
            decision=decision,
            change=acted.change(Deed.SET_SERVICE, reason or "设定走访上限"),
        )
    print_rows("cap", cap_rows(on=today), as_json=as_json)
