"""jigai platform: register, standings, cards, shared instruments, services."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.platforms.actions.record_review import record_review
from jigai.apps.platforms.actions.register_platform import (
    Approval,
    PlatformDetails,
    register_platform,
)
from jigai.apps.platforms.actions.upgrade_platform import upgrade_platform
from jigai.apps.platforms.actions.withdraw_platform import withdraw_platform
from jigai.apps.platforms.queries.access import platform_named
from jigai.apps.platforms.queries.coverage import coverage as coverage_of
from jigai.apps.platforms.queries.platform_list import levels_on, rows_on
from jigai.apps.platforms.queries.profile import next_levels, review_rows, standing_rows
from jigai.apps.platforms.words import RESULTS
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.platform_scores import (
    facts,
    object_,
    objections,
    paper,
    record,
    rule,
    score,
    scores,
    settle,
)
from jigai.cli.platform_sharing import (
    answer,
    book,
    bookings,
    cancel,
    instruments,
    offer,
    outcome,
    serve,
    services,
    totals,
    use,
)
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", type=DAY, help="Day (default: today). 日期")


@click.group()
def platform() -> None:
    """Innovation platforms: register, cards, shared instruments, services. 创新平台"""


for command in (
    facts, record, score, settle, scores, objections, object_, rule, paper, instruments, offer,
    book, cancel, use, answer, bookings, totals, services, serve, outcome,
):  # fmt: skip
    platform.add_command(command)


@platform.command("list")
@ON
@click.option("--all", "every", is_flag=True, help="Withdrawn ones too. 含已撤销")
@AS
@AS_JSON
@refusing
def list_(on: datetime | None, every: bool, username: str, as_json: bool) -> None:
    """The register as it was in force on a day. 平台名录"""
    rows = rows_on(acting(username).viewer, on=_day(on), every=every)
    print_rows("platforms", rows, as_json=as_json)


@platform.command()
@click.argument("days", nargs=-1, type=DAY)
@AS
@AS_JSON
@refusing
def levels(days: tuple[datetime, ...], username: str, as_json: bool) -> None:
    """How many stand at each level on each of DAYS (default: today). 各级数量"""
    asked = [one.date() for one in days] or [now().date()]
    found = levels_on(acting(username).viewer, asked)
    rows = [{"on": day, **counts} for day, counts in found.items()]
    if as_json:
        print_json({"levels": rows})
        return
    for day, counts in found.items():
        click.echo(f"{day}\t" + "\t".join(f"{level} {count}" for level, count in counts.items()))


@platform.command()
@ON
@AS
@AS_JSON
@refusing
def coverage(on: datetime | None, username: str, as_json: bool) -> None:
    """Industry, chain link and kind: how many stand there; 0 is an empty cell. 覆盖"""
    day = _day(on)
    found = coverage_of(acting(username).viewer, on=day)
    if as_json:
        print_json(asdict(found) | {"empty": found.empty, "total": found.total})
        return
    click.echo("\t".join(["", *(name for name, _ in found.kinds)]))
    for line in found.lines:
        place = f"{line.direction_title.zh} / {line.link or '—'}"
        click.echo("\t".join([place, *map(str, line.counts)]))
    click.echo(f"{found.empty} 格空白 / empty cells")


@platform.command()
@click.argument("name")
@AS
@AS_JSON
@refusing
def show(name: str, username: str, as_json: bool) -> None:
    """Standings, reviews and the levels above NAME (number or whole name). 平台档案"""
    found = platform_named(acting(username).viewer, name)
    print_fields(
        {
            "id": found.pk,
            "name": found.name,
            "kind": found.kind,
            "next_review_on": found.next_review_on,
            "standings": [asdict(one) for one in standing_rows(found)],
            "reviews": [asdict(one) for one in review_rows(found)],
            "next_levels": [asdict(one) for one in next_levels(found, on=now().date())],
        },
        as_json=as_json,
    )


@platform.command()
@click.argument("name")
@click.option("--kind", required=True, help="Such as technology_centre. 类别")
@click.option("--level", required=True, help="county, city, provincial, national. 级别")
@click.option("--since", type=DAY, required=True, help="First day at the level. 认定日")
@click.option("--document", required=True, help="Approval. 认定文件")
@click.option("--host", default="", help="Credit code or number of the host. 依托企业")
@click.option("--institution", default="", help="Name of the host, if no enterprise. 依托机构")
@REASON
@AS
@AS_JSON
@refusing
def register(
    name: str,
    kind: str,
    level: str,
    since: datetime,
    document: str,
    host: str,
    institution: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Enter NAME with its first recognition. 登记平台"""
    acted = acting(username)
    enterprise = enterprise_named(acted.viewer, host) if host else None
    details = PlatformDetails(host_enterprise=enterprise, host_institution=institution)
    made = register_platform(
        name=name,
        kind=kind,
        details=details,
        approval=Approval(level, since.date(), document),
        change=acted.change(Deed.KEEP_REGISTERS, reason or f"登记{name}"),
    )
    print_fields({"id": made.pk, "name": made.name}, as_json=as_json)


