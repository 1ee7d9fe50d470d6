"""jigai plan gaps, gap, adopt-gaps, tie-gap, drop-gap, result, orphans, trace: line of sight."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.diagnosis.queries.access import gap_for as diagnosis_gap_for
from jigai.apps.planning.actions.drop_gap import drop_gap
from jigai.apps.planning.actions.record_gap import record_gap
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.actions.tie_gap import tie_gap
from jigai.apps.planning.catalogue import Origin, Theme
from jigai.apps.planning.queries.access import gap_for
from jigai.apps.planning.queries.tracing import GapCard, gaps_of_project, gaps_seen, orphans
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import now, print_json, refusing
from jigai.flows.adopt_gaps import adopt_gaps

NUMBER = click.argument("number", type=click.IntRange(min=1))
DAY = click.DateTime(["%Y-%m-%d"])
ORIGIN = click.option(
    "--origin", type=click.Choice([one.value for one in Origin]), help="Whose word. 数据来源"
)
UNIT = click.option("--unit", default="", help="Unit of the figures. 计量单位")


@click.command()
@click.option("--enterprise", default="", help="Credit code or number. 企业")
@AS
@AS_JSON
@refusing
def gaps(enterprise: str, username: str, as_json: bool) -> None:
    """Every gap with its measures, projects and results. 差距"""
    viewer = acting(username).viewer
    key = enterprise_named(viewer, enterprise).pk if enterprise else None
    _print(gaps_seen(viewer, enterprise_id=key), as_json=as_json)


@click.command()
@click.argument("enterprise")
@click.option("--title", required=True, help="What is missing. 差距")
@click.option("--theme", type=click.Choice([t.value for t in Theme]), required=True)
@click.option("--indicator", default="", help="Indicator. 指标")
@click.option("--now", "baseline", default="", help="Value now. 现值")
@click.option("--wanted", default="", help="Value wanted. 目标值")
@UNIT
@click.option("--found-on", type=DAY, help="Day (default: today). 发现日期")
@click.option("--found-by", required=True, help="Paper that says so. 依据")
@ORIGIN
@WHY
@AS
@AS_JSON
@refusing
def gap(
    enterprise: str,
    found_on: datetime | None,
    origin: str | None,
    reason: str,
    username: str,
    as_json: bool,
    **values: str,
) -> None:
    """Keep a gap of ENTERPRISE. 登记差距"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    day = found_on.date() if found_on else now().date()
    told = {**values, "found_on": day, "origin": origin or Origin.DIAGNOSIS.value}
    owner = enterprise_named(acted.viewer, enterprise)
    made = record_gap(enterprise=owner, values=told, change=change)
    print_fields({"gap": made.pk}, as_json=as_json)


@click.command("adopt-gaps")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
@click.option("--theme", type=click.Choice([t.value for t in Theme]), default="process")
@WHY
@AS
@AS_JSON
@refusing
def adopt_gaps_(
    numbers: tuple[int, ...], theme: str, reason: str, username: str, as_json: bool
) -> None:
    """Take gaps NUMBERS of diagnoses among those that plans close. 从诊断列入"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    made = adopt_gaps(acted.viewer, gap_ids=numbers, theme=theme, change=change)
    print_fields({"gaps": [one.pk for one in made]}, as_json=as_json)


@click.command("tie-gap")
@NUMBER
@click.argument("diagnosed", type=click.IntRange(min=1))
@WHY
@AS
@refusing
def tie_gap_(number: int, diagnosed: int, reason: str, username: str) -> None:
    """Gap NUMBER of plans is the same as gap DIAGNOSED of a diagnosis. 对应诊断差距"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    found = diagnosis_gap_for(acted.viewer, diagnosed)
    tie_gap(gap=gap_for(acted.viewer, number), diagnosed=found, change=change)


@click.command("drop-gap")
@NUMBER
@WHY
@AS
@refusing
def drop_gap_(number: int, reason: str, username: str) -> None:
    """Pursue gap NUMBER no more. 不再跟踪"""
    acted = acting(username)
    drop_gap(gap=gap_for(acted.viewer, number), change=acted.change(Deed.PLAN, reason))
    click.echo(f"{number} 不再跟踪 / dropped")


@click.command()
@NUMBER
@click.option("--project", type=int, help="Number of the project. 项目")
@click.option("--indicator", required=True, help="Indicator. 指标")
@click.option("--value", required=True, help="Value measured. 实测值")
@UNIT
@click.option("--on", "measured", type=DAY, help="Day (default: today). 测量日期")
@click.option("--evidence", required=True, help="Paper. 依据材料")
@ORIGIN
@WHY
@AS
@AS_JSON
@refusing
def result(
    number: int,
    project: int | None,
    measured: datetime | None,
    origin: str | None,
    reason: str,
    username: str,
    as_json: bool,
    **told: str,
) -> None:
    """Keep what was measured of gap NUMBER after the work. 登记成效"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    made = record_gap_result(
        gap=gap_for(acted.viewer, number),
        project=project_for(acted.viewer, project) if project else None,
        measured_on=measured.date() if measured else now().date(),
        origin=origin or Origin.ENTERPRISE.value,
        change=change,
        **told,
    )
    print_fields({"result": made.pk}, as_json=as_json)


@click.command("orphans")
@AS
@AS_JSON
@refusing
def orphans_(username: str, as_json: bool) -> None:
    """Gaps without project, and projects without gap. 两头对不上的"""
    found = orphans(acting(username).viewer)
    if as_json:
        print_json(asdict(found) | {"gap_count": found.gap_count})
        return
    _print(list(found.gaps), as_json=False)
    for left in found.diagnosed:
        click.echo(f"诊断 / diagnosed {left.enterprise}\t{left.count}")
    for one in found.projects:
        click.echo(f"项目 / project {one.id}\t{one.name}")


@click.command()
@click.argument("project", type=int)
@AS
@AS_JSON
@refusing
def trace(project: int, username: str, as_json: bool) -> None:
    """Which gaps PROJECT answers to. 项目对应差距"""
    viewer = acting(username).viewer
    _print(gaps_of_project(project_for(viewer, project), viewer), as_json=as_json)


def _print(cards: list[GapCard], *, as_json: bool) -> None:
    if as_json:
        print_json({"gaps": [asdict(card) for card in cards]})
        return
    for card in cards:
        click.echo(f"{card.id}\t{card.enterprise}\t{card.title}\t{card.origin_label.zh}")
        for one in card.measures:
            projects = "、".join(project.name for project in one.projects) or "—"
            click.echo(f"  {one.key}\t{one.title}\t{projects}")
        for done in card.results:
            click.echo(f"  = {done.indicator} {done.value}{done.unit}\t{done.measured_on}")


COMMANDS = (gaps, gap, adopt_gaps_, tie_gap_, drop_gap_, result, orphans_, trace)
