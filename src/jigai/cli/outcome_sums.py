"""jigai outcome: growth and contribution, overlap of programmes, follow-ups."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from jigai.apps.outcomes.queries.charts import frozen
from jigai.apps.outcomes.queries.contribution import Grouping
from jigai.apps.outcomes.queries.contribution import contribution as contribution_of
from jigai.apps.outcomes.queries.dictionary import version_for_span, version_numbered
from jigai.apps.outcomes.queries.follow_ups import follow_up_list
from jigai.apps.outcomes.queries.programmes import adds_up, overlap_report
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.results.before_after import CAVEAT
from jigai.domain.results.spans import parse_span
from jigai.domain.results.states import FigureState

INDICATOR = click.option("--indicator", default="revenue", show_default=True, help="指标")
VERSION = click.option(
    "--version", "number", type=int, help="Its version (default: in force). 版本"
)
BEFORE = click.option("--before", required=True, help="2024 or 2024H1. 前期")
AFTER = click.option("--after", required=True, help="2025 or 2025H1. 后期")
STATE = click.option(
    "--state", type=click.Choice([one.value for one in FigureState]), default="reported"
)
GROUPING = click.option(
    "--by", "grouping", type=click.Choice([one.value for one in Grouping]), default="area"
)


@click.command()
@INDICATOR
@VERSION
@BEFORE
@AFTER
@STATE
@GROUPING
@AS
@AS_JSON
@refusing
def contribution(grouping: str, username: str, as_json: bool, **asked: Any) -> None:
    """Growth by area or industry and who made it; contributions add up. 增长与贡献"""
    table = contribution_of(
        acting(username).viewer, grouping=Grouping(grouping), **_question(asked)
    )
    content = frozen(table)
    if as_json:
        print_json({"caveat": CAVEAT, "is_hidden": table.is_hidden, **content})
        return
    click.echo(f"{CAVEAT.zh}\n{CAVEAT.en}")
    for row in [*content["rows"], content["total"]]:
        told = (row["count"], row["before"], row["after"], row["growth"], row["points"])
        click.echo("\t".join([row["name"][0], *("—" if v is None else str(v) for v in told)]))


@click.command()
@INDICATOR
@VERSION
@BEFORE
@AFTER
@STATE
@AS
@AS_JSON
@refusing
def overlap(username: str, as_json: bool, **asked: Any) -> None:
    """Results of programmes, each once: claims less overlap are the total. 重叠与分摊"""
    found = overlap_report(acting(username).viewer, **_question(asked))
    sums = asdict(found.overlap) | {
        "rule": found.rule.method,
        "adds_up": adds_up(found.overlap),
        "no_figures": found.no_figures,
        "several": found.several,
        "unshared_subjects": found.unshared,
    }
    if as_json:
        print_json({"caveat": CAVEAT, **sums})
        return
    for row in found.overlap.programmes:
        click.echo(f"{row.programme}\t{row.count}\t{row.claimed}\t{row.given}")
    click.echo(f"{sums['claimed']} - {sums['overlap']} = {sums['total']}")


@click.command("follow-ups")
@click.option(
    "--state", type=click.Choice(["open", "answered", "no_answer", "overdue"]), default=None
)
@AS
@AS_JSON
@refusing
def follow_ups(state: str | None, username: str, *, as_json: bool) -> None:
    """Follow-ups after completion by their days. 成效回访"""
    viewer = acting(username).viewer
    found = follow_up_list(viewer, on=now().date(), state=state or "")
    print_rows("follow_ups", found, as_json=as_json)


def _question(asked: dict[str, Any]) -> dict[str, Any]:
    after = parse_span(asked["after"])
    number, indicator = asked["number"], asked["indicator"]
    version = (
        version_for_span(indicator, last_on=after.last_on)
        if number is None
        else version_numbered(indicator, number)
    )
    return {
        "version": version,
        "before": parse_span(asked["before"]),
        "after": after,
        "state": FigureState(asked["state"]),
    }
