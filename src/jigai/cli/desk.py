"""jigai desk: the firms of the library, one firm, who is responsible, hand-over."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.cultivation.queries.coaches import accompanied_by, coach_periods
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.flows.desk import desk_counts
from jigai.flows.desk_card import desk_card
from jigai.flows.desk_firms import firm_rows
from jigai.flows.hand_over import HandOverPlan, hand_over, plan_hand_over
from jigai.flows.print_contacts import print_contacts

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", type=DAY, help="Day (default: today). 日期")


@click.group()
def desk() -> None:
    """The special team's desk: what waits, whose turn, hand-over. 专班工作台"""


@desk.command()
@ON
@click.option("--mine", is_flag=True, help="Only firms that I accompany. 我的企业")
@click.option("--silent", is_flag=True, help="Only where nobody called for too long. 久未联系")
@click.option("--late", is_flag=True, help="Only with something past its day. 有过期事项")
@AS
@AS_JSON
@refusing
def firms(
    on: datetime | None, mine: bool, silent: bool, late: bool, username: str, as_json: bool
) -> None:
    """Every firm of the library with what it waits for and whose turn it is. 在库企业"""
    viewer = acting(username).viewer
    rows = firm_rows(viewer, on=_day(on), mine=mine, silent=silent, late=late)
    if as_json:
        print_rows("firms", rows, as_json=True)
        return
    for row in rows:
        days = "—" if row.days_silent is None else row.days_silent
        click.echo(f"{row.enterprise_id}\t{row.enterprise}\t{row.coach or '—'}\t{days}")
        if row.next_due_on:
            told = f"{row.next_what.zh} / {row.next_what.en}"
            click.echo(f"\t{row.next_due_on}\t{told}\t{row.next_turn.zh}")


@desk.command()
@ON
@AS
@AS_JSON
@refusing
def counts(on: datetime | None, username: str, as_json: bool) -> None:
    """The numbers on top of the desk. 各项数字"""
    found = asdict(desk_counts(acting(username).viewer, on=_day(on)))
    print_fields(found, as_json=as_json)


@desk.command()
@click.argument("enterprise")
@ON
@AS
@AS_JSON
@refusing
def show(enterprise: str, on: datetime | None, username: str, as_json: bool) -> None:
    """What ENTERPRISE waits for, its contacts and its officers. 一家企业"""
    viewer = acting(username).viewer
    card = desk_card(viewer, enterprise_named(viewer, enterprise), on=_day(on))
    if as_json:
        print_json(asdict(card))
        return
    click.echo(f"{card.enterprise}（{card.credit_code}） {card.coach or '—'}")
    for item in card.waiting:
        click.echo(f"! {item.due_on or '—'}\t{item.title.zh} / {item.title.en}\t{item.turn}")
    for one in card.contacts:
        click.echo(f"  {one.held_on}\t{one.kind}\t{one.agency}\t{one.purpose}")


@desk.command()
@click.argument("enterprise")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="PDF to write. 输出文件",
)  # fmt: skip
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@AS
@refusing
def paper(enterprise: str, output: Path, language: Any, username: str) -> None:
    """The contact history of ENTERPRISE on one page. 打印联系情况"""
    viewer = acting(username).viewer
    card = desk_card(viewer, enterprise_named(viewer, enterprise), on=now().date())
    output.write_bytes(print_contacts(card, language=language))
    click.echo(f"{output}")


@desk.command()
@ON
@AS
@AS_JSON
@refusing
def responsible(on: datetime | None, username: str, as_json: bool) -> None:
    """Who accompanied which enterprise on a day. 谁负责"""
    rows = coach_periods(acting(username).viewer, on=_day(on))
    print_rows("responsible", rows, as_json=as_json)


@desk.command("hand-over")
@click.argument("login")
@click.option("--from", "source", default="", metavar="LOGIN", help="All of this officer. 原联系人")
@click.option("--enterprise", "named", multiple=True, help="One more enterprise. 逐家选定")
@click.option("--since", type=DAY, help="Day of the hand-over (default: today). 交接日")
@click.option("--dry-run", is_flag=True, help="Only say what would move. 只预览")
@WHY
@AS
@AS_JSON
@refusing
def hand_over_(
    login: str,
    source: str,
    named: tuple[str, ...],
    since: datetime | None,
    dry_run: bool,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Hand enterprises over to the officer LOGIN; open work moves with them. 成批交接"""
    acted = acting(username)
    change = acted.change(Deed.KEEP_REGISTERS, reason)
    chosen = accompanied_by(person_named(source).pk) if source else []
    chosen += [enterprise_named(acted.viewer, one).pk for one in named]
    given: dict[str, Any] = {
        "enterprise_ids": chosen,
        "to_user_id": person_named(login).pk,
        "since": _day(since),
    }
    if dry_run:
        plan = plan_hand_over(acted.viewer, **given)
    else:
        plan = hand_over(acted.viewer, **given, change=change)
    _print_plan(plan, as_json=as_json)


def _print_plan(plan: HandOverPlan, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(plan) | {"totals": plan.totals})
        return
    click.echo(f"{plan.officer}\t{plan.since}\t{len(plan.lines)}")
    for title, count in zip(plan.shares, plan.totals, strict=True):
        click.echo(f"{title.zh} / {title.en}\t{count}")
    for name in plan.unseen:
        click.echo(f"! {name}")


def _day(on: datetime | None) -> date:
    return on.date() if on else now().date()
