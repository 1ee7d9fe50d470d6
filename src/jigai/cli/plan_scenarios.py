"""jigai plan scenario …: what if, beside a plan."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.planning.actions.open_scenario import open_scenario
from jigai.apps.planning.actions.remove_scenario import remove_scenario, remove_scenario_change
from jigai.apps.planning.actions.set_scenario_change import set_scenario_change
from jigai.apps.planning.queries.access import plan_for, scenario_change_for, scenario_for
from jigai.apps.planning.queries.scenarios import scenarios_of
from jigai.apps.planning.queries.words import wan
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import now, print_json, refusing
from jigai.domain.quantities import MoneyUnit, to_fen
from jigai.flows.weigh_scenario import Weighed, weigh_scenario

NUMBER = click.argument("number", type=click.IntRange(min=1))


@click.group()
def scenario() -> None:
    """What if: beside a plan, never inside it. 情景"""


@scenario.command("list")
@NUMBER
@AS
@AS_JSON
@refusing
def list_(number: int, username: str, as_json: bool) -> None:
    """Scenarios of plan NUMBER. 情景列表"""
    found = scenarios_of(plan_for(acting(username).viewer, number))
    if as_json:
        print_json({"scenarios": [asdict(one) for one in found]})
        return
    for one in found:
        click.echo(f"{one.id}\t{one.name}")
        for change in one.changes:
            click.echo(f"  {change.id}\t{change.said.zh} / {change.said.en}")


@scenario.command()
@NUMBER
@click.option("--name", required=True, help="Name of the scenario. 名称")
@click.option("--note", default="", help="Note. 说明")
@WHY
@AS
@AS_JSON
@refusing
def new(number: int, name: str, note: str, reason: str, username: str, as_json: bool) -> None:
    """Begin a scenario beside plan NUMBER. 新建情景"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    made = open_scenario(plan=plan_for(acted.viewer, number), name=name, note=note, change=change)
    print_fields({"scenario": made.pk}, as_json=as_json)


@scenario.command("set")
@NUMBER
@click.option("--fact", default="", help="Fact, or rd_share. 事实")
@click.option("--raise", "raised", default="", help="By how much, such as 0.01. 增加")
@click.option("--to", "value", default="", help="Value instead. 改为")
@click.option("--line", "key", default="", help="Key of a line, such as P1. 条目号")
@click.option("--cost", type=Decimal, help="Its amount in 10,000 yuan. 金额（万元）")
@click.option("--drop", is_flag=True, help="Leave the line out. 去掉")
@WHY
@AS
@AS_JSON
@refusing
def set_(
    number: int,
    fact: str,
    raised: str,
    value: str,
    key: str,
    cost: Decimal | None,
    drop: bool,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Say one thing that is otherwise in scenario NUMBER. 改一处"""
    if bool(fact) == bool(key):
        raise click.UsageError("--fact, 或 / or --line")
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    told = _of_line(key, cost, value, drop=drop) if key else _of_fact(fact, raised, value)
    made = set_scenario_change(scenario=scenario_for(acted.viewer, number), change=change, **told)
    print_fields({"change": made.pk}, as_json=as_json)


def _of_fact(fact: str, raised: str, value: str) -> dict[str, str]:
    how = "raise" if raised else "set"
    return {"about": "fact", "name": fact, "how": how, "value": raised or value}


def _of_line(key: str, cost: Decimal | None, value: str, *, drop: bool) -> dict[str, str]:
    if drop:
        return {"about": "line", "name": key, "how": "drop"}
    if cost is not None:
        fen = str(to_fen(cost, unit=MoneyUnit.WAN))
        return {"about": "line", "name": key, "how": "set", "column": "cost_fen", "value": fen}
    return {"about": "line", "name": key, "how": "set", "column": "fact_value", "value": value}


@scenario.command()
@NUMBER
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day. 日期")
@AS
@AS_JSON
@refusing
def weigh(number: int, day: datetime | None, username: str, as_json: bool) -> None:
    """Cost, digital level and ladder under scenario NUMBER. 测算"""
    found = weigh_scenario(
        scenario=scenario_for(acting(username).viewer, number),
        on=day.date() if day else now().date(),
    )
    if as_json:
        print_json(asdict(found))
        return
    click.echo(f"{found.name}\t{wan(found.cost_planned_fen)} → {wan(found.cost_supposed_fen)} 万元")
    for fact in found.facts:
        click.echo(f"  {fact.label.zh}\t{fact.today.zh}\t{fact.planned.zh}\t{fact.supposed.zh}")
    for one in (*([found.level] if found.level else []), *found.ladder):
        _print(one)
    for said in found.unsettled:
        click.echo(f"! {said.zh} / {said.en}")
    click.echo(found.note.zh)


def _print(one: Weighed) -> None:
    mark = "*" if one.direction or one.lines else " "
    click.echo(f"{mark} {one.title.zh}\t{one.today.zh}\t{one.planned.zh}\t{one.supposed.zh}")
    for line in one.lines:
        click.echo(f"    {line.before.zh}\n    → {line.after.zh}")


@scenario.command("take-back")
@NUMBER
@WHY
@AS
@refusing
def take_back(number: int, reason: str, username: str) -> None:
    """Take change NUMBER of a scenario back. 撤回一处"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    remove_scenario_change(one=scenario_change_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已撤回 / taken back")


@scenario.command()
@NUMBER
@WHY
@AS
@refusing
def remove(number: int, reason: str, username: str) -> None:
    """Take scenario NUMBER away. 删除情景"""
    acted = acting(username)
    change = acted.change(Deed.PLAN, reason)
    remove_scenario(scenario=scenario_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已删除 / removed")


COMMANDS = (scenario,)
