"""jigai badges: the colours of a round, why, and what people decide about them."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.queries.access import badge_for
from jigai.apps.badges.queries.board import badge_rows, frozen_boards
from jigai.apps.badges.queries.explanation import explanation_of
from jigai.apps.projects.queries.codes import project_id_of
from jigai.apps.rounds.queries.access import round_of
from jigai.cli import badge_clocks, badge_objections
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.reach import MACHINE
from jigai.cli.running import print_json, refusing
from jigai.flows.check_badges import check_badges
from jigai.flows.compute_badges import compute_badges

LOCKED = frozenset({"published", "reopened"})


@click.group()
def badges() -> None:
    """Colours of a round: compute, show, explain, object, follow up. 红黄蓝金"""


for command in (*badge_objections.COMMANDS, *badge_clocks.COMMANDS):
    badges.add_command(command)


@badges.command()
@click.argument("period")
@REASON
@AS
@AS_JSON
@refusing
def compute(period: str, reason: str, username: str, as_json: bool) -> None:
    """Compute the badges of PERIOD; of a published one, check that they come out again. 计算"""
    held = round_of(period)
    changed = 0
    if held.stage not in LOCKED:
        change = acting(username).change(Deed.COMPUTE, reason or f"计算{period}亮牌")
        done = compute_badges(round=held, change=change)
        changed = done.changed_count
    check = check_badges(round=round_of(period))
    rows = badge_rows(MACHINE, round=held)
    shown: dict[str, Any] = {
        "period": held.period,
        "rule_set": check.rule_set,
        "rule_hash": check.rule_hash,
        "badges": check.badge_count,
        "changed": changed,
        "colours": dict(sorted(Counter(row.colour for row in rows).items())),
        "equal_to_stored": not check.differing,
        "differing": list(check.differing),
    }
    _print(shown, as_json=as_json)
    sys.exit(1 if check.differing else 0)


@badges.command()
@click.argument("period")
@click.option("--colour", default="", help="Only this colour. 只看某一色")
@click.option("--frozen", is_flag=True, help="The boards as published. 已发布的各版")
@AS_JSON
@refusing
def show(period: str, colour: str, frozen: bool, as_json: bool) -> None:
    """The badges of PERIOD, each with the part of the rule that decided. 查看"""
    held = round_of(period)
    if frozen:
        boards = [asdict(board) for board in frozen_boards(MACHINE, round=held)]
        print_json({"period": held.period, "boards": boards})
        return
    rows = badge_rows(MACHINE, round=held, colour=colour)
    if as_json:
        print_json({"period": held.period, "rows": [asdict(row) for row in rows]})
        return
    for row in rows:
        click.echo(f"{row.badge.zh}\t{row.score_low}\t{row.project}\t{row.agency}\t{row.reason.zh}")


@badges.command()
@click.argument("period")
@click.argument("project")
@AS_JSON
@refusing
def explain(period: str, project: str, as_json: bool) -> None:
    """Why PROJECT (number or project code) has its colour, and what would lift it. 说明"""
    key = project_id_of(project)
    found = explanation_of(badge_for(MACHINE, period=period, project_id=key))
    if as_json:
        print_json(asdict(found))
        return
    click.echo(found.paragraph.zh)
    click.echo(found.paragraph.en)
    for line in found.lines:
        click.echo(f"  {line.text.zh} / {line.text.en}")


def _print(shown: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        click.echo(f"{name}: {value}")
