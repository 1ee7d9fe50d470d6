"""jigai chain: maps of the supply chains, what hangs on a firm, ties as a sheet."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.supply.queries.chain_map import ChainMap, chain_map, chain_maps
from jigai.apps.supply.queries.hanging import MEANING, hanging_on
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.running import now, print_json, refusing
from jigai.domain.supply_chain.standing import STATE_LABELS
from jigai.flows.export_chain import export_map, export_ties
from jigai.flows.print_chain import print_chain

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", type=DAY, help="Day of the list of links (default: today). 日期")
YEAR = click.option("--year", type=click.IntRange(2000, 2999), help="Year of the ties. 年度")
OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def chain() -> None:
    """Supply chains: maps, what hangs on a firm, ties. 产业链"""


@chain.command("list")
@ON
@YEAR
@AS
@AS_JSON
@refusing
def list_(on: datetime | None, year: int | None, username: str, as_json: bool) -> None:
    """The chains with what is missing, thin and single-sourced in each. 各链概况"""
    found = chain_maps(acting(username).viewer, on=_day(on), year=year)
    rows = [{"code": one.chain.code, "year": one.year, **_counts(one)} for one in found]
    if as_json:
        print_json({"chains": rows})
        return
    for one in found:
        told = "\t".join(f"{word.zh} {one.counted(state)}" for state, word in STATE_LABELS.items())
        click.echo(f"{one.chain.code}\t{one.chain.title.zh} / {one.chain.title.en}\t{told}")


@chain.command("map")
@click.argument("code")
@click.option("-o", "--output", type=OUT, help="PDF or xlsx to write. 输出文件")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@ON
@YEAR
@AS
@AS_JSON
@refusing
def map_(
    code: str,
    output: Path | None,
    language: Any,
    on: datetime | None,
    year: int | None,
    username: str,
    as_json: bool,
) -> None:
    """Every link of chain CODE; or its one-page PDF or workbook. 图谱"""
    found = chain_map(acting(username).viewer, code, on=_day(on), year=year)
    if output is not None:
        is_paper = output.suffix.lower() == ".pdf"
        content = (
            print_chain(found, on=_day(on), language=language)
            if is_paper
            else export_map(found, language=language)
        )
        output.write_bytes(content)
        click.echo(f"{output}")
        return
    if as_json:
        links = [{**asdict(link), "hhi": asdict(link.hhi)} for link in found.links]
        print_json({"code": code, "year": found.year, **_counts(found), "links": links})
        return
    for link in found.links:
        names = "、".join(firm.name.zh for firm in link.firms)
        click.echo(f"{link.code}\t{link.title.zh}\t{link.state_said.zh}\t{link.hhi.zh}\t{names}")


@chain.command("stop")
@click.argument("enterprise")
@ON
@YEAR
@AS
@AS_JSON
@refusing
def stop(
    enterprise: str, on: datetime | None, year: int | None, username: str, as_json: bool
) -> None:
    """What hangs on ENTERPRISE (credit code or number) downstream, tier by tier. 停产影响"""
    viewer = acting(username).viewer
    card = hanging_on(viewer, enterprise_named(viewer, enterprise), on=_day(on), year=year)
    if as_json:
        rows = [
            {
                "tier": row.tier,
                "name": asdict(row.name),
                "enterprise_id": row.enterprise_id,
                "low": str(row.low),
                "high": str(row.high),
            }
            for row in card.rows
        ]
        print_json({"enterprise": card.name, "year": card.year, "rows": rows})
        return
    click.echo(f"{card.name} {card.year}\n{MEANING.zh}\n{MEANING.en}")
    for row in card.rows:
        click.echo(f"{row.tier}\t{row.name.zh}\t{row.lost.zh}\t{row.link_title.zh}")


@chain.command("ties")
@click.option("-o", "--output", type=OUT, required=True, help="Workbook to write. 输出文件")
@click.option("--chain", "code", default="", help="Only those of this chain. 产业链")
@YEAR
@AS
@refusing
def ties(output: Path, code: str, year: int | None, username: str) -> None:
    """The ties as a workbook; after editing, jigai ledger import takes it. 供应关系表"""
    viewer = acting(username).viewer
    output.write_bytes(export_ties(viewer, on=now().date(), year=year, chain=code))
    click.echo(f"{output}")


def _day(on: datetime | None) -> date:
    return on.date() if on else now().date()


def _counts(found: ChainMap) -> dict[str, Any]:
    states = {state.value: found.counted(state) for state in STATE_LABELS}
    return {"firms": found.firm_count, "ties": found.tie_count, "states": states}
