"""jigai badges exempt, grant, exemptions, follow-ups, plan, finish: what runs by the calendar."""

from __future__ import annotations

from datetime import datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.actions.follow_up import finish_follow_up, plan_follow_up
from jigai.apps.badges.actions.grant_exemption import (
    ExemptionKind,
    ask_exemption,
    grant_exemption,
)
from jigai.apps.badges.follow_ups import Turn
from jigai.apps.badges.queries.access import exemption_for, follow_up_for
from jigai.apps.badges.queries.follow_up_rows import follow_up_rows
from jigai.apps.badges.queries.matters import exemption_rows
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.codes import project_id_of
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing

DAY = click.DateTime(formats=["%Y-%m-%d"])
KINDS = click.Choice([kind.value for kind in ExemptionKind])
TURNS = click.Choice([Turn.UNIT.value, Turn.OFFICE.value])


@click.command()
@click.argument("project")
@click.option("--kind", required=True, type=KINDS, help="种类")
@click.option("--from", "valid_from", required=True, type=DAY, help="First day. 起始日")
@click.option("--to", "valid_to", required=True, type=DAY, help="Last day. 截止日")
@WHY
@AS
@AS_JSON
@refusing
def exempt(
    project: str,
    kind: str,
    valid_from: datetime,
    valid_to: datetime,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Ask to pause the clock of PROJECT from one day to another; another grants. 申请豁免"""
    who = acting(username)
    asked = ask_exemption(
        project=project_for(who.viewer, project_id_of(project)),
        kind=ExemptionKind(kind),
        valid_from=valid_from.date(),
        valid_to=valid_to.date(),
        change=who.change(Deed.OBJECT, reason),
    )
    print_fields({"exemption": asked.pk, "valid_to": asked.valid_to}, as_json=as_json)


@click.command()
@click.argument("number", type=int)
@WHY
@AS
@AS_JSON
@refusing
def grant(number: int, reason: str, username: str, as_json: bool) -> None:
    """Grant exemption NUMBER, as another person; it ends on its last day. 批准豁免"""
    who = acting(username)
    given = grant_exemption(
        exemption=exemption_for(who.viewer, number), change=who.change(Deed.APPROVE, reason)
    )
    print_fields({"exemption": given.pk, "approved_by": given.approved_by}, as_json=as_json)


@click.command()
@click.option("--on", "in_force_on", type=DAY, help="Only those in force on a day. 某日有效的")
@AS
@AS_JSON
@refusing
def exemptions(in_force_on: datetime | None, username: str, as_json: bool) -> None:
    """Exemptions with their dates, the newest first. 豁免清单"""
    rows = exemption_rows(acting(username).viewer)
    if in_force_on:
        on = in_force_on.date()
        rows = [one for one in rows if one.approved_at and one.valid_from <= on <= one.valid_to]
    print_rows("exemptions", rows, as_json=as_json)


@click.command("follow-ups")
@click.option("--all", "is_all", is_flag=True, help="The done ones too. 含已办结")
@click.option("--turn", type=TURNS, default=None, help="Only those that wait for. 轮到谁")
@click.option("--overdue", is_flag=True, help="Only those whose day has passed. 只看过期")
@AS
@AS_JSON
@refusing
def follow_ups(is_all: bool, turn: str | None, overdue: bool, username: str, as_json: bool) -> None:
    """What must follow after badges: whose turn it is and by when. 后续事项"""
    rows = follow_up_rows(acting(username).viewer, is_open=not is_all, turn=turn or "")
    if overdue:
        today = now().date()
        rows = [one for one in rows if one.done_on is None and one.turn_due_on < today]
    print_rows("follow_ups", rows, as_json=as_json)


@click.command()
@click.argument("number", type=int)
@click.option("--text", required=True, help="The written plan. 整改计划")
@REASON
@AS
@AS_JSON
@refusing
def plan(number: int, text: str, reason: str, username: str, as_json: bool) -> None:
    """Hand in the responsible unit's plan for follow-up NUMBER. 报整改计划"""
    who = acting(username)
    made = plan_follow_up(
        follow_up=follow_up_for(who.viewer, number),
        plan=text,
        change=who.change(Deed.OBJECT, reason or "报整改计划"),
    )
    print_fields({"follow_up": made.pk, "planned_on": made.planned_on}, as_json=as_json)


@click.command()
@click.argument("number", type=int)
@click.option("--on", "done_on", type=DAY, help="Day it was done; today if left out. 办结日")
@WHY
@AS
@AS_JSON
@refusing
def finish(
    number: int, done_on: datetime | None, reason: str, username: str, as_json: bool
) -> None:
    """Close follow-up NUMBER after a check; the reason is what the check found. 核实办结"""
    who = acting(username)
    made = finish_follow_up(
        follow_up=follow_up_for(who.viewer, number),
        done_on=done_on.date() if done_on else now().date(),
        change=who.change(Deed.REVIEW, reason),
    )
    print_fields({"follow_up": made.pk, "done_on": made.done_on}, as_json=as_json)


COMMANDS = (exempt, grant, exemptions, follow_ups, plan, finish)
