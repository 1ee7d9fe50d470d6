"""jigai letters: one letter to each of many enterprises, its files, its receipts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.reports.actions.record_delivery import record_delivery
from jigai.apps.reports.queries.issued_documents import document_for
from jigai.apps.reports.queries.letter_runs import run_called, run_row, run_rows
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import now, refusing
from jigai.flows.document_details import DocumentDetails
from jigai.flows.issue_letters import (
    letters_as_zip,
    merged_letters,
    order_letter_run,
    work_through,
)
from jigai.flows.letter_places import firms_of

DAY = click.DateTime(["%Y-%m-%d"])
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def letters() -> None:
    """Letters to many enterprises: order, files, deliveries. 成批函件"""


def _reader(username: str) -> None:
    """Raises: RoleMissing: letters name enterprises of the whole county."""
    require(acting(username).viewer, Deed.PUBLISH)


@letters.command("list")
@AS
@AS_JSON
@refusing
def list_(username: str, as_json: bool) -> None:
    """Runs with their numbers and how far they are. 各批函件"""
    _reader(username)
    print_rows("runs", run_rows(), as_json=as_json)


@letters.command()
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--subject", required=True, help="Subject; may name places in braces. 标题")
@click.option("--series", required=True, help="Letters of the number. 机关代字")
@click.option("--issuing-body", required=True, help="Who issues. 发文机关")
@click.option("--group", type=click.Choice(["ending", "silent", "library"]), help="To whom. 范围")
@click.option("--enterprise", "named", multiple=True, help="One more enterprise. 逐家选定")
@click.option("--on", type=DAY, help="Day of issue (default: today). 成文日期")
@REASON
@AS
@AS_JSON
@refusing
def order(
    text: Path,
    subject: str,
    series: str,
    issuing_body: str,
    group: str | None,
    named: tuple[str, ...],
    on: datetime | None,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Number and make one letter for each, from the paragraphs in the file TEXT. 印发"""
    acted, today = acting(username), now().date()
    keys = [enterprise_named(acted.viewer, one).pk for one in named]
    if group:
        keys += firms_of(acted.viewer, group, on=today)
    run = order_letter_run(
        acted.viewer,
        enterprise_ids=keys,
        subject=subject,
        text=text.read_text(encoding="utf-8"),
        details=DocumentDetails(series=series, issuing_body=issuing_body),
        issued_on=on.date() if on else today,
        change=acted.change(Deed.PUBLISH, reason or f"印发：{subject}"),
    )
    run = work_through(batch=run.batch, at=now())
    print_rows("runs", [run_row(run)], as_json=as_json)


@letters.command()
@click.argument("batch")
@click.option("-o", "--output", type=OUT, required=True, help="ZIP or PDF to write. 输出文件")
@click.option("--merged", is_flag=True, help="All letters in one PDF. 合成一个文件")
@AS
@refusing
def files(batch: str, output: Path, merged: bool, username: str) -> None:
    """The files of the run BATCH, one letter each in a ZIP. 下载文件"""
    _reader(username)
    run = run_called(batch)
    output.write_bytes(merged_letters(run) if merged else letters_as_zip(run))
    click.echo(f"{output}")


@letters.command()
@click.argument("document", type=int)
@click.option("--way", type=click.Choice(["hand", "post", "oa", "email"]), required=True)
@click.option("--on", type=DAY, help="Day (default: today). 送达日期")
@click.option("--note", default="", help="Note. 说明")
@REASON
@AS
@refusing
def deliver(
    document: int, way: str, on: datetime | None, note: str, reason: str, username: str
) -> None:
    """DOCUMENT reached its addressee. 登记送达"""
    acted = acting(username)
    found = document_for(acted.viewer, document)
    record_delivery(
        document=found,
        way=way,
        delivered_on=on.date() if on else now().date(),
        note=note,
        change=acted.change(Deed.PUBLISH, reason or "登记送达"),
    )
    click.echo(f"{document} 已登记 / recorded")
