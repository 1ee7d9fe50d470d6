"""jigai impact: effects of a programme with comparison groups, or why none is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jigai.cli.acting import AS_JSON
from jigai.cli.impact_analyses import list_, order, paper, rebuild, show
from jigai.cli.impact_printing import say_bacon, say_findings
from jigai.cli.refusing import refuse
from jigai.cli.running import now, print_json, refusing
from jigai.domain.impact.panel import Panel, PanelColumns, panel_of
from jigai.exchange.impact.panel_file import read_panel_file
from jigai.flows.estimate_impact import DRAWS, SEED, ImpactOptions, estimate_impact

FILE = click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
UNIT = click.option("--unit", required=True, help="Column of the units. 单位列")
TIME = click.option("--time", required=True, help="Column of the periods. 时期列")
COHORT = click.option("--cohort", required=True, help="Column of the start; 0: never. 起始期列")
OUTCOME = click.option("--outcome", required=True, help="Column of the outcome. 结果列")
LEAVE_OUT = click.option(
    "--leave-out", is_flag=True, help="Leave out units that lack a period. 略去缺期的单位"
)


@click.group()
def impact() -> None:
    """Effects with comparison groups and staggered starts, or why none is printed. 成效评估"""


@impact.command()
@FILE
@UNIT
@TIME
@COHORT
@OUTCOME
@click.option("--covariates", default="", help="Columns, separated by commas. 协变量")
@click.option("--weights", default="", help="Column of weights. 权重")
@click.option("--weights-at", type=int, help="Take the weights of this period. 权重取自")
@click.option("--cluster", default="", help="Column of clusters (default: units). 聚类")
@click.option("--measure", default="", help="Column of how the outcome was measured. 取数口径")
@click.option("--control", type=click.Choice(["never", "notyet"]), default="never", help="对照组")
@click.option("--base", type=click.Choice(["varying", "universal"]), default="varying", help="基期")
@click.option("--seed", default=SEED, show_default=True, help="Of the bootstraps. 种子")
@click.option("--draws", type=click.IntRange(99, 99_999), default=DRAWS, show_default=True)
@LEAVE_OUT
@AS_JSON
@refusing
def att(
    data: Path,
    covariates: str,
    control: str,
    base: str,
    seed: int,
    draws: int,
    leave_out: bool,
    as_json: bool,
    **columns: Any,
) -> None:
    """Group-time effects of DATA (CSV, Parquet, Excel) and their aggregates. 分组分期效应

    No estimate is printed while a condition fails; then the exit code is 1 and the failed
    conditions are named, with --json also on standard output.
    """
    named = tuple(name.strip() for name in covariates.split(",") if name.strip())
    panel = _panel(data, PanelColumns(covariates=named, **columns), leave_out=leave_out)
    verdict = estimate_impact(panel, ImpactOptions(control, base, seed, draws), on=now().date())
    told = {"conditions": verdict.conditions_as_json(), "data_digest": panel.digest()}
    if verdict.findings is None:
        if as_json:
            print_json({"is_printed": False, **told})
        refuse(verdict.refusal())
    if as_json:
        print_json({"is_printed": True, **verdict.findings.as_json(), **told})
    else:
        say_findings(verdict, panel)


@impact.command()
@FILE
@UNIT
@TIME
@COHORT
@OUTCOME
@LEAVE_OUT
@AS_JSON
@refusing
def bacon(data: Path, leave_out: bool, as_json: bool, **columns: Any) -> None:
    """Which comparisons the two-way fixed effects estimate of DATA is a mean of. 分解

    Goodman-Bacon decomposition, by the same conditions as ``att``.
    """
    panel = _panel(data, PanelColumns(**columns), leave_out=leave_out)
    verdict = estimate_impact(panel, ImpactOptions(), on=now().date())
    if verdict.findings is None:
        refuse(verdict.refusal())
    if as_json:
        print_json(verdict.findings.bacon.as_json())
    else:
        say_bacon(verdict.findings.bacon)


def _panel(data: Path, columns: PanelColumns, *, leave_out: bool) -> Panel:
    table = read_panel_file(data.read_bytes(), name=data.name)
    return panel_of(table, columns, leave_out=leave_out)


for _command in (order, list_, show, paper, rebuild):
    impact.add_command(_command)
