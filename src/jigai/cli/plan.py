"""jigai plan: plans of enterprises on four themes, versions, sheet, paper, gaps, scenarios."""

from __future__ import annotations

from dataclasses import asdict

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import agency_named
from jigai.apps.planning.actions.amend_plan import amend_plan
from jigai.apps.planning.actions.approve_plan import approve_plan
from jigai.apps.planning.actions.begin_plan import begin_plan
from jigai.apps.planning.actions.discard_plan_version import discard_plan_version
from jigai.apps.planning.actions.return_plan import return_plan
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.apps.planning.queries.access import plan_for, version_for
from jigai.apps.planning.queries.plans import plans_seen, version_card
from jigai.apps.planning.queries.readiness import missing_of
from jigai.apps.planning.queries.versions import Difference, difference
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.plan_gaps import COMMANDS as GAPS
from jigai.cli.plan_lines import COMMANDS as LINES
from jigai.cli.plan_scenarios import COMMANDS as SCENARIOS
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing

NUMBER = click.argument("number", type=click.IntRange(min=1))


@click.group()
def plan() -> None:
    """Plans of enterprises on four themes. 企业规划"""


@plan.command("list")
@click.option("--enterprise", default="", help="Credit code or number. 企业")
@AS
@AS_JSON
@refusing
def list_(enterprise: str, username: str, as_json: bool) -> None:
    """Every plan with its latest version. 规划列表"""
    viewer = acting(username).viewer
    key = enterprise_named(viewer, enterprise).pk if enterprise else None
    print_rows("plans", plans_seen(viewer, enterprise_id=key), as_json=as_json)


@plan.command()
@click.argument("enterprise")
@click.option("--title", required=True, help="Title of the plan. 名称")
@click.option("--years", nargs=2, type=int, help="First and last year. 起止年度")
@click.option("--unit", "unit", default="", help="Responsible unit by name. 责任单位")
@click.option("--empty", "is_empty", is_flag=True, help="Without the template. 不用模板")
@WHY
@AS
@AS_JSON
@refusing
def new(
    enterprise: str,
    title: str,
    years: tuple[int, int] | None,
    unit: str,
    is_empty: bool,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Begin the plan of ENTERPRISE from the template. 编制"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    first, last = years or (now().year, now().year + 2)
    made = begin_plan(
        enterprise=enterprise_named(acted.viewer, enterprise),
        title=title,
        first_year=first,
        last_year=last,
        owner=agency_named(unit) if unit else None,
        is_empty=is_empty,
        change=change,
    )
    print_fields({"plan": made.plan_id, "version": made.pk}, as_json=as_json)


@plan.command()
@NUMBER
@AS
@AS_JSON
@refusing
def show(number: int, username: str, as_json: bool) -> None:
    """Plan version NUMBER on its four themes. 查看版本"""
    viewer = acting(username).viewer
    card = version_card(version_for(viewer, number), viewer)
    if as_json:
        print_json(asdict(card))
        return
    click.echo(f"{card.enterprise}\t{card.title}\tv{card.head.number}\t{card.head.state}")
    for theme in card.themes:
        click.echo(f"{theme.label.zh} / {theme.label.en}")
        for line in theme.lines:
            said = "；".join(f"{cell.label.zh} {cell.said.zh}" for cell in line.cells)
            projects = "、".join(one.name for one in line.projects)
            click.echo(
                f"  {line.id}\t{line.key}\t{line.kind}\t{line.title}\t{said}\t{projects}".rstrip()
            )


@plan.command()
@NUMBER
@AS
@AS_JSON
@refusing
def missing(number: int, username: str, as_json: bool) -> None:
    """What stands against submitting version NUMBER. 提交前还缺"""
    found = missing_of(version_for(acting(username).viewer, number))
    print_rows("missing", found, as_json=as_json)


@plan.command()
@NUMBER
@WHY
@AS
@refusing
def submit(number: int, reason: str, username: str) -> None:
    """Hand version NUMBER to a second person. 提交"""
    acted = acting(username)
    version = version_for(acted.viewer, number)
    submit_plan(version=version, change=acted.change(Deed.PLAN, reason))
    click.echo(f"{number} 已提交 / submitted")


@plan.command("return")
@NUMBER
@WHY
@AS
@refusing
def return_(number: int, reason: str, username: str) -> None:
    """Give submitted version NUMBER back. 退回"""
    acted = acting(username)
    version = version_for(acted.viewer, number)
    return_plan(version=version, change=acted.change(Deed.APPROVE_PLANS, reason))
    click.echo(f"{number} 已退回 / returned")


@plan.command()
@NUMBER
@click.option("--decision", required=True, help="Document or meeting. 批准文件")
@WHY
@AS
@refusing
def approve(number: int, decision: str, reason: str, username: str) -> None:
    """Approve version NUMBER, as a person who did not write in it. 批准"""
    acted = acting(username)
    version = version_for(acted.viewer, number)
    change = acted.change(Deed.APPROVE_PLANS, reason)
    approve_plan(version=version, decision=decision, change=change)
    click.echo(f"{number} 已批准 / approved")


@plan.command()
@NUMBER
@WHY
@AS
@AS_JSON
@refusing
def amend(number: int, reason: str, username: str, as_json: bool) -> None:
    """Open the next version of plan NUMBER. 修订"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    made = amend_plan(plan=plan_for(acted.viewer, number), change=change)
    print_fields({"version": made.pk, "number": made.number}, as_json=as_json)


@plan.command()
@NUMBER
@WHY
@AS
@refusing
def discard(number: int, reason: str, username: str) -> None:
    """Give draft NUMBER up. 放弃草稿"""
    acted = acting(username)
    version = version_for(acted.viewer, number)
    discard_plan_version(version=version, change=acted.change(Deed.PLAN, reason))
    click.echo(f"{number} 已放弃 / discarded")


@plan.command()
@NUMBER
@click.option("--against", type=int, help="Number of the other version. 对照版本")
@AS
@AS_JSON
@refusing
def diff(number: int, against: int | None, username: str, as_json: bool) -> None:
    """What version NUMBER says otherwise, line by line. 差异"""
    found = difference(version_for(acting(username).viewer, number), against=against)
    if as_json:
        print_json(asdict(found))
        return
    _print_difference(found)


def _print_difference(found: Difference) -> None:
    click.echo(f"v{found.before} → v{found.after}: {len(found.lines)} / {found.same} =")
    for one in found.head:
        click.echo(f"  {one.cell.label.zh}\t{one.before.zh}\t→\t{one.cell.said.zh}")
    for line in found.lines:
        click.echo(f"{line.key}\t{line.state}\t{line.title}")
        for one in line.changes:
            click.echo(f"  {one.cell.label.zh}\t{one.before.zh}\t→\t{one.cell.said.zh}")


for command in (*LINES, *GAPS, *SCENARIOS):
    plan.add_command(command)
