"""jigai ladder facts | record | sheet: what is known of an enterprise."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.queries.facts import kept_list
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.collect_enterprise_facts import SUBJECT, collect_enterprise_facts
from jigai.flows.export_facts import export_facts

OUT = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
YEAR = click.option("--year", type=int, help="Fiscal year (default: the last). 会计年度")


@click.command()
@click.argument("enterprise", required=False)
@YEAR
@AS
@AS_JSON
@refusing
def facts(enterprise: str | None, year: int | None, username: str, as_json: bool) -> None:
    """The declared facts; with ENTERPRISE those known of it, each with its source. 事实"""
    if enterprise is None:
        declared = shipped().facts[SUBJECT].values()
        if as_json:
            print_json({"facts": [asdict(one) for one in declared]})
            return
        for one in declared:
            click.echo(f"{one.name}\t{one.type.value}\t{one.unit}\t{one.label.zh} / {one.label.en}")
        return
    found = enterprise_named(acting(username).viewer, enterprise)
    day = now().date()
    known = collect_enterprise_facts(enterprise_ids=[found.pk], on=day, year=year)[found.pk]
    rows = [
        {
            "name": name,
            "value": fact.value if isinstance(fact.value, bool) else str(fact.value),
            "unit": fact.unit,
            "source": fact.source,
            "as_of": fact.as_of,
        }
        for name, fact in known.facts.items()
    ]
    if as_json:
        entered = [asdict(one) for one in kept_list(enterprise_id=found.pk)]
        print_json({"year": known.year, "facts": rows, "entered": entered})
        return
    print_rows("facts", rows, as_json=False)


@click.command()
@click.argument("enterprise")
@click.argument("values", nargs=-1, required=True)
@YEAR
@click.option("--source", default="", help="The paper. 依据材料")
@click.option("--dated", type=DAY, help="Day as of which they hold. 数据截至日")
@click.option("--verified", is_flag=True, help="Checked against the paper. 经核实")
@REASON
@AS
@AS_JSON
@refusing
def record(
    enterprise: str,
    values: tuple[str, ...],
    year: int | None,
    source: str,
    dated: datetime | None,
    verified: bool,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Keep facts of ENTERPRISE, given as NAME=VALUE; NAME= takes one away. 登记事实"""
    acted = acting(username)
    found = enterprise_named(acted.viewer, enterprise)
    basis = Basis.VERIFIED if verified else Basis.REPORTED
    deed = Deed.REVIEW if verified else Deed.REPORT
    changed = record_facts(
        enterprise=found,
        year=year or now().year - 1,
        basis=basis,
        entries={
            name: FactEntry(value, source, dated.date() if dated else None)
            for name, value in map(_pair, values)
        },
        change=acted.change(deed, reason or f"登记{found.name}的事实"),
    )
    print_fields({"enterprise": found.pk, "changed": list(changed)}, as_json=as_json)


@click.command()
@click.option("-o", "--output", type=OUT, required=True, help="Workbook to write. 输出文件")
@YEAR
@AS
@AS_JSON
@refusing
def sheet(output: Path, year: int | None, username: str, as_json: bool) -> None:
    """Facts of every enterprise as a sheet to fill in; `jigai ledger import` takes it. 事实表"""
    day = now().date()
    made = export_facts(acting(username).viewer, year=year or day.year - 1, on=day)
    output.write_bytes(made.content)
    print_fields({"file": str(output), "rows": made.rows}, as_json=as_json)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text}: NAME=VALUE")
    return name, value
