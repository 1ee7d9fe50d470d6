"""jigai platform instruments | offer | book | use | answer | bookings | totals | services."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

import click
from django.utils.timezone import make_aware

from jigai.apps.accounts.permissions import Deed
from jigai.apps.platforms.actions.answer_use import answer_use
from jigai.apps.platforms.actions.book_instrument import book_instrument
from jigai.apps.platforms.actions.cancel_booking import cancel_booking
from jigai.apps.platforms.actions.offer_instrument import InstrumentOffer, offer_instrument
from jigai.apps.platforms.actions.record_service import (
    KINDS,
    ServiceOutcome,
    link_outcome,
    record_service,
)
from jigai.apps.platforms.actions.record_use import record_use
from jigai.apps.platforms.queries.access import (
    booking_for,
    hosts,
    instrument_for,
    platform_named,
    require_host,
    require_user,
    service_for,
)
from jigai.apps.platforms.queries.services import (
    certificate_of,
    project_of,
    service_count,
    service_rows,
)
from jigai.apps.platforms.queries.sharing import booking_rows, instrument_rows, shared_totals
from jigai.apps.registry.queries.access import enterprise_named
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.quantities import MoneyUnit, to_fen

MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])
CLOCK = click.DateTime(["%H:%M"])


@click.command()
@AS
@AS_JSON
@refusing
def instruments(username: str, as_json: bool) -> None:
    """The catalogue of shared instruments. 共享仪器"""
    print_rows("instruments", instrument_rows(acting(username).viewer), as_json=as_json)


@click.command()
@click.argument("platform")
@click.argument("name")
@click.option("--purpose", required=True, help="用途")
@click.option("--terms", required=True, help="使用条件")
@click.option("--price", required=True, help="Price as text. 收费")
@click.option("--contact", required=True, help="An office, no person. 联系部门")
@click.option("--hours", type=(CLOCK, CLOCK), default=("08:30", "17:30"), help="开放时间")
@REASON
@AS
@AS_JSON
@refusing
def offer(
    platform: str,
    name: str,
    purpose: str,
    terms: str,
    price: str,
    contact: str,
    hours: tuple[datetime, datetime],
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Put instrument NAME of PLATFORM into the catalogue. 开放共享"""
    acted = acting(username)
    found = platform_named(acted.viewer, platform)
    change = acted.change(Deed.REPORT, reason or "开放共享仪器")
    require_host(acted.viewer, found)
    made = offer_instrument(
        platform=found,
        offer=InstrumentOffer(
            name=name,
            purpose=purpose,
            terms=terms,
            price=price,
            contact_office=contact,
            opens_at=hours[0].time(),
            closes_at=hours[1].time(),
        ),
        change=change,
    )
    print_fields({"instrument": made.pk}, as_json=as_json)


