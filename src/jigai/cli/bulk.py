"""jigai bulk: change many rows at once by the rules of the single edit, and take it back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from jigai.apps.bulk.queries.runs import interrupted_runs, result_rows, run_of, run_row
from jigai.cli.reach import MACHINE
from jigai.cli.running import authorship, now, print_json, refusing
from jigai.domain.change import Path
from jigai.flows.bulk.order_edit import keys_where, order_edit
from jigai.flows.bulk.registers import register_named
from jigai.flows.bulk.work_through import confirm_edit, work_through
from jigai.flows.undo_change import undo_edit

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
EVERY = 1_000_000


@click.group()
def bulk() -> None:
    """Change many rows at once, and take it back. 批量修改"""


@bulk.command()
@click.argument("register")
@AS_JSON
@refusing
def fields(register: str, as_json: bool) -> None:
    """What can be set on rows of REGISTER (projects, enterprises). 可改的栏目"""
    found = [
        {
            "key": field.key,
            "title": field.title,
            "shape": field.shape,
            "choices": {
                one.value: one.label
                for one in (field.choices(now().date()) if field.choices else ())
            },
        }
        for field in register_named(register).fields
    ]
    if as_json:
        print_json([one | {"choices": list(one["choices"])} for one in found])  # type: ignore[call-overload]
        return
    for one in found:
        click.echo(f"{one['key']}  {one['title']}")
        for value, label in one["choices"].items():  # type: ignore[attr-defined]
            click.echo(f"    {value}  {label.zh} / {label.en}")


@bulk.command()
@click.argument("register")
@click.option("--key", "keys", type=int, multiple=True, help="Number of a row; repeat. 编号")
@click.option("--where", multiple=True, help="FIELD=VALUE[,VALUE]; blank: nothing entered. 条件")
@click.option("--set", "sets", multiple=True, required=True, help="FIELD=VALUE. 新值")
@click.option("--reason", required=True, help="Reason kept in the history. 原因")
@click.option("--dry-run", is_flag=True, help="Try every row; save nothing. 只预览")
@AS_JSON
@refusing
def edit(
    register: str,
    keys: tuple[int, ...],
    where: tuple[str, ...],
    sets: tuple[str, ...],
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Set values on rows of REGISTER, by number or by the values that they have. 批量修改

    jigai bulk edit projects --where responsible_agency=崔口镇政府 --where stage=filed,procedures
        --set responsible_leader=王某 --reason 分工调整
    """
    change = authorship(reason)
    conditions = {key: value.split(",") for key, value in _pairs(where)}
    chosen = list(keys) or (keys_where(register, MACHINE, conditions, change) if conditions else [])
    run = order_edit(
        register=register, viewer=MACHINE, keys=chosen, values=dict(_pairs(sets)), change=change
    )
    _work(run.batch, "预览 trying")
    if not dry_run:
        confirm_edit(run=run_of(run.batch), change=change)
        _work(run.batch, "修改 changing")
    _print(run.batch, as_json=as_json)


@bulk.command()
@click.argument("batch")
@AS_JSON
@refusing
def show(batch: str, as_json: bool) -> None:
    """Counts of BATCH, and the rows that were refused with the rule. 查看结果"""
    _print(batch, as_json=as_json)


@bulk.command()
@click.argument("batch", required=False)
@refusing
def resume(batch: str | None) -> None:
    """Go on with a bulk edit that was stopped; without BATCH, with all. 继续"""
    for one in [batch] if batch else interrupted_runs():
        _work(one, "继续 going on")
        _print(one, as_json=False)


@bulk.command()
@click.argument("batch")
@click.option("--reason", required=True, help="Why it is taken back. 撤销原因")
@AS_JSON
@refusing
def undo(batch: str, reason: str, as_json: bool) -> None:
    """Take BATCH back; rows that somebody changed since are kept and named. 整体撤销"""
    undone = undo_edit(run=run_of(batch), change=authorship(reason, path=Path.UNDO))
    if as_json:
        kept = [one.label for one in undone.kept]
        print_json({"restored": undone.restored_count, "kept": kept})
        return
    click.echo(f"已恢复 {undone.restored_count} 条 / taken back")
    for one in undone.kept:
        click.echo(f"保留（之后有修改）/ kept, changed since: {one.label}")


def _pairs(given: Iterable[str]) -> list[tuple[str, str]]:
    """FIELD=VALUE, taken apart."""
    pairs = [one.partition("=") for one in given]
    if wrong := [one for one in pairs if not one[1]]:
        raise click.UsageError(f"FIELD=VALUE: {wrong[0][0]}")
    return [(key.strip(), value.strip()) for key, _sign, value in pairs]


def _work(batch: str, what: str) -> None:
    def shown(through: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{what} {through:,}/{total:,}", nl=through >= total, err=True)

    work_through(batch=batch, today=now().date(), progress=shown)


def _print(batch: str, *, as_json: bool) -> None:
    run = run_of(batch)
    counted: dict[str, Any] = asdict(run_row(run))
    left = result_rows(run, outcome="refused", page=1, size=EVERY)
    if as_json:
        print_json(counted | {"refused": [asdict(one) for one in left]})
        return
    click.echo(
        f"{batch} {counted['state']}：{counted['changed_count']} 条修改 changed，"
        f"{counted['waits_count']} 条待批 wait，{counted['same_count']} 条相同 same，"
        f"{counted['refused_count']} 条未改 refused"
    )
    for one in left:
        click.echo(f"  ✗ {one.label}：{one.said.zh} {one.said.en} [{one.code}]", err=True)
