"""jigai visit: the log of contacts, what was promised, rhythm and cap."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.visits.actions.finish_follow_up import finish_follow_up
from jigai.apps.visits.actions.log_interaction import Promise, Told, log_interaction
from jigai.apps.visits.actions.withdraw_interaction import withdraw_interaction
from jigai.apps.visits.queries.departments import department_called, department_for
from jigai.apps.visits.queries.follow_ups import follow_up_for, follow_ups
from jigai.apps.visits.queries.interactions import interactions, own_interaction_for
from jigai.apps.visits.queries.silence import silent_rows
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing
from jigai.cli.visit_rules import cap, rhythm
from jigai.flows.export_contacts import export_contacts

DAY = click.DateTime(["%Y-%m-%d"])
KIND = click.Choice(["visit", "call", "meeting", "message"])


@click.group()
def visit() -> None:
    """Contacts with enterprises: log, follow-ups, silence, rhythm, cap. 走访联系"""


visit.add_command(rhythm)
visit.add_command(cap)


@visit.command("list")
@click.argument("enterprise", required=False)
@click.option("--since", type=DAY, help="Only from this day on. 自哪天起")
@AS
@AS_JSON
@refusing
def list_(enterprise: str | None, since: datetime | None, username: str, as_json: bool) -> None:
    """Contacts, the latest first; of ENTERPRISE (credit code or number), or of all. 联系记录"""
    viewer = acting(username).viewer
    key = enterprise_named(viewer, enterprise).pk if enterprise else None
    rows = interactions(viewer, enterprise_id=key, since=since.date() if since else None)
    print_rows("contacts", rows, as_json=as_json)


@visit.command()
@click.argument("enterprise")
@click.option("--kind", type=KIND, default="call", help="Way. 方式")
@click.option("--on", type=DAY, help="Day (default: today). 日期")
@click.option("--department", required=True, help="Name or number of the department. 部门")
@click.option("--officer", default="", metavar="LOGIN", help="Who held it. 联系人员")
@click.option("--purpose", required=True, help="Purpose. 目的")
@click.option("--said", required=True, help="What was said. 谈了什么")
@click.option("--consent", default="", help="How the enterprise agreed to a visit. 企业怎样同意")
@click.option("--met", default="", help="Function of who was met. 对方职务")
@click.option("--beyond-cap", default="", help="Why a visit beyond the cap. 超上限原因")
@click.option("--promise", "promises", multiple=True, metavar="DAY:TEXT", help="Follow-up. 跟进")
@REASON
@AS
@AS_JSON
@refusing
def log(  # noqa: PLR0913, PLR0917 - one option a fact of the contact
    enterprise: str,
    kind: str,
    on: datetime | None,
    department: str,
    officer: str,
    purpose: str,
    said: str,
    consent: str,
    met: str,
    beyond_cap: str,
    promises: tuple[str, ...],
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Log a contact with ENTERPRISE. 登记联系"""
    acted = acting(username)
    found = enterprise_named(acted.viewer, enterprise)
    agency = department_for(acted.viewer, department_called(department))
    told = Told(
        kind=kind,
        held_on=on.date() if on else now().date(),
        agency_id=agency.pk,
        purpose=purpose,
        said=said,
        officer_id=person_named(officer).pk if officer else None,
        consent=consent,
        met=met,
        beyond_cap=beyond_cap,
    )
    change = acted.change(Deed.SERVE, reason or "登记走访联系")
    kept = log_interaction(
        enterprise=found, told=told, promises=[_promise(one) for one in promises], change=change
    )
    print_fields({"id": kept.pk}, as_json=as_json)


@visit.command()
@click.argument("contact", type=int)
@WHY
@AS
@refusing
def withdraw(contact: int, reason: str, username: str) -> None:
    """Take CONTACT back as entered by mistake; it stays in the log. 撤回"""
    acted = acting(username)
    found = own_interaction_for(acted.viewer, contact)
    change = acted.change(Deed.SERVE, reason)
    withdraw_interaction(interaction=found, on=now().date(), because=reason, change=change)
    click.echo(f"{contact} 已撤回 / withdrawn")


@visit.command()
@click.option("--on", type=DAY, help="Day (default: today). 日期")
@AS
@AS_JSON
@refusing
def silent(on: datetime | None, username: str, as_json: bool) -> None:
    """Firms of the library that nobody has called for too long. 久未联系"""
    rows = silent_rows(acting(username).viewer, on=on.date() if on else now().date())
    print_rows("silent", rows, as_json=as_json)


@visit.command("follow-ups")
@click.option("--mine", is_flag=True, help="Only what is mine to do. 只看我的")
@click.option("--all", "everything", is_flag=True, help="Finished ones too. 含已办结")
@AS
@AS_JSON
@refusing
def follow_ups_(mine: bool, everything: bool, username: str, as_json: bool) -> None:
    """What was promised, by its day. 跟进事项"""
    rows = follow_ups(acting(username).viewer, is_open=not everything, is_mine=mine)
    print_rows("follow_ups", rows, as_json=as_json)


@visit.command()
@click.argument("follow_up", type=int)
@click.option("--note", required=True, help="What came of it. 办理情况")
@REASON
@AS
@refusing
def finish(follow_up: int, note: str, reason: str, username: str) -> None:
    """Take FOLLOW_UP off the list. 办结"""
    acted = acting(username)
    found = follow_up_for(acted.viewer, follow_up)
    change = acted.change(Deed.READ_CHECKS, reason or "办结跟进事项")
    finish_follow_up(follow_up=found, on=now().date(), note=note, change=change)
    click.echo(f"{follow_up} 已办结 / finished")


@visit.command()
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="Workbook to write. 输出文件",
)  # fmt: skip
@click.option("--since", type=DAY, help="Only from this day on. 自哪天起")
@AS
@refusing
def sheet(output: Path, since: datetime | None, username: str) -> None:
    """The log as a workbook; fill in and bring back by "jigai ledger import". 登记表"""
    viewer = acting(username).viewer
    made = export_contacts(viewer, since=since.date() if since else None)
    output.write_bytes(made.content)
    click.echo(f"{output}：{made.rows} 行 / rows")


def _promise(told: str) -> Promise:
    day, _sep, text = told.partition(":")
    try:
        due = datetime.strptime(day, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise click.BadParameter(f"{told} (YYYY-MM-DD:…)", param_hint="--promise") from None
    return Promise(text, due)
