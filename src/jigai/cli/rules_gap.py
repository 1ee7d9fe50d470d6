"""jigai rules gap: the least-effort ways up, each proved by the rule itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.given_facts import given_facts
from jigai.cli.rulebook import rule_set
from jigai.cli.running import now, print_json, refusing
from jigai.domain.gap.ways import MOST_ROUTES
from jigai.flows.find_ways_up import (
    BoundCard,
    ClosedCard,
    RouteCard,
    WaysCard,
    find_ways_up,
    ways_from_facts,
)

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("rule")
@click.argument("facts", nargs=-1)
@click.option("--enterprise", help="Credit code or number, in place of FACTS. 企业")
@click.option("--by", type=DAY, help="Day by which it is wanted (default: a year on). 目标日期")
@click.option("--routes", type=int, default=MOST_ROUTES, show_default=True, help="条数")
@click.option("--target", default="", help="Outcome wanted (default: the next). 目标等级")
@click.option("--on", "--as-of", "on", type=DAY, help="Day of asking. 日期")
@AS
@AS_JSON
@refusing
def gap(
    rule: str,
    facts: tuple[str, ...],
    enterprise: str | None,
    by: datetime | None,
    routes: int,
    target: str,
    on: datetime | None,
    username: str,
    as_json: bool,
) -> None:
    """The ways up under RULE for facts given as NAME=VALUE, or for an enterprise. 上台阶路径

    Several routes, least effort first, none of whose steps can be left out; or what binds.
    """
    if bool(facts) == bool(enterprise):
        raise click.UsageError("NAME=VALUE … | --enterprise")
    day = on.date() if on else now().date()
    until = by.date() if by else None
    found = rule_set(rule, on=day)
    if enterprise:
        named = enterprise_named(acting(username).viewer, enterprise)
        card = find_ways_up(
            enterprise=named, rule_set=found, on=day, by=until, most=routes, target=target
        )
    else:
        known = given_facts(facts, declared=found.facts)
        card = ways_from_facts(
            rule_set=found, facts=known, on=day, by=until, most=routes, target=target
        )
    if as_json:
        print_json(asdict(card))
        return
    _print(card)


def _print(card: WaysCard) -> None:
    click.echo(f"{card.rule_title.zh} / {card.rule_title.en} → {card.target_badge.zh}")
    click.echo(f"{card.on} … {card.by}：{card.now.zh} / {card.now.en}")
    if card.is_there:
        click.echo("已经达到，无需路径。/ Reached already.")
    for place, route in enumerate(card.routes, start=1):
        _print_route(place, route)
    if not card.routes:
        _print_no_way(card)
    for unknown in card.to_find_out:
        click.echo(f"? {unknown.name}：{unknown.label.zh}（{unknown.source.zh}）")
    for held in card.held:
        click.echo(f"- {held.fact}：{held.reason.zh} / {held.reason.en}")
    click.echo(f"{card.note.zh}\n{card.note.en}")


def _print_no_way(card: WaysCard) -> None:
    """What binds, when there would be a way, and what clears all that is known to bar."""
    for bound in card.closes_all:
        _print_bound("x", bound)
    for way in card.closed:
        _print_closed(way)
    if not card.is_there:
        later = f"到 {card.way_by} 有路径 / a way by {card.way_by}" if card.way_by else "—"
        click.echo(f"在限定条件内没有路径。/ No way within the limits. {later}")
    if card.is_open:
        click.echo("已知条件没有障碍，取决于先查清的数据。/ Only what is unknown decides.")
    if card.opening:
        click.echo("走完后只取决于先查清的数据 / afterwards only what is unknown decides:")
    for place, route in enumerate(card.opening, start=1):
        _print_route(place, route)


def _print_route(place: int, route: RouteCard) -> None:
    click.echo(f"[{place}] {route.effort}  {route.ready_on}  {route.proof.zh} / {route.proof.en}")
    for step in route.steps:
        click.echo(f"    {step.fact}: {step.before.zh} → {step.after.zh}  {step.effort}")
        click.echo(f"      {step.how.zh}\n      {step.how.en}")
        for earned in step.earns:
            click.echo(f"      + {earned.zh} / {earned.en}")
        click.echo(f"      缺这一步 / without it: {step.without.zh} / {step.without.en}")


def _print_closed(way: ClosedCard) -> None:
    click.echo(f"x {way.label.zh} / {way.label.en}")
    for bound in way.conditions:
        _print_bound("   ", bound)


def _print_bound(mark: str, bound: BoundCard) -> None:
    best = f" — {bound.best.zh} / {bound.best.en}" if bound.best else ""
    unknown = "".join(f" ? {one.zh}" for one in bound.unknown)
    click.echo(f"{mark} {bound.label.zh} / {bound.label.en}{best}{unknown}")
