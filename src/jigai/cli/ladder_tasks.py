"""jigai ladder tasks | raise | finish | coach | revoke: what waits for officers."""

from __future__ import annotations

from datetime import datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.cultivation.actions.finish_task import finish_task
from jigai.apps.cultivation.actions.raise_ladder_tasks import raise_ladder_tasks
from jigai.apps.cultivation.queries.tasks import task_for, task_rows
from jigai.apps.registry.actions.revoke_certificate import revoke_certificate
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.registry.queries.recognitions import certificate_for
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing
from jigai.domain.windows import shipped as shipped_windows

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", type=DAY, help="Day (default: today). 日期")


@click.command()
@click.option("--mine", is_flag=True, help="Only what is mine to do. 只看我的")
@click.option("--all", "everything", is_flag=True, help="Finished ones too. 含已办结")
@AS
@AS_JSON
@refusing
def tasks(mine: bool, everything: bool, username: str, as_json: bool) -> None:
    """Renewals, windows and yearly duties, by their day. 培育事项"""
    rows = task_rows(acting(username).viewer, is_open=not everything, is_mine=mine)
    if as_json:
        print_rows("tasks", rows, as_json=True)
        return
    for row in rows:
        officer = row.officer or "县技改办"
        click.echo(f"{row.id}\t{row.due_on}\t{row.title.zh} / {row.title.en}")
        click.echo(f"\t{row.enterprise}\t{officer}".rstrip())


@click.command("raise")
@ON
@REASON
@AS
@AS_JSON
@refusing
def raise_due(on: datetime | None, reason: str, username: str, as_json: bool) -> None:
    """Put what has come due on the list, each thing once; the server does it daily. 提醒"""
    day = on.date() if on else now().date()
    made = raise_ladder_tasks(
        on=day,
        windows=shipped_windows(),
        change=acting(username).change(Deed.KEEP_REGISTERS, reason or "检查到期事项"),
    )
    print_fields({"raised": len(made)}, as_json=as_json)


@click.command()
@click.argument("task", type=int)
@click.option("--note", required=True, help="What was done. 办理情况")
@REASON
@AS
@refusing
def finish(task: int, note: str, reason: str, username: str) -> None:
    """Take TASK off the list. 办结"""
    acted = acting(username)
    found = task_for(acted.viewer, task)
    change = acted.change(Deed.READ_CHECKS, reason or "办结培育事项")
    finish_task(task=found, on=now().date(), note=note, change=change)
    click.echo(f"{task} 已办结 / finished")


@click.command()
@click.argument("enterprise")
@click.argument("login")
@REASON
@AS
@refusing
def coach(enterprise: str, login: str, reason: str, username: str) -> None:
    """Give ENTERPRISE the officer LOGIN, who gets its tasks. 培育联系人"""
    acted = acting(username)
    found = enterprise_named(acted.viewer, enterprise)
    assign_coach(
        enterprise=found,
        user_id=person_named(login).pk,
        since=now().date(),
        change=acted.change(Deed.KEEP_REGISTERS, reason or "指定培育联系人"),
    )
    click.echo(f"{found.name}: {login}")


@click.command()
@click.argument("certificate", type=int)
@click.option("--on", "on", type=DAY, required=True, help="Day from which it ends. 取消日期")
@WHY
@AS
@refusing
def revoke(certificate: int, on: datetime, reason: str, username: str) -> None:
    """CERTIFICATE was cancelled or given up. 取消资格"""
    acted = acting(username)
    found = certificate_for(acted.viewer, certificate)
    change = acted.change(Deed.KEEP_REGISTERS, reason)
    revoke_certificate(certificate=found, revoked_on=on.date(), because=reason, change=change)
    click.echo(f"{certificate} 已取消 / cancelled")
