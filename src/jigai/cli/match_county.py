"""jigai match: the county's lists with reasons, refusals, and the way to a contract."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.matches.actions.advance_match import advance_match
from jigai.apps.matches.actions.decline_match import decline_match
from jigai.apps.matches.actions.record_payment import record_payment
from jigai.apps.matches.actions.register_contract import register_contract
from jigai.apps.matches.actions.sign_contract import ContractTerms, sign_contract
from jigai.apps.matches.actions.start_match import start_match
from jigai.apps.matches.actions.take_back_refusal import take_back_refusal
from jigai.apps.matches.actions.withdraw_match import withdraw_match
from jigai.apps.matches.queries.access import (
    contract_of,
    demand_for,
    match_for,
    offer_named,
    open_demand_for,
    refusal_for,
    side_of,
)
from jigai.apps.matches.queries.digest import digests
from jigai.apps.matches.queries.parties import read_parties
from jigai.apps.matches.queries.pipeline import contract_totals, match_rows, offer_of, stalled
from jigai.apps.matches.queries.proposals import SHOWN, proposals
from jigai.apps.matches.words import CONTRACT_KINDS
from jigai.cli.acting import AS, AS_JSON, REASON, Acting, acting
from jigai.cli.match_space import say_space, space_told
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, print_json, refusing
from jigai.domain.change import Change
from jigai.domain.match_reasons.facts import REMOVABLE, Aspect
from jigai.domain.match_reasons.match_list import RankedMatch
from jigai.domain.match_reasons.reasons import Fit
from jigai.domain.match_reasons.refusal_codes import RefusalCode
from jigai.domain.quantities import MoneyUnit, to_fen

DAY = click.DateTime(["%Y-%m-%d"])
ON = click.option("--on", type=DAY, help="Default: today. 日期")
NOTE = click.option("--note", default="", help="One line. 说明")
CODE = click.option(
    "--code", type=click.Choice([code.value for code in RefusalCode]), required=True, help="原因"
)
SIGNS = {Fit.FITS: "+", Fit.FITS_NOT: "-", Fit.UNKNOWN: "?"}


@click.command("proposals")
@click.argument("demand", type=int)
@click.option(
    "--without", multiple=True, type=click.Choice([one.value for one in REMOVABLE]),
    help="Leave an aspect out. 去掉一项",
)  # fmt: skip
@AS
@AS_JSON
@refusing
def proposals_(demand: int, without: tuple[str, ...], username: str, as_json: bool) -> None:
    """The ten matches of DEMAND with reasons: + fits, - does not, ? cannot be told. 匹配"""
    found = proposals(
        demand_for(acting(username).viewer, demand),
        on=now().date(),
        without=[Aspect(one) for one in without],
    )
    shown = found.found.eligible[:SHOWN]
    if as_json:
        told = {"demand": demand, "matches": [_as_dict(one) for one in shown]}
        print_json(told | {"text_space": space_told(found.by)})
        return
    if found.by.model:
        say_space(found.by)
    if found.found.paused is not None:
        click.echo(f"{found.found.paused.zh} / {found.found.paused.en}")
    for place, one in enumerate(shown, 1):
        click.echo(f"{place}\t{one.offer.key}\t{one.points:.1f}\t{one.offer.name}")
        for said in one.moved:
            click.echo(f"  ! {said.zh} / {said.en}")
        for reason in one.reasons:
            click.echo(f"  {SIGNS[reason.fit]} {reason.said.zh} / {reason.said.en}")
    click.echo(
        f"{len(found.found.eligible)} 符合 / eligible, {len(found.found.left_out)} 不符合硬条件"
        f" / left out, {len(found.found.removed)} 利益冲突 / removed"
    )


@click.command()
@click.argument("demand", type=int)
@click.argument("offer")
@CODE
@NOTE
@ON
@REASON
@AS
@refusing
def decline(
    demand: int, offer: str, code: str, note: str, on: datetime | None, reason: str, username: str
) -> None:
    """Say no to OFFER (achievement:12 or expert:3) for DEMAND. 谢绝"""
    acted = acting(username)
    found = open_demand_for(acted.viewer, demand)
    thing = offer_named(acted.viewer, offer)
    made = decline_match(
        demand=found,
        offer=thing,
        side=side_of(acted.viewer, found, thing),
        code=code,
        note=note,
        on=_day(on),
        change=acted.change(Deed.MATCH, reason or "谢绝匹配"),
    )
    click.echo(f"{made.pk}")


@click.command("take-back")
@click.argument("refusal", type=int)
@REASON
@AS
@refusing
def take_back(refusal: int, reason: str, username: str) -> None:
    """Take REFUSAL back; the offer may be proposed again. 撤回谢绝"""
    acted = acting(username)
    found = refusal_for(acted.viewer, refusal)
    side_of(acted.viewer, found.demand, offer_of(found))
    take_back_refusal(refusal=found, change=acted.change(Deed.MATCH, reason or "撤回谢绝"))
    click.echo(f"{refusal} 已撤回 / taken back")


@click.command()
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Such as 2026-11. 月份")
@AS
@AS_JSON
@refusing
def digest(month: datetime | None, username: str, as_json: bool) -> None:
    """Refusals by owner and code of a month. 谢绝月报"""
    found = digests(acting(username).viewer, month=_day(month))
    if as_json:
        print_json({"digests": [asdict(one) for one in found]})
        return
    for one in found:
        counts = "\t".join(f"{said.zh} / {said.en} {count}" for _code, said, count in one.counts)
        click.echo(f"{one.month}\t{one.owner.zh}\t{one.total}\t{counts}")


@click.command()
@click.argument("demand", type=int)
@click.argument("offer")
@NOTE
@ON
@REASON
@AS
@AS_JSON
@refusing
def start(
    demand: int,
    offer: str,
    note: str,
    on: datetime | None,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """First contact of DEMAND with OFFER (achievement:12 or expert:3). 首次联系"""
    acted = acting(username)
    found = open_demand_for(acted.viewer, demand)
    thing = offer_named(acted.viewer, offer)
    side_of(acted.viewer, found, thing)
    change = acted.change(Deed.MATCH, reason or "开始对接")
    made = start_match(demand=found, offer=thing, on=_day(on), note=note, change=change)
    print_fields({"match": made.pk}, as_json=as_json)


@click.command()
@click.argument("match", type=int)
@click.argument("to", type=click.Choice(["talk", "trial", "product"]))
@NOTE
@ON
@REASON
@AS
@refusing
def step(match: int, to: str, note: str, on: datetime | None, reason: str, username: str) -> None:
    """Take MATCH to talks, a trial or a product. 登记下一步"""
    _acted, found, change = _opened(match, username, reason or "登记对接进展")
    advance_match(match=found, to=to, on=_day(on), note=note, change=change)
    click.echo(f"{match}: {to}")


@click.command()
@click.argument("match", type=int)
@CODE
@NOTE
@ON
@REASON
@AS
@refusing
def withdraw(
    match: int, code: str, note: str, on: datetime | None, reason: str, username: str
) -> None:
    """Give MATCH up by a code. 退出对接"""
    acted, found, change = _opened(match, username, reason or "退出对接")
    side = side_of(acted.viewer, found.demand, offer_of(found))
    withdraw_match(match=found, side=side, code=code, note=note, on=_day(on), change=change)
    click.echo(f"{match}: withdrawn ({code})")


@click.command()
@click.argument("match", type=int)
@click.argument("name")
@click.option("--kind", type=click.Choice(list(CONTRACT_KINDS)), required=True, help="合同类别")
@click.option("--amount", type=Decimal, required=True, help="In yuan. 合同成交额（元）")
@click.option(
    "--party", "parties", multiple=True, required=True,
    help="Such as “seller,some university,60”. 合同一方",
)  # fmt: skip
@ON
@REASON
@AS
@AS_JSON
@refusing
def sign(
    match: int,
    name: str,
    kind: str,
    amount: Decimal,
    parties: tuple[str, ...],
    on: datetime | None,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Contract NAME of MATCH was signed. 登记签约"""
    _acted, found, change = _opened(match, username, reason or "登记签约")
    fen = to_fen(amount, unit=MoneyUnit.YUAN)
    terms = ContractTerms(name, kind, fen, read_parties("\n".join(parties)))
    made = sign_contract(match=found, terms=terms, on=_day(on), change=change)
    print_fields({"contract": made.pk}, as_json=as_json)