@click.command()
@click.argument("instrument", type=int)
@click.argument("enterprise")
@click.option("--from", "starts", type=MOMENT, required=True, help="Such as 2026-12-01T09:00. 自")
@click.option("--to", "ends", type=MOMENT, required=True, help="至")
@click.option("--purpose", required=True, help="用途")
@REASON
@AS
@AS_JSON
@refusing
def book(
    instrument: int,
    enterprise: str,
    starts: datetime,
    ends: datetime,
    purpose: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Have INSTRUMENT for ENTERPRISE, by half-hours. 预约"""
    acted = acting(username)
    change = acted.change(Deed.REPORT, reason or "预约共享仪器")
    made = book_instrument(
        instrument=instrument_for(acted.viewer, instrument),
        enterprise=enterprise_named(acted.viewer, enterprise),
        starts_at=make_aware(starts),
        ends_at=make_aware(ends),
        purpose=purpose,
        change=change,
    )
    print_fields({"booking": made.pk}, as_json=as_json)


@click.command()
@click.argument("booking", type=int)
@WHY
@AS
@refusing
def cancel(booking: int, reason: str, username: str) -> None:
    """Give the time of BOOKING back before it begins. 取消预约"""
    acted = acting(username)
    found = booking_for(acted.viewer, booking)
    change = acted.change(Deed.REPORT, reason)
    if not hosts(acted.viewer, found.instrument.platform):
        require_user(acted.viewer, found.enterprise_id)
    cancel_booking(booking=found, change=change)
    click.echo(f"{booking} 已取消 / cancelled")


@click.command()
@click.argument("booking", type=int)
@click.argument("minutes", type=int)
@click.option("--note", default="", help="说明")
@REASON
@AS
@refusing
def use(booking: int, minutes: int, note: str, reason: str, username: str) -> None:
    """Of BOOKING so many MINUTES were used; 0: nobody came. 登记使用"""
    acted = acting(username)
    found = booking_for(acted.viewer, booking)
    change = acted.change(Deed.REPORT, reason or "登记使用时长")
    require_host(acted.viewer, found.instrument.platform)
    record_use(booking=found, minutes=minutes, note=note, change=change)
    click.echo(f"{booking}: {minutes} 分钟，待用户确认 / min, waits for the user")


@click.command()
@click.argument("booking", type=int)
@click.option("--right/--wrong", "is_right", default=True, help="属实／时长不对")
@WHY
@AS
@refusing
def answer(booking: int, is_right: bool, reason: str, username: str) -> None:
    """The user of BOOKING confirms what was recorded, or not; needs --as. 用户确认"""
    acted = acting(username)
    found = booking_for(acted.viewer, booking)
    change = acted.change(Deed.REPORT, reason)
    require_user(acted.viewer, found.enterprise_id)
    answer_use(booking=found, is_right=is_right, change=change)
    click.echo(f"{booking}: {found.state}")


@click.command()
@AS
@AS_JSON
@refusing
def bookings(username: str, as_json: bool) -> None:
    """The log of bookings, the latest first. 预约与使用"""
    print_rows("bookings", booking_rows(acting(username).viewer), as_json=as_json)


@click.command()
@click.option("--year", type=int, help="Only this year. 年度")
@AS
@AS_JSON
@refusing
def totals(year: int | None, username: str, as_json: bool) -> None:
    """Minutes that outside users confirmed, by platform, enterprise and year. 共享合计"""
    found = shared_totals(acting(username).viewer, year=year)
    if as_json:
        print_json(asdict(found))
        return
    click.echo(f"{found.minutes} 分钟 / min")
    for named in (found.by_platform, found.by_enterprise, found.by_year):
        for key, minutes in named.items():
            click.echo(f"  {key}\t{minutes}")


@click.command()
@click.option("--platform", default="", help="Only of this platform. 平台")
@AS
@AS_JSON
@refusing
def services(platform: str, username: str, as_json: bool) -> None:
    """Services, each with what came of it; the share with nothing yet. 平台服务"""
    viewer = acting(username).viewer
    found = platform_named(viewer, platform).pk if platform else None
    rows = service_rows(viewer, platform_id=found)
    count = service_count(rows)
    if as_json:
        counted = {"total": count.total, "without": count.without}
        listed = [asdict(row) for row in rows]
        print_json(counted | {"without_bp": count.without_bp, "services": listed})
        return
    for row in rows:
        link = row.project or row.certificate or row.contract or "暂无 / none yet"
        click.echo(f"{row.id}\t{row.given_on}\t{row.platform}\t{row.enterprise}\t{link}")
    click.echo(f"{count.without}/{count.total} 暂无成果 / with nothing yet")


@click.command()
@click.argument("platform")
@click.argument("enterprise")
@click.option("--kind", type=click.Choice(list(KINDS)), required=True, help="服务类别")
@click.option("--text", required=True, help="What was done. 服务内容")
@click.option("--given", type=click.DateTime(["%Y-%m-%d"]), required=True, help="服务日期")
@click.option("--fee", type=Decimal, help="In yuan. 收费（元）")
@REASON
@AS
@AS_JSON
@refusing
def serve(
    platform: str,
    enterprise: str,
    kind: str,
    text: str,
    given: datetime,
    fee: Decimal | None,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """PLATFORM gave ENTERPRISE a service. 登记服务"""
    acted = acting(username)
    found = platform_named(acted.viewer, platform)
    change = acted.change(Deed.REPORT, reason or "登记平台服务")
    require_host(acted.viewer, found)
    made = record_service(
        platform=found,
        enterprise=enterprise_named(acted.viewer, enterprise),
        kind=kind,
        description=text,
        given_on=given.date(),
        fee_fen=None if fee is None else to_fen(fee, unit=MoneyUnit.YUAN),
        outcome=ServiceOutcome(),
        change=change,
    )
    print_fields({"service": made.pk}, as_json=as_json)


@click.command()
@click.argument("service", type=int)
@click.option("--project", type=int, help="Number of the project. 项目编号")
@click.option("--certificate", type=int, help="Number of the recognition. 资质编号")
@click.option("--contract", default="", help="Reference of the contract. 合同编号")
@REASON
@AS
@refusing
def outcome(
    service: int,
    project: int | None,
    certificate: int | None,
    contract: str,
    reason: str,
    username: str,
) -> None:
    """What came of SERVICE; nothing given says nothing yet. 服务成果"""
    acted = acting(username)
    found = service_for(acted.viewer, service)
    change = acted.change(Deed.REPORT, reason or "登记服务成果")
    require_host(acted.viewer, found.platform)
    firm = found.enterprise_id
    linked = ServiceOutcome(
        project_of(acted.viewer, firm, project, kept=found.project_id),
        certificate_of(acted.viewer, firm, certificate, kept=found.certificate_id),
        contract,
    )
    link_outcome(service=found, outcome=linked, change=change)
    click.echo(f"{service} {now().date()}")
