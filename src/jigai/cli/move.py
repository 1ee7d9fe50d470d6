"""jigai move: from SQLite to PostgreSQL, with the proof that nothing was lost on the way."""

from __future__ import annotations

import sys

import click

from jigai.cli.running import print_json, refusing, say
from jigai.domain.sentence import Sentence
from jigai.flows.move_database import move_database

DONE = Sentence(
    "已搬到目标数据库：{tables}张表{rows}行，{sums}项金额合计与审计链头 {head} 两边相等，"
    "审计链在那边核验完整。附件和密钥仍在本目录。"
    "请设置 JIGAI_DATABASE_URL 后重新启动；原来的文件没有改动。",
    "Moved: {tables} tables, {rows} rows, {sums} sums of money and the audit head {head} are "
    "equal on both sides, and the chain is sound over there. Files and keys stay in this home. "
    "Set JIGAI_DATABASE_URL and start again; the old file is unchanged.",
)


@click.command()
@click.argument("target")
@click.option("--json", "as_json", is_flag=True, help="one JSON object")
@refusing
def move(target: str, as_json: bool) -> None:
    """Copy this home's database into TARGET, postgresql://… of a new and empty database."""
    here, there = move_database(target, progress=_show)
    if as_json:
        print_json({"here": here.as_object(), "there": there.as_object()})
        return
    for name, count in here.counts.items():
        click.echo(f"  {name:<44} {count:>12,} = {there.counts[name]:,}")
    for name, fen in here.sums.items():
        click.echo(f"  {name:<44} {fen:>18,} fen = {there.sums[name]:,}")
    rows, tables = sum(there.counts.values()), len(there.counts)
    say(DONE.format(tables=tables, rows=rows, sums=len(there.sums), head=there.head))


def _show(table: str, rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"{table} {rows:,}", err=True)
