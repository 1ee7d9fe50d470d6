"""jigai target: targets of the programme, split down the tree and published when they add up."""

from __future__ import annotations

from dataclasses import asdict

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import agency_named
from jigai.apps.planning.actions.draft_target import draft_target
from jigai.apps.planning.actions.publish_target import publish_target
from jigai.apps.planning.actions.restate_target import restate_target
from jigai.apps.planning.actions.set_target_parts import PartGiven, set_target_parts
from jigai.apps.planning.conservation import INDICATORS
from jigai.apps.planning.queries.access import target_for
from jigai.apps.planning.queries.targets import TargetCard, target_card, target_rows
from jigai.apps.reference.queries.divisions import NoSuchDivision, division_by, division_rows
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import now, print_json, refusing

NUMBER = click.argument("number", type=click.IntRange(min=1))


@click.group()
def target() -> None:
    """Targets split among townships and departments. 目标分解"""


@target.command("list")
@click.option("--year", type=int, help="Only of this year. 年度")
@AS
@AS_JSON
@refusing
def list_(year: int | None, username: str, as_json: bool) -> None:
    """Every edition and whether its parts add up. 目标列表"""
    rows = target_rows(acting(username).viewer, year=year)
    if as_json:
        print_json({"targets": [asdict(row) for row in rows]})
        return
    for row in rows:
        sign = "=" if row.adds_up else f"≠ {row.missing or '—'}"
        click.echo(
            f"{row.id}\t{row.year}\t{row.division.zh}\t{row.label.zh}\t{row.value}{row.unit.zh}"
            f"\tv{row.edition}\t{row.state}\t{sign}"
        )


@target.command()
@NUMBER
@AS
@AS_JSON
@refusing
def show(number: int, username: str, as_json: bool) -> None:
    """Edition NUMBER with its parts. 查看"""
    viewer = acting(username).viewer
    card = target_card(target_for(viewer, number), viewer)
    if as_json:
        print_json(asdict(card))
        return
    _print(card)


def _print(card: TargetCard) -> None:
    row = card.row
    click.echo(f"{row.label.zh} / {row.label.en}\t{row.year}\t{row.value} ± {row.tolerance}")
    for part in card.parts:
        click.echo(f"  {part.name.zh}\t{part.value or '—'}\t{part.weight}".rstrip())
    click.echo(f"  = {row.joined or '—'}")


@target.command()
@click.argument("indicator", type=click.Choice(list(INDICATORS)))
@click.argument("year", type=int)
@click.argument("value")
@click.option("--division", "code", required=True, help="Code of the area. 区划代码")
@click.option("--tolerance", default="0", help="In the same unit. 容差")
@click.option("--basis", default="", help="Document. 依据")
@WHY
@AS
@AS_JSON
@refusing
def new(
    indicator: str,
    year: int,
    value: str,
    code: str,
    tolerance: str,
    basis: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Begin to split VALUE of INDICATOR for YEAR. 编制目标"""
    change = acting(username).change(Deed.SET_TARGETS, reason)
    made = draft_target(
        indicator=indicator,
        year=year,
        division=division_by(_coded(code)),
        value=value,
        tolerance=tolerance,
        basis=basis,
        change=change,
    )
    print_fields({"target": made.pk}, as_json=as_json)


@target.command()
@NUMBER
@click.argument("parts", nargs=-1)
@click.option("--value", help="Another whole. 总目标")
@click.option("--tolerance", help="Another tolerance. 容差")
@WHY
@AS
@AS_JSON
@refusing
def split(
    number: int,
    parts: tuple[str, ...],
    value: str | None,
    tolerance: str | None,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Set parts of draft NUMBER: CODE=VALUE, or CODE=VALUE@WEIGHT; a unit by its name. 分解"""
    acted = acting(username)
    change = acted.change(Deed.SET_TARGETS, reason)
    found = set_target_parts(
        split=target_for(acted.viewer, number),
        parts=[_part(part) for part in parts],
        value=value,
        tolerance=tolerance,
        change=change,
    )
    row = target_card(found, acted.viewer).row
    shown = {"joined": row.joined, "missing": row.missing, "adds_up": row.adds_up}
    print_fields(shown, as_json=as_json)


@target.command()
@NUMBER
@WHY
@AS
@refusing
def publish(number: int, reason: str, username: str) -> None:
    """Freeze edition NUMBER; refused with the missing amount. 发布"""
    acted = acting(username)
    change = acted.change(Deed.SET_TARGETS, reason)
    made = publish_target(split=target_for(acted.viewer, number), change=change)
    click.echo(f"{number} 已发布 / published {made.digest[:12]}")


@target.command()
@NUMBER
@WHY
@AS
@AS_JSON
@refusing
def restate(number: int, reason: str, username: str, as_json: bool) -> None:
    """Open the next edition of published NUMBER. 更正重发"""
    acted = acting(username)
    change = acted.change(Deed.SET_TARGETS, reason)
    made = restate_target(split=target_for(acted.viewer, number), change=change)
    print_fields({"target": made.pk, "edition": made.edition}, as_json=as_json)


def _part(text: str) -> PartGiven:
    name, sign, rest = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text}: CODE=VALUE")
    value, _at, weight = rest.partition("@")
    if name.isdecimal():
        return PartGiven(value, division_id=_coded(name), weight=weight)
    return PartGiven(value, agency_id=agency_named(name).pk, weight=weight)


def _coded(code: str) -> int:
    for row in division_rows(on=now().date()):
        if row.code == code:
            return row.id
    raise NoSuchDivision(pk=code)
