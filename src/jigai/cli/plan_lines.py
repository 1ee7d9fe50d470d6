"""jigai plan head, line, drop-line, route, link, unlink, export, import, paper."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import agency_named
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.actions.edit_plan_head import edit_plan_head
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.remove_line import remove_line
from jigai.apps.planning.actions.unlink_measure import unlink_measure
from jigai.apps.planning.queries.access import gap_for, line_for, link_for, version_for
from jigai.apps.planning.queries.lines import typed_value
from jigai.apps.projects.queries.access import project_for
from jigai.cli.acting import AS, AS_JSON, WHY, Acting, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import now, refusing
from jigai.domain.quantities import MoneyUnit, to_fen
from jigai.flows.exchange_plan import export_plan, import_plan
from jigai.flows.plan_route import plan_route
from jigai.flows.print_plan import Form, print_plan

NUMBER = click.argument("number", type=click.IntRange(min=1))
DAY = click.DateTime(["%Y-%m-%d"])
OUT = click.Path(dir_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PAIRS = click.argument("values", nargs=-1, required=True)


@click.command()
@NUMBER
@click.option("--unit", default="", help="Responsible unit by name. 责任单位")
@click.option("--budget", type=Decimal, help="Budget in 10,000 yuan. 预算（万元）")
@click.option("--from", "starts", type=DAY, help="First day. 开始日期")
@click.option("--to", "ends", type=DAY, help="Last day. 结束日期")
@click.option("--summary", help="Summary. 概述")
@WHY
@AS
@AS_JSON
@refusing
def head(
    number: int,
    unit: str,
    budget: Decimal | None,
    starts: datetime | None,
    ends: datetime | None,
    summary: str | None,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Set the head of draft NUMBER; what is left out stays. 概况"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    version = version_for(acted.viewer, number)
    given: dict[str, Any] = {
        "owner_id": agency_named(unit).pk if unit else None,
        "budget_fen": None if budget is None else to_fen(budget, unit=MoneyUnit.WAN),
        "starts_on": starts.date() if starts else None,
        "ends_on": ends.date() if ends else None,
        "summary": summary,
    }
    values = {name: value for name, value in given.items() if value is not None}
    changed = edit_plan_head(
        version=version, base=version_of(version), values=values, change=change
    )
    print_fields({"changed": list(changed)}, as_json=as_json)


@click.command()
@NUMBER
@click.option("--add", "kind", default="", help="Kind of a new line, such as measure. 新增类型")
@PAIRS
@WHY
@AS
@AS_JSON
@refusing
def line(
    number: int, kind: str, values: tuple[str, ...], reason: str, username: str, as_json: bool
) -> None:
    """Set COLUMN=VALUE of line NUMBER; with --add, a new line in version NUMBER. 条目"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    given = _values(acted, values)
    if kind:
        version = version_for(acted.viewer, number)
        made = add_line(version=version, kind=kind, values=given, change=change)
        print_fields({"line": made.pk, "key": made.key}, as_json=as_json)
        return
    found = line_for(acted.viewer, number)
    changed = edit_line(line=found, base=version_of(found), values=given, change=change)
    print_fields({"line": number, "changed": list(changed)}, as_json=as_json)


@click.command("drop-line")
@NUMBER
@WHY
@AS
@refusing
def drop_line(number: int, reason: str, username: str) -> None:
    """Take line NUMBER out of its draft. 删去条目"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    remove_line(line=line_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已删去 / removed")


@click.command()
@NUMBER
@click.option("--rung", required=True, help="Such as cn.hnte. 目标梯级")
@click.option("--by", "by_day", type=DAY, required=True, help="Day wanted. 目标日期")
@click.option("--route", "which", type=click.IntRange(1, 20), default=1, help="Which. 第几条")
@WHY
@AS
@AS_JSON
@refusing
def route(
    number: int,
    rung: str,
    by_day: datetime,
    which: int,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Write a proved way up into draft NUMBER as target and tasks. 上台阶路径"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    made = plan_route(
        version=version_for(acted.viewer, number),
        rung=rung,
        by=by_day.date(),
        number=which,
        on=now().date(),
        change=change,
    )
    print_fields({"keys": list(made.keys)}, as_json=as_json)


@click.command()
@NUMBER
@click.argument("project", type=int)
@WHY
@AS
@AS_JSON
@refusing
def link(number: int, project: int, reason: str, username: str, as_json: bool) -> None:
    """PROJECT carries line NUMBER out. 关联项目"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    found = line_for(acted.viewer, number)
    made = link_measure(line=found, project=project_for(acted.viewer, project), change=change)
    print_fields({"link": made.pk}, as_json=as_json)


@click.command()
@NUMBER
@WHY
@AS
@refusing
def unlink(number: int, reason: str, username: str) -> None:
    """Take link NUMBER back. 取消关联"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    unlink_measure(link=link_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已取消 / taken back")


@click.command("export")
@NUMBER
@click.option("-o", "--output", type=OUT, required=True, help="Workbook to write. 输出文件")
@AS
@refusing
def export_(number: int, output: Path, username: str) -> None:
    """Lines of version NUMBER as a workbook to edit. 导出条目"""
    output.write_bytes(export_plan(version_for(acting(username).viewer, number)))
    click.echo(f"{output}")


@click.command("import")
@NUMBER
@click.argument("file", type=FILE)
@WHY
@AS
@AS_JSON
@refusing
def import_(number: int, file: Path, reason: str, username: str, as_json: bool) -> None:
    """Bring the edited workbook back: only edited cells change. 导入条目"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    done = import_plan(
        version=version_for(acted.viewer, number),
        content=file.read_bytes(),
        name=file.name,
        change=change,
    )
    shown = {"rows": done.rows, "cells": done.cells, "edited": [one.key for one in done.edited]}
    print_fields(shown, as_json=as_json)


@click.command()
@NUMBER
@click.option("-o", "--output", type=OUT, required=True, help="PDF, or .docx for Word. 输出文件")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@AS
@refusing
def paper(number: int, output: Path, language: Any, username: str) -> None:
    """Version NUMBER as a one-page PDF, or as a Word file. 打印"""
    viewer = acting(username).viewer
    version = version_for(viewer, number)
    form: Form = "docx" if output.suffix.lower() == ".docx" else "pdf"
    content = print_plan(version, viewer, on=now().date(), language=language, form=form)
    output.write_bytes(content)
    click.echo(f"{output}")


def _values(acted: Acting, pairs: tuple[str, ...]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise click.UsageError(f"{pair}: COLUMN=VALUE")
        is_gap = name == "gap" and text
        given[name] = gap_for(acted.viewer, int(text)) if is_gap else typed_value(name, text)
    return given


COMMANDS = (head, line, drop_line, route, link, unlink, export_, import_, paper)
