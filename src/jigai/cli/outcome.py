"""jigai outcome: dictionary, figures, growth, overlap, follow-ups."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, record_outcome
from jigai.apps.outcomes.actions.verify_outcome import verify_outcome
from jigai.apps.outcomes.queries.access import outcome_figure_for
from jigai.apps.outcomes.queries.dictionary import dictionary, version_for_span
from jigai.apps.outcomes.queries.figures import figures
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.codes import project_id_of
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.outcome_sums import contribution, follow_ups, overlap
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.results.indicator import Definition
from jigai.domain.results.spans import parse_span
from jigai.domain.results.states import FigureKind
from jigai.flows.export_outcomes import export_outcomes
from jigai.flows.print_outcomes import print_outcomes
from jigai.flows.take_outcomes import take_outcomes

OUT = click.Path(dir_okay=False, path_type=Path)
PROJECT = click.option("--project", default="", help="Number or code of a project. 项目")


@click.group()
def outcome() -> None:
    """Outcomes: dictionary, figures, growth, overlap, follow-ups. 成效"""


for command in (contribution, overlap, follow_ups):
    outcome.add_command(command)


@outcome.command("dictionary")
@AS_JSON
@refusing
def dictionary_(*, as_json: bool) -> None:
    """Every indicator with its versions. 指标字典"""
    rows = [
        {"indicator": one.id, **_said(row.definition), "valid_to": row.valid_to}
        for one in dictionary()
        for row in one.versions
    ]
    if as_json:
        print_json({"indicators": rows})
        return
    for row in rows:
        click.echo(f"{row['indicator']}\tv{row['version']}\t{row['title']}\t{row['formula']}")


@outcome.command("figures")
@click.option("--indicator", default="", help="指标")
@click.option("--enterprise", default="", help="Credit code or number. 企业")
@click.option("--period", default="", help="2026 or 2026H1. 期间")
@click.option("--state", type=click.Choice(["reported", "verified", "computed"]), default=None)
@AS
@AS_JSON
@refusing
def figures_(
    indicator: str,
    enterprise: str,
    period: str,
    state: str | None,
    username: str,
    as_json: bool,
) -> None:
    """Figures by subject, indicator and period. 成效数据"""
    viewer = acting(username).viewer
    firm = enterprise_named(viewer, enterprise).pk if enterprise else None
    found = figures(
        viewer,
        indicator=indicator,
        enterprise_id=firm,
        spans=[parse_span(period)] if period else (),
        state=state or "",
    )
    print_rows("figures", found, as_json=as_json)


@outcome.command()
@click.argument("enterprise")
@click.argument("indicator")
@click.argument("kind", type=click.Choice([one.value for one in FigureKind]))
@click.argument("period")
@click.option("--value", type=Decimal, help="In the kept unit: share 0 to 1, money in yuan. 数值")
@click.option("--part", "parts", multiple=True, metavar="NAME=NUMBER", help="组成数据")
@click.option("--market", default="", help="哪个市场")
@click.option("--market-year", type=int, help="哪一年的市场")
@click.option("--source", required=True, help="来源")
@click.option("--note", default="", help="说明")
@PROJECT
@WHY
@AS
@refusing
def record(enterprise: str, indicator: str, kind: str, period: str, **told: Any) -> None:
    """Report INDICATOR of ENTERPRISE (credit code or number), or of its --project. 填报成效"""
    acted = acting(told["username"])
    change = acted.change(Deed.REPORT, told["reason"])
    subject: Any = enterprise_named(acted.viewer, enterprise)
    if told["project"]:
        subject = project_for(acted.viewer, project_id_of(told["project"]))
    span = parse_span(period)
    entry = OutcomeEntry(
        kind=FigureKind(kind),
        span=span,
        value=told["value"],
        parts=_parts(told["parts"]),
        market=told["market"],
        market_year=told["market_year"],
        source=told["source"],
        note=told["note"],
    )
    version = version_for_span(indicator, last_on=span.last_on)
    row = record_outcome(subject=subject, version=version, entry=entry, change=change)
    click.echo(str(row.pk))


@outcome.command()
@click.argument("number", type=int)
@click.option("--value", type=Decimal, required=True, help="数值")
@click.option("--source", required=True, help="核对的材料")
@click.option("--note", default="", help="说明")
@WHY
@AS
@refusing
def verify(number: int, value: Decimal, source: str, note: str, reason: str, username: str) -> None:
    """Verify reported figure NUMBER; another person than the reporter. 核实"""
    acted = acting(username)
    change = acted.change(Deed.REVIEW, reason)
    found = outcome_figure_for(acted.viewer, number)
    row = verify_outcome(figure=found, value=value, source=source, note=note, change=change)
    click.echo(str(row.pk))


@outcome.command()
@click.argument("enterprise")
@WHY
@AS
@AS_JSON
@refusing
def take(enterprise: str, reason: str, username: str, *, as_json: bool) -> None:
    """Take over what diagnosis and planning hold of ENTERPRISE. 取数"""
    acted = acting(username)
    change = acted.change(Deed.REPORT, reason)
    found = enterprise_named(acted.viewer, enterprise)
    done = take_outcomes(enterprise=found, on=now().date(), change=change)
    print_fields(asdict(done) | {"left": list(done.left)}, as_json=as_json)


@outcome.command()
@click.option("-o", "--output", type=OUT, required=True, help="Workbook to write. 输出文件")
@AS
@refusing
def sheet(output: Path, username: str) -> None:
    """The reported figures as a workbook; after editing, jigai ledger import takes it. 填报表"""
    output.write_bytes(export_outcomes(acting(username).viewer))
    click.echo(str(output))


@outcome.command()
@click.argument("enterprise")
@click.option("-o", "--output", type=OUT, required=True, help="PDF to write. 输出文件")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@PROJECT
@AS
@refusing
def paper(enterprise: str, output: Path, language: Any, project: str, username: str) -> None:
    """Before and after of ENTERPRISE, or of its --project, as PDF. 前后对比"""
    viewer = acting(username).viewer
    subject: Any = enterprise_named(viewer, enterprise)
    if project:
        subject = project_for(viewer, project_id_of(project))
    output.write_bytes(print_outcomes(subject, on=now().date(), language=language))
    click.echo(str(output))


def _said(one: Definition) -> dict[str, Any]:
    return {
        "version": one.version,
        "title": f"{one.title.zh} / {one.title.en}",
        "unit": one.unit.zh,
        "formula": one.formula,
        "valid_from": one.valid_from,
    }


def _parts(told: tuple[str, ...]) -> dict[str, Decimal]:
    parts = {}
    for one in told:
        name, sign, number = one.partition("=")
        if not sign:
            raise click.BadParameter(f"{one}: NAME=NUMBER", param_hint="--part")
        try:
            parts[name.strip()] = Decimal(number)
        except ArithmeticError:
            raise click.BadParameter(f"{one}: NAME=NUMBER", param_hint="--part") from None
    return parts
