"""jigai projects: the register as of any day, what changed in it, gaps between streams."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import click

from jigai.apps.audit.as_of import as_of as reading_as_of
from jigai.apps.audit.as_of import change_set_on
from jigai.apps.projects.actions.explain_gap import REASONS, Pair
from jigai.apps.projects.queries.gaps import reconciliation
from jigai.apps.projects.queries.register import (
    RegisterChange,
    RegisterRow,
    register_changes,
    register_rows,
)
from jigai.cli.reach import MACHINE
from jigai.cli.running import print_json, refusing
from jigai.domain.periods import parse_period
from jigai.domain.quantities import MoneyUnit, from_fen
from jigai.domain.sentence import Sentence

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


@projects.command()
@click.option("--through", help="Up to this period. 截至期次")
@click.option("--pair", type=click.Choice(list(Pair)), help="One pair of streams. 口径")
@click.option("--waiting", is_flag=True, help="Only those without a reason. 未说明原因的")
@AS_OF
@AS_JSON
@refusing
def gaps(
    through: str | None, pair: str | None, waiting: bool, as_of: datetime | None, as_json: bool
) -> None:
    """Gaps between planned, reported, verified and paid beyond the tolerance. 投资对账"""
    period = str(parse_period(through)) if through else None
    with reading_as_of(change_set_on(_day(as_of))):
        found = reconciliation(MACHINE, through=period)
    chosen = [
        gap for gap in found if pair in (None, gap.pair) and not (waiting and gap.is_explained)
    ]
    if as_json:
        print_json([asdict(gap) | {"difference_fen": gap.difference_fen} for gap in chosen])
        return
    for gap in chosen:
        amounts = " ".join(map(in_yuan, (gap.first_fen, gap.second_fen, gap.difference_fen)))
        reason = REASONS[gap.reason_code] if gap.reason_code else UNEXPLAINED
        click.echo(f"{gap.project}\t{gap.pair}\t{gap.period}\t{amounts} 元")
        click.echo(f"    {gap.unit or OFFICE}：{reason.zh} / {reason.en}")
    click.echo(f"{len(chosen)} 处差异 / gaps")


def in_yuan(fen: int) -> str:
    return f"{from_fen(fen, unit=MoneyUnit.YUAN):,}"


UNEXPLAINED = Sentence("未说明原因", "no reason given")
OFFICE = "县技改办"
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
