"""jigai ledger export: the ledger of a period, official or to be edited."""

from __future__ import annotations

from pathlib import Path

import click

from jigai.apps.accounts.viewer import Grant, Viewer
from jigai.cli.running import now, print_json, refusing
from jigai.domain.periods import parse_period
from jigai.flows.export_ledger import export_editable_ledger, export_ledger

WHOLE_COUNTY = Viewer(0, "cli", (Grant("office", None, None),))
"""Whoever runs the command holds the whole installation."""


@click.command("export")
@click.option("--period", required=True, help="Period such as 2026-11A. 期次")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write. 输出文件",
)
@click.option("--editable", is_flag=True, help="To edit and import again. 可编辑后再导入")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@refusing
def export_file(period: str, output: Path, editable: bool, as_json: bool) -> None:
    """Write the ledger of a period. 导出台账"""
    chosen = parse_period(period)
    if editable:
        ledger = export_editable_ledger(WHOLE_COUNTY, period=chosen)
    else:
        ledger = export_ledger(WHOLE_COUNTY, period=chosen, written_on=now().date())
    output.write_bytes(ledger.content)
    if as_json:
        print_json(
            {
                "file": str(output),
                "period": str(chosen),
                "rows": ledger.rows,
                "layout_version": ledger.layout_version,
                "editable": editable,
            }
        )
        return
    click.echo(f"{output}：{ledger.rows} 行 / rows")
