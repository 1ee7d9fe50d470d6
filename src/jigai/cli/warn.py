"""jigai warn: the chance that a project is red at the next round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.warning.queries.models_kept import model_for
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import print_json, refusing
from jigai.cli.warning_quality import print_quality, quality_fields
from jigai.domain.early_warning.quality import quality_from, quality_of
from jigai.domain.early_warning.sightings import examples
from jigai.exchange.portfolio_history import portfolio_history
from jigai.flows.fit_warning import fit_warning
from jigai.flows.show_warning import latest_computed, show_warning


@click.group()
def warn() -> None:
    """Early warning: fit, check and show the chance of red. 早期预警"""


@warn.command()
@WHY
@AS
@AS_JSON
@refusing
def fit(reason: str, username: str, as_json: bool) -> None:
    """Fit from the published rounds, test on the later ones, keep. 拟合"""
    kept = fit_warning(change=acting(username).change(Deed.COMPUTE, reason))
    quality = quality_from(kept.quality)
    shown: dict[str, Any] = {"model": kept.number, "data_sha256": kept.data_sha256}
    if as_json:
        print_json(shown | quality_fields(quality))
        return
    print_fields(shown, as_json=False)
    print_quality(quality)


@warn.command()
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
@AS
@AS_JSON
@refusing
def check(file: Path | None, username: str, as_json: bool) -> None:
    """Quality of the kept model, or of one on the portfolio FILE (.csv, .csv.gz). 检验

    FILE is coloured by the shipped rule forecast_slip; nothing of it is kept.
    """
    viewer = acting(username).viewer
    if file is None:
        kept = model_for(viewer)
        if kept is None:
            print_fields({"model": "—"}, as_json=as_json)
            return
        quality = kept.quality
    else:
        quality = quality_of(examples(portfolio_history(file).sightings))
    if as_json:
        print_json(quality_fields(quality))
    else:
        print_quality(quality)


@warn.command()
@click.argument("period", required=False, default="")
@AS
@AS_JSON
@refusing
def show(period: str, username: str, as_json: bool) -> None:
    """Chances from PERIOD (default: the newest computed round). 查看"""
    viewer = acting(username).viewer
    model_for(viewer)
    found = show_warning(viewer, round=round_of(period) if period else latest_computed())
    rows = [
        {
            "project": row.project,
            "agency": row.agency,
            "colour": row.colour,
            "chance": row.chance,
            "raising": [one.text for one in row.raising],
            "lowering": [one.text for one in row.lowering],
        }
        for row in found.rows
    ]
    is_shown = bool(found.kept and found.kept.is_shown)
    if as_json:
        print_json({"period": found.period, "is_shown": is_shown, "chances": rows})
        return
    if not is_shown:
        click.echo("不显示：没有模型，或没有胜过对照 / not shown: no model, or it beats too little")
    for row in found.rows:
        up = "；".join(one.text.zh for one in row.raising)
        down = "；".join(one.text.zh for one in row.lowering)
        click.echo(f"{row.chance}%\t{row.colour}\t{row.project}\t+ {up}\t- {down}")
