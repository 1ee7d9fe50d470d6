"""jigai ledger: take Excel ledgers in, hand them out, take an import back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from jigai.apps.ledgers.queries.batches import interrupted_imports
from jigai.cli.ledger_export import export_file
from jigai.cli.running import authorship, now, print_json, refusing
from jigai.domain.change import Path as ChangePath
from jigai.exchange.returned import returned_workbook
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import (
    import_ledger,
    import_sound_rows,
    receive_ledger,
    undo_import,
)

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def ledger() -> None:
    """Excel ledgers in and out. 台账导入导出"""


ledger.add_command(export_file)


@ledger.command("import")
@click.argument("file", type=FILE)
@click.option("--template", default="", help="Mapping to read with. 模板（默认自动选择）")
@click.option("--period", default="", help="Period such as 2026-11A, if the file names none. 期次")
@click.option("--unit", default="", help="Money unit, if the file names none. 金额单位")
@click.option("--sheet", default="", help="Sheet to read. 工作表")
@click.option("--reason", default="", help="Reason kept in the history. 原因")
@click.option("--dry-run", is_flag=True, help="Check only; save nothing. 只检查，不保存")
@click.option("--sound-rows", is_flag=True, help="Save sound rows, return the rest. 只存无误的行")
@click.option("--errors", type=OUT, help="Write the sender's sheet with faults marked. 退回表")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@refusing
def import_file(
    file: Path,
    reason: str,
    dry_run: bool,
    sound_rows: bool,
    errors: Path | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Check FILE; without faults and without --dry-run, save it whole. 导入台账"""
    content, choices = file.read_bytes(), LedgerChoices(**chosen)
    change = authorship(reason or f"导入{file.name}", path=ChangePath.IMPORT)
    check = check_ledger(
        content,
        name=file.name,
        choices=choices,
        change=change,
        today=now().date(),
        progress=_progress("检查 checking"),
    )
    summary = check.summary()
    if errors and not check.is_sound:
        errors.write_bytes(returned_workbook(check.ledger))
    if (check.is_sound or sound_rows) and not dry_run:
        batch = receive_ledger(
            content=content, name=file.name, check=check, choices=choices, change=change
        ).batch
        if check.is_sound:
            import_ledger(batch=batch, progress=_progress("保存 saving"))
        else:
            import_sound_rows(batch=batch, change=change)
        summary["batch"] = batch
    _print(summary, as_json=as_json)
    if not check.is_sound and not dry_run:
        sys.exit(1)


@ledger.command("resume")
@click.argument("batch", required=False)
@refusing
def resume(batch: str | None) -> None:
    """Go on with an import that was stopped; without BATCH, with all. 继续中断的导入"""
    for one in [batch] if batch else interrupted_imports():
        found = import_ledger(batch=one, progress=_progress("保存 saving"))
        click.echo(f"{found.batch}: {found.row_count} 行已保存 / rows saved")


@ledger.command("undo")
@click.argument("batch")
@click.option("--reason", required=True, help="Why it is taken back. 撤销原因")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@refusing
def undo(batch: str, reason: str, as_json: bool) -> None:
    """Take a whole import back; what changed since or is locked is kept and named. 撤销导入"""
    undone = undo_import(batch=batch, change=authorship(reason, path=ChangePath.UNDO))
    said = {
        "restored": undone.restored_count,
        "by_table": undone.restored,
        "kept": [
            {"table": k.table, "id": k.key, "label": k.label, "reason": k.reason}
            for k in undone.kept
        ],
    }
    if as_json:
        print_json(said)
        return
    click.echo(f"已撤销 {undone.restored_count} 条 / taken back")
    for kept in undone.kept:
        why = f"{kept.reason.zh} / {kept.reason.en}"
        click.echo(f"保留 / kept: {kept.label} [{kept.table}] {why}")


def _print(summary: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(summary)
        return
    click.echo(
        f"{summary['sheet']}（{summary['template']} {summary['period']}）："
        f"{summary['rows']} 行；新增 {summary['create']}，更新 {summary['update']}，"
        f"无变化 {summary['unchanged']}，跳过 {len(summary['skipped'])}"
    )
    for head, yuan in summary["totals"].items():
        click.echo(f"  {head} = {yuan:,} 元")
    for sentence in summary["announced"]:
        click.echo(f"  {sentence['zh']} / {sentence['en']}")
    for fault in summary["errors"]:
        click.echo(f"  ✗ {fault['message']}", err=True)
        click.echo(f"    {fault['message_en']} [{fault['code']}]", err=True)
    if summary["errors"] and summary.get("batch"):
        kept, back = summary["rows"] - summary["rejected"], summary["rejected"]
        said = f"已保存 {kept} 行，退回 {back} 行 / {kept} row(s) saved, {back} returned"
        click.echo(f"{said}: {summary['batch']}", err=True)
    elif summary["errors"]:
        count = len(summary["errors"])
        click.echo(f"{count} 处错误，未保存 / {count} fault(s), nothing saved", err=True)
    elif batch := summary.get("batch"):
        click.echo(f"已保存，批次 {batch} / saved; undo with: jigai ledger undo {batch} --reason …")


def _progress(what: str) -> Any:
    """Progress on standard error, where a person looks on."""

    def show(row: int, last: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what} {row:,}/{last:,}", nl=row >= last, err=True)

    return show