@click.command()
@click.argument("match", type=int)
@click.argument("number")
@click.option("--technology", type=Decimal, required=True, help="In yuan. 技术交易额（元）")
@ON
@REASON
@AS
@refusing
def register(
    match: int, number: str, technology: Decimal, on: datetime | None, reason: str, username: str
) -> None:
    """The registry gave the contract of MATCH its 16-digit NUMBER. 合同登记"""
    _acted, found, change = _opened(match, username, reason or "登记合同编号")
    made = register_contract(
        contract=contract_of(found),
        number=number,
        technology_fen=to_fen(technology, unit=MoneyUnit.YUAN),
        on=_day(on),
        change=change,
    )
    click.echo(f"{match}: {made.number}")


@click.command()
@click.argument("match", type=int)
@click.argument("amount", type=Decimal)
@click.option("--document", required=True, help="凭证")
@ON
@REASON
@AS
@refusing
def pay(
    match: int, amount: Decimal, document: str, on: datetime | None, reason: str, username: str
) -> None:
    """AMOUNT (yuan) was paid on the contract of MATCH. 登记到款"""
    _acted, found, change = _opened(match, username, reason or "登记到款")
    record_payment(
        contract=contract_of(found),
        amount_fen=to_fen(amount, unit=MoneyUnit.YUAN),
        document=document,
        on=_day(on),
        change=change,
    )
    click.echo(f"{match}: {amount}")


@click.command("list")
@click.option("--stalled", "is_stalled", is_flag=True, help="Only those. 只看久无进展的")
@AS
@AS_JSON
@refusing
def list_(is_stalled: bool, username: str, as_json: bool) -> None:
    """Matches on their way, the latest step first. 对接进展"""
    today = now().date()
    only = stalled(on=today) if is_stalled else None
    rows = match_rows(acting(username).viewer, on=today, only=only)
    print_rows("matches", rows, as_json=as_json)


@click.command()
@click.option("--year", type=int, help="Of registration. 登记年度")
@AS
@AS_JSON
@refusing
def totals(year: int | None, username: str, as_json: bool) -> None:
    """Registered contracts, each once. 合同统计"""
    print_fields(asdict(contract_totals(acting(username).viewer, year=year)), as_json=as_json)


def _opened(pk: int, username: str, reason: str) -> tuple[Acting, Any, Change]:
    acted = acting(username)
    found = match_for(acted.viewer, pk)
    side_of(acted.viewer, found.demand, offer_of(found))
    return acted, found, acted.change(Deed.MATCH, reason)


def _day(given: datetime | None) -> date:
    return given.date() if given else now().date()


def _as_dict(one: RankedMatch) -> dict[str, object]:
    return {
        "offer": one.offer.key,
        "name": one.offer.name,
        "points": round(one.points, 3),
        "parts": {aspect.value: round(points, 3) for aspect, points in one.parts.items()},
        "reasons": [asdict(reason) for reason in one.reasons],
        "moved": [asdict(said) for said in one.moved],
    }
