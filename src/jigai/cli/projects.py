"""jigai projects: the register as of any day, what changed in it, gaps between streams."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from jigai.apps.projects.queries.register import (
    RegisterChange,
    RegisterRow,
    register_changes,
    register_rows,
)
from jigai.cli.reach import MACHINE
from jigai.cli.running import print_json, refusing

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
DAY = click.DateTime(["%Y-%m-%d"])
AS_OF = click.option("--as-of", "as_of", type=DAY, help="Read as at the end of this day. 截至日期")


@click.group()
def projects() -> None:
    """The register of projects: as of a day, changes, gaps. 项目库"""


@projects.command("list")
@AS_OF
@AS_JSON
@refusing
def list_(as_of: datetime | None, as_json: bool) -> None:
    """Every project with every column, as CSV or JSON; amounts in fen. 项目清单"""
    rows = register_rows(MACHINE, on=_day(as_of))
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    heads = list(RegisterRow.__dataclass_fields__)
    _write(heads, [list(asdict(row).values()) for row in rows])


@projects.command()
@click.option("--since", type=DAY, required=True, help="Compare with the end of this day. 起始日期")
@AS_OF
@AS_JSON
@refusing
def changed(since: datetime, as_of: datetime | None, as_json: bool) -> None:
    """Projects that are new, changed or deleted since a day, old value first. 变化"""
    found = register_changes(MACHINE, since=since.date(), on=_day(as_of))
    if as_json:
        print_json([asdict(change) for change in found])
        return
    for change in found:
        click.echo(f"{STATES[change.state]}\t{change.id}\t{change.name}")
        for line in _differences(change):
            click.echo(f"    {line}")


STATES = {"new": "新增 new", "changed": "修改 changed", "deleted": "删除 deleted"}


def _differences(change: RegisterChange) -> list[str]:
    if change.before is None or change.after is None:
        return []
    then, now = asdict(change.before), asdict(change.after)
    return [f"{name}: {then[name]} → {now[name]}" for name in change.fields]


def _write(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(heads)
    writer.writerows(rows)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
