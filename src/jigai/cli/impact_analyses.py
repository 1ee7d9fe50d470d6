"""Stored analyses on the command line: order and run, list, show, print, rebuild."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.impact.actions.order_analysis import AnalysisOrder
from jigai.apps.impact.queries.analyses import analysis_card, analysis_for, analysis_rows
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import now, print_json, refusing, say
from jigai.domain.impact.panel import PanelColumns
from jigai.flows.estimate_impact import SEED, ImpactOptions
from jigai.flows.impact_panel import order_from_file, order_from_register
from jigai.flows.print_impact import figure_rows, print_impact
from jigai.flows.run_impact import rebuild as rebuilt
from jigai.flows.run_impact import work_through

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PK = click.argument("number", type=int)


@click.command()
@click.argument(
    "data", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--title", required=True, help="Name of the analysis. 名称")
@click.option("--outcome-title", required=True, help="Name of the outcome. 结果名称")
@click.option("--fact", default="", help="Without DATA: a yearly fact of the register. 指标")
@click.option("--by-township", is_flag=True, help="Cluster the register by township. 按乡镇聚类")
@click.option("--unit", default="", help="Column of the units. 单位列")
@click.option("--time", default="", help="Column of the periods. 时期列")
@click.option("--cohort", default="", help="Column of the start; 0: never. 起始期列")
@click.option("--outcome", default="", help="Column of the outcome. 结果列")
@click.option("--covariates", default="", help="Columns, separated by commas. 协变量")
@click.option("--cluster", default="", help="Column of clusters. 聚类")
@click.option("--measure", default="", help="Column of how the outcome was measured. 取数口径")
@click.option("--control", type=click.Choice(["never", "notyet"]), default="never", help="对照组")
@click.option("--seed", default=SEED, show_default=True, help="Of the bootstraps. 种子")
@click.option("--leave-out", is_flag=True, help="Leave out incomplete units. 略去缺期的单位")
@WHY
@AS
@AS_JSON
@refusing
def order(
    data: Path | None,
    title: str,
    outcome_title: str,
    reason: str,
    username: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Keep an analysis of DATA, or of a --fact of the register, and run it now. 存档评估"""
    change = acting(username).change(Deed.EVALUATE, reason)
    if data is None and not given["fact"]:
        raise click.UsageError("DATA or --fact")
    options = ImpactOptions(control=given.pop("control"), seed=given.pop("seed"))
    fact, by_township = given.pop("fact"), given.pop("by_township")
    wanted = AnalysisOrder(title, outcome_title)
    if data is None:
        made = order_from_register(
            order=wanted, fact=fact, by_township=by_township, options=options, change=change
        )
    else:
        named = given.pop("covariates").split(",")
        covariates = tuple(name.strip() for name in named if name.strip())
        leave_out = given.pop("leave_out")
        made = order_from_file(
            order=replace(wanted, file_name=data.name),
            content=data.read_bytes(),
            columns=PanelColumns(covariates=covariates, **given),
            options=options,
            leave_out=leave_out,
            change=change,
        )
    work_through(pk=made.pk, at=now())
    _say(made.pk, username, as_json=as_json)


@click.command("list")
@AS
@AS_JSON
@refusing
def list_(username: str, as_json: bool) -> None:
    """Stored analyses, the newest first. 评估清单"""
    print_rows("analyses", analysis_rows(acting(username).viewer), as_json=as_json)


@click.command()
@PK
@AS
@AS_JSON
@refusing
def show(number: int, username: str, as_json: bool) -> None:
    """One analysis: what was found, or which conditions failed. 一项评估"""
    _say(number, username, as_json=as_json)


@click.command()
@PK
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="语言")
@AS
@refusing
def paper(number: int, output: Path, language: Any, username: str) -> None:
    """One analysis as PDF. 打印"""
    card = analysis_card(analysis_for(acting(username).viewer, number))
    output.write_bytes(print_impact(card, on=now().date(), language=language))
    click.echo(str(output))


@click.command()
@PK
@AS
@AS_JSON
@refusing
def rebuild(number: int, username: str, as_json: bool) -> None:
    """Run an ended analysis again from its frozen panel; exit code 1 if it differs. 重算核对"""
    found = rebuilt(analysis_for(acting(username).viewer, number))
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(f"same: {found.is_same}\t{found.data_digest}")
    if not found.is_same:
        click.get_current_context().exit(1)


def shown_as_json(number: int, username: str) -> dict[str, Any]:
    card = analysis_card(analysis_for(acting(username).viewer, number))
    found = card.findings
    return {
        **asdict(card.row),
        "conditions": [one.as_json() for one in card.conditions],
        "sentences": [asdict(one) for one in card.sentences],
        "caveats": [asdict(one) for one in card.caveats],
        "receipt": card.receipt,
        **({"findings": found.as_json()} if found else {}),
    }


def _say(number: int, username: str, *, as_json: bool) -> None:
    if as_json:
        print_json(shown_as_json(number, username))
        return
    card = analysis_card(analysis_for(acting(username).viewer, number))
    click.echo(f"{card.row.id}\t{card.row.title}\t{card.row.state_word.zh}")
    for one in card.sentences:
        say(one)
    for condition in card.conditions:
        mark = {True: "✓", False: "✗", None: "?"}[condition.is_met]
        click.echo(f"{mark} {condition.title.zh}\t{condition.figures.zh}")
        if condition.is_met is not True:
            say(condition.helps)
    if card.findings:
        for row in figure_rows(card.findings):
            click.echo("\t".join(map(str, row)))
    for caveat in card.caveats:
        say(caveat)
