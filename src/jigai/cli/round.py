"""jigai round: the review of a period from opening to restatement."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.actions.raise_signals import raise_signals
from jigai.apps.rounds.actions.open_round import open_round
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.coverage import coverage
from jigai.apps.rounds.queries.rounds import round_row, round_rows
from jigai.cli import round_corrections, round_coverage, round_public, round_reports
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_rows
from jigai.cli.reach import MACHINE
from jigai.cli.running import print_json, refusing
from jigai.domain.periods import parse_period
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round


@click.group("round")
def round() -> None:
    """The review of a period: open, collect, review, close, publish, correct. 半月调度"""


for command in (
    *round_coverage.COMMANDS,
    *round_reports.COMMANDS,
    *round_corrections.COMMANDS,
    *round_public.COMMANDS,
):
    round.add_command(command)


@round.command("open")
@click.argument("period")
@REASON
@AS
@AS_JSON
@refusing
def open_(period: str, reason: str, username: str, as_json: bool) -> None:
    """Open PERIOD (such as 2026-11A): who is due, and until when. 开启一期"""
    change = acting(username).change(Deed.PUBLISH, reason or f"开启{period}")
    opened = open_round(period=parse_period(period), change=change)
    _print(_shown(opened.period), as_json=as_json)


@round.command()
@click.argument("period")
@REASON
@AS
@AS_JSON
@refusing
def close(period: str, reason: str, username: str, as_json: bool) -> None:
    """Close collecting: compute provisional badges, start the objection window. 截止填报并初评"""
    held = round_of(period)
    change = acting(username).change(Deed.COMPUTE, reason or f"{period}截止填报并初评")
    computed = compute_badges(round=held, change=change)
    asked = raise_signals(round=held, change=change)
    said = {"badges": computed.badge_count, "changed": computed.changed_count, "signals": asked}
    _print(_shown(held.period) | said, as_json=as_json)


@round.command()
@click.argument("period")
@REASON
@click.option("--early", is_flag=True, help="Before the objection window has ended. 提前发布")
@AS
@AS_JSON
@refusing
def publish(period: str, reason: str, early: bool, username: str, as_json: bool) -> None:
    """Freeze and sign the board of PERIOD and lock its figures. 发布"""
    change = acting(username).change(Deed.PUBLISH, reason or f"发布{period}")
    board = publish_round(round=round_of(period), change=change, is_early=early)
    receipt = {
        "board": board.number,
        "rows": len(board.rows),
        "rule_hash": board.rule_hash,
        "facts_sha256": board.facts_sha256,
        "content_sha256": board.content_sha256,
        "audit_head": board.audit_head,
        "signature": board.signature,
    }
    _print(_shown(period) | receipt, as_json=as_json)


@round.command("list")
@AS_JSON
@refusing
def list_(as_json: bool) -> None:
    """Every round with its stage and dates, the newest first. 期次清单"""
    print_rows("rounds", round_rows(), as_json=as_json)


@round.command()
@click.argument("period")
@AS_JSON
@refusing
def show(period: str, as_json: bool) -> None:
    """Stage, dates and coverage of PERIOD, with the missing by name. 查看一期"""
    held = round_of(period)
    missing = [
        {"project_id": r.project_id, "project": r.project, "agency": r.agency, "why": r.why}
        for r in coverage(MACHINE, round=held).missing
    ]
    _print(_shown(held.period) | {"missing_projects": missing}, as_json=as_json)


def _shown(period: str) -> dict[str, Any]:
    held = round_of(period)
    ledger = coverage(MACHINE, round=held)
    counts = {
        "due": len(ledger.rows),
        "seen": len(ledger.seen),
        "excused": len(ledger.excused),
        "missing": len(ledger.missing),
    }
    return asdict(round_row(held)) | counts


def _print(shown: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        if isinstance(value, list):
            for one in value:
                click.echo(
                    f"  {one['project']}（{one['agency']}）{one['why'].zh} / {one['why'].en}"
                )
        elif value not in ("", None):
            click.echo(f"{name}: {value}")
