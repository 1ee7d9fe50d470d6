"""jigai diagnosis: equipment and process lists, rates, figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.diagnosis.actions.record_figure import record_figure
from jigai.apps.diagnosis.queries.figures import figure_rows, rate_rows
from jigai.apps.diagnosis.queries.lists import machine_rows, process_rows
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.export_lists import export_list

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", type=DAY, help="Day (default: today). 日期")
WHICH = click.Choice(["machinery", "processes"])


@click.command()
@click.argument("enterprise")
@click.argument("which", type=WHICH)
@ON
@AS
@AS_JSON
@refusing
def lists(enterprise: str, which: str, on: Any, username: str, *, as_json: bool) -> None:
    """The equipment or process list of ENTERPRISE on a day. 设备或工序清单

    Sheets come in by `jigai ledger import FILE --template machinery` (or processes).
    """
    pk = enterprise_named(acting(username).viewer, enterprise).pk
    read = machine_rows if which == "machinery" else process_rows
    print_rows(which, read(enterprise_id=pk, on=_day(on)), as_json=as_json)


@click.command()
@click.argument("enterprise")
@click.argument("which", type=WHICH)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@ON
@AS
@refusing
def sheet(enterprise: str, which: Any, output: Path, on: Any, username: str) -> None:
    """A list of ENTERPRISE as a workbook to fill in and import. 清单工作簿"""
    found = enterprise_named(acting(username).viewer, enterprise)
    made = export_list(found, which=which, on=_day(on))
    output.write_bytes(made.content)
    click.echo(f"{output}\t{made.rows}")


@click.command()
@click.argument("enterprise")
@ON
@AS
@AS_JSON
@refusing
def rates(enterprise: str, on: Any, username: str, *, as_json: bool) -> None:
    """Rates of ENTERPRISE: computed from the lists, reported, verified; kept apart. 比率"""
    pk = enterprise_named(acting(username).viewer, enterprise).pk
    computed, told = rate_rows(enterprise_id=pk, on=_day(on)), figure_rows(enterprise_id=pk)
    if as_json:
        shown = [
            {
                "name": one.name,
                "numerator": one.numerator,
                "denominator": one.denominator,
                "low": None if one.low is None else str(one.low),
                "high": None if one.high is None else str(one.high),
            }
            for one in computed
        ]
        figures = [
            {"measure": one.measure, "basis": one.basis, "value": one.exact, "source": one.source}
            for one in told
        ]
        print_json({"computed": shown, "figures": figures})
        return
    for one in computed:
        share = f"{one.numerator}/{one.denominator}" if one.low is not None else "—"
        click.echo(f"computed\t{one.name}\t{one.by_count.zh}\t{share}\t{one.remark.zh}".rstrip())
    for row in told:
        click.echo(f"{row.basis}\t{row.measure}\t{row.value.zh}\t{row.source}")


@click.command()
@click.argument("enterprise")
@click.argument("measure")
@click.option("--part", "parts", multiple=True, metavar="NAME=NUMBER", help="构成数据")
@click.option("--value", default="", help="Only the result, a share such as 0.9. 只有结果时")
@click.option("--from", "first", type=DAY, help="期间起")
@click.option("--to", "last", type=DAY, help="期间止")
@click.option("--basis", type=click.Choice([one.value for one in Basis]), default="reported")
@click.option("--source", required=True, help="Paper. 来源")
@WHY
@AS
@refusing
def figure(
    enterprise: str,
    measure: str,
    parts: tuple[str, ...],
    value: str,
    first: Any,
    last: Any,
    basis: str,
    source: str,
    reason: str,
    username: str,
) -> None:
    """Keep MEASURE (oee, yield_rate, energy_per_unit, order_accuracy …) of ENTERPRISE. 登记指标"""
    acted, whose = acting(username), Basis(basis)
    change = acted.change(Deed.REVIEW if whose is Basis.VERIFIED else Deed.REPORT, reason)
    row = record_figure(
        enterprise=enterprise_named(acted.viewer, enterprise),
        measure=measure,
        basis=whose,
        period=(first.date(), last.date()) if first and last else None,
        parts=_parts(parts),
        value=_number(value) if value else None,
        source=source,
        note="",
        change=change,
    )
    click.echo(row.value)


def _parts(given: tuple[str, ...]) -> dict[str, Decimal]:
    pairs = [one.partition("=") for one in given]
    return {name: _number(number) for name, _, number in pairs}


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        raise click.BadParameter(text) from None


def _day(on: Any) -> date:
    return on.date() if on else now().date()
