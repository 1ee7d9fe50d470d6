"""jigai match day: list, show, fill and assign a matching day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.matches.actions.assign_day import assign_day
from jigai.apps.matches.actions.open_day import DayPlan, add_participant, let_propose, open_day
from jigai.apps.matches.queries.access import day_for, thing_named
from jigai.apps.matches.queries.days import day_check, day_rows, meeting_rows
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.flows.print_day import print_day
from jigai.flows.rank_day import rank_day


@click.group()
def day() -> None:
    """Matching days: who meets whom, stably. 对接会"""


@day.command("list")
@AS
@AS_JSON
@refusing
def list_(username: str, as_json: bool) -> None:
    """Matching days, the latest first. 对接会名单"""
    print_rows("days", day_rows(acting(username).viewer), as_json=as_json)


@day.command("open")
@click.argument("name")
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), required=True, help="开始时间")
@click.option("--place", required=True, help="地点")
@click.option("--minutes", type=int, default=20, help="Of a turn. 每轮分钟数")
@click.option("--proposing", type=click.Choice(["demand", "offer"]), default="demand")
@REASON
@AS
@AS_JSON
@refusing
def open_(
    name: str,
    at: datetime,
    place: str,
    minutes: int,
    proposing: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Announce the matching day NAME. 举办对接会"""
    change = acting(username).change(Deed.RUN_MATCHING, reason or "举办对接会")
    plan = DayPlan(name, at.date(), place, at.time(), minutes, proposing)
    print_fields({"day": open_day(plan=plan, change=change).pk}, as_json=as_json)


@day.command()
@click.argument("number", type=int)
@click.argument("thing")
@click.option("--capacity", type=int, default=1, help="Most meetings. 最多见几场")
@REASON
@AS
@refusing
def join(number: int, thing: str, capacity: int, reason: str, username: str) -> None:
    """THING (demand:1, achievement:2, expert:3) comes to day NUMBER. 添加参加者"""
    acted = acting(username)
    change = acted.change(Deed.RUN_MATCHING, reason or "添加参加者")
    found = day_for(acted.viewer, number)
    made = add_participant(
        day=found, thing=thing_named(acted.viewer, thing), capacity=capacity, change=change
    )
    click.echo(f"{made.pk}")


@day.command()
@click.argument("number", type=int)
@click.option("--proposing", type=click.Choice(["demand", "offer"]), help="Whose wishes first.")
@REASON
@AS
@AS_JSON
@refusing
def assign(number: int, proposing: str | None, reason: str, username: str, as_json: bool) -> None:
    """Fill the wishes of day NUMBER from the ranking and assign it; edited wishes stay. 排定"""
    acted = acting(username)
    change = acted.change(Deed.RUN_MATCHING, reason or "排定对接会")
    found = day_for(acted.viewer, number)
    if proposing is not None:
        let_propose(day=found, side=proposing, change=change)
    rank_day(day=found, change=change)
    made = assign_day(day=found, change=change)
    blocking = day_check(acted.viewer, found).blocking
    print_fields({"meetings": len(made), "blocking_pairs": blocking}, as_json=as_json)


@day.command()
@click.argument("number", type=int)
@AS
@AS_JSON
@refusing
def show(number: int, username: str, as_json: bool) -> None:
    """Who meets whom at day NUMBER, and the check. 会议表"""
    viewer = acting(username).viewer
    found = day_for(viewer, number)
    rows, check = meeting_rows(viewer, found), day_check(viewer, found)
    if as_json:
        print_json({"meetings": [asdict(row) for row in rows], "check": asdict(check)})
        return
    for row in rows:
        who = f"{row.demander}: {row.demand}\t{row.holder}: {row.offer}"
        click.echo(f"{row.turn}\t{row.starts_at:%H:%M}\t{row.table}\t{who}")
    click.echo(f"{check.blocking} 对宁愿互相见面 / blocking pairs")


@day.command()
@click.argument("number", type=int)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help=".pdf or .docx",
)  # fmt: skip
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@AS
@refusing
def paper(number: int, output: Path, language: str, username: str) -> None:
    """Print the table of day NUMBER. 打印会议表"""
    viewer = acting(username).viewer
    form = "docx" if output.suffix == ".docx" else "pdf"
    content = print_day(
        viewer, day_for(viewer, number), form=form, on=now().date(),
        language="en" if language == "en" else "zh",
    )  # fmt: skip
    output.write_bytes(content)
    click.echo(str(output))