@platform.command()
@click.argument("name")
@click.option("--level", required=True, help="The higher level. 新级别")
@click.option("--since", type=DAY, required=True, help="First day at the level. 认定日")
@click.option("--applied", type=DAY, help="Day of the application. 申报日")
@click.option("--document", required=True, help="Approval. 认定文件")
@REASON
@AS
@AS_JSON
@refusing
def upgrade(
    name: str,
    level: str,
    since: datetime,
    applied: datetime | None,
    document: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Raise NAME to a higher level; the years before applying are checked. 升级"""
    acted = acting(username)
    found = platform_named(acted.viewer, name)
    applied_on = applied.date() if applied else None
    upgrade_platform(
        platform=found,
        approval=Approval(level, since.date(), document, applied_on=applied_on),
        change=acted.change(Deed.KEEP_REGISTERS, reason or f"{found.name}升级"),
    )
    print_fields({"id": found.pk, "level": level, "since": since.date()}, as_json=as_json)


@platform.command()
@click.argument("name")
@click.option("--on", type=DAY, required=True, help="Day from which it ends. 撤销日")
@click.option("--document", default="", help="Document. 撤销文件")
@WHY
@AS
@refusing
def withdraw(name: str, on: datetime, document: str, reason: str, username: str) -> None:
    """End the standing of NAME from a day on. 撤销平台"""
    acted = acting(username)
    found = platform_named(acted.viewer, name)
    change = acted.change(Deed.KEEP_REGISTERS, reason)
    withdraw_platform(
        platform=found, on=on.date(), document=document, because=reason, change=change
    )
    click.echo(f"{found.name} 已撤销 / withdrawn {on.date()}")


@platform.command()
@click.argument("name")
@click.option("--on", type=DAY, required=True, help="Day of the review. 评估日")
@click.option("--result", type=click.Choice(list(RESULTS)), required=True)
@click.option("--document", required=True, help="Document of the result. 结果文件")
@click.option("--next", "next_on", type=DAY, help="Next due day. 下次评估日")
@REASON
@AS
@refusing
def review(
    name: str,
    on: datetime,
    result: str,
    document: str,
    next_on: datetime | None,
    reason: str,
    username: str,
) -> None:
    """What the lead body's review of NAME said; the next due day follows. 登记评估"""
    acted = acting(username)
    found = platform_named(acted.viewer, name)
    made = record_review(
        platform=found,
        reviewed_on=on.date(),
        result=result,
        document=document,
        next_due_on=next_on.date() if next_on else None,
        change=acted.change(Deed.KEEP_REGISTERS, reason or "登记评估结果"),
    )
    click.echo(f"{found.name}: {result}, 下次评估 / next due {made.next_due_on}")


def _day(on: datetime | None) -> date:
    return on.date() if on else now().date()
