"""jigai coop: demands, achievements, experts, institutions and agreements."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.cooperation.actions.assign_expert import assign_expert, close_case
from jigai.apps.cooperation.actions.keep_demand import close_demand, keep_demand
from jigai.apps.cooperation.actions.review_achievement import (
    approve_achievement,
    return_achievement,
)
from jigai.apps.cooperation.actions.review_demand import approve_demand, return_demand
from jigai.apps.cooperation.queries.access import (
    achievement_for,
    case_for,
    changeable_demand,
    demand_for,
    expert_for,
)
from jigai.apps.cooperation.queries.achievement_profile import (
    achievement_text,
    achievement_texts,
    evidence_rows,
)
from jigai.apps.cooperation.queries.demand_profile import (
    demand_text,
    demand_texts,
    disclosure_rows,
    look_rows,
)
from jigai.apps.cooperation.queries.expert_load import available_experts
from jigai.apps.cooperation.queries.expert_profile import case_rows, expert_text
from jigai.apps.cooperation.queries.institutions import (
    agreement_rows,
    due_terms,
    institution_list_rows,
)
from jigai.apps.cooperation.words import OUTCOMES
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing

DAY = click.DateTime(["%Y-%m-%d"])
VERDICT = click.option(
    "--return", "opinion", default="", metavar="OPINION", help="Return with an opinion. 退回意见"
)


@click.group()
def coop() -> None:
    """Industry, school, research: demands, achievements, experts. 产学研"""


@coop.command()
@click.option("--open", "only_open", is_flag=True, help="Those that are matched. 参与匹配的")
@AS
@AS_JSON
@refusing
def demands(only_open: bool, username: str, as_json: bool) -> None:
    """Technical demands; secret ones in their masked text. 技术需求"""
    rows = demand_texts(acting(username).viewer, on=now().date())
    found = [one for one in rows if not only_open or one.left_out is None]
    if as_json:
        print_rows("demands", found, as_json=True)
        return
    for one in found:
        why = f"{one.left_out.zh} / {one.left_out.en}" if one.left_out else one.state
        click.echo(f"{one.id}\t{one.name}\t{one.enterprise or '—'}\t{one.review_on}\t{why}")


@coop.command()
@click.argument("demand", type=int)
@AS
@AS_JSON
@refusing
def show(demand: int, username: str, as_json: bool) -> None:
    """One demand, who asked for its names and who looked. 一条需求"""
    viewer = acting(username).viewer
    found = demand_for(viewer, demand)
    text = demand_text(viewer, found, on=now().date())
    shown = {name: getattr(text, name) for name in text.__dataclass_fields__}
    shown["disclosures"] = disclosure_rows(viewer, found)
    shown["looks"] = look_rows(viewer, found)
    print_fields(shown, as_json=as_json)


@coop.command()
@click.argument("demand", type=int)
@VERDICT
@WHY
@AS
@refusing
def review(demand: int, opinion: str, reason: str, username: str) -> None:
    """Approve DEMAND and publish it, or return it. 审核需求"""
    actor = acting(username)
    change = actor.change(Deed.REVIEW_COOPERATION, reason)
    found = demand_for(actor.viewer, demand)
    if opinion:
        return_demand(demand=found, opinion=opinion, change=change)
    else:
        approve_demand(demand=found, change=change)
    click.echo(f"{found.pk}: {found.state}")


@coop.command()
@click.argument("demand", type=int)
@click.argument("day", type=DAY)
@WHY
@AS
@refusing
def keep(demand: int, day: datetime, reason: str, username: str) -> None:
    """Say that DEMAND still holds until DAY. 确认仍需要"""
    actor = acting(username)
    change = actor.change(Deed.DEMAND, reason)
    found = changeable_demand(actor.viewer, demand)
    keep_demand(demand=found, review_on=day.date(), change=change)
    click.echo(f"{found.pk}: {found.review_on}")


@coop.command()
@click.argument("demand", type=int)
@WHY
@AS
@refusing
def close(demand: int, reason: str, username: str) -> None:
    """Take DEMAND out, for good. 关闭需求"""
    actor = acting(username)
    change = actor.change(Deed.DEMAND, reason)
    found = close_demand(demand=changeable_demand(actor.viewer, demand), change=change)
    click.echo(f"{found.pk}: {found.closed_on}")


@coop.command()
@click.option("--open", "only_open", is_flag=True, help="Those that are matched. 参与匹配的")
@AS
@AS_JSON
@refusing
def achievements(only_open: bool, username: str, as_json: bool) -> None:
    """Achievements that can be transformed. 科技成果"""
    rows = achievement_texts(acting(username).viewer, on=now().date())
    found = [one for one in rows if not only_open or one.left_out is None]
    if as_json:
        print_rows("achievements", found, as_json=True)
        return
    for one in found:
        click.echo(f"{one.id}\t{one.name}\t{one.holder}\t{one.maturity}\t{one.state}")


@coop.command()
@click.argument("achievement", type=int)
@AS
@AS_JSON
@refusing
def achievement(achievement: int, username: str, as_json: bool) -> None:
    """One achievement with its evidence. 一项成果"""
    found = achievement_for(acting(username).viewer, achievement)
    text = achievement_text(found, on=now().date())
    shown = {name: getattr(text, name) for name in text.__dataclass_fields__ if name != "facts"}
    print_fields({**shown, "evidence": evidence_rows(found)}, as_json=as_json)


@coop.command("review-achievement")
@click.argument("achievement", type=int)
@VERDICT
@WHY
@AS
@refusing
def review_one(achievement: int, opinion: str, reason: str, username: str) -> None:
    """Approve ACHIEVEMENT and publish it, or return it. 审核成果"""
    actor = acting(username)
    change = actor.change(Deed.REVIEW_COOPERATION, reason)
    found = achievement_for(actor.viewer, achievement)
    if opinion:
        return_achievement(achievement=found, opinion=opinion, change=change)
    else:
        approve_achievement(achievement=found, change=change)
    click.echo(f"{found.pk}: {found.state}")


@coop.command()
@AS
@AS_JSON
@refusing
def experts(username: str, as_json: bool) -> None:
    """Experts and laboratories by consent, with their load. 专家和实验室"""
    acting(username)
    rows = available_experts(on=now().date())
    if as_json:
        print_rows("experts", rows, as_json=True)
        return
    for one in rows:
        load = f"{one.open_count}/{one.load_limit}"
        click.echo(f"{one.id}\t{one.name}\t{one.institution}\t{load}\t{'、'.join(one.keywords)}")


@coop.command()
@click.argument("expert", type=int)
@AS
@AS_JSON
@refusing
def expert(expert: int, username: str, as_json: bool) -> None:
    """One expert or laboratory with its cases. 一位专家"""
    today = now().date()
    found = expert_for(acting(username).viewer, expert, on=today)
    text = expert_text(found, on=today)
    shown = {name: getattr(text, name) for name in text.__dataclass_fields__}
    print_fields({**shown, "cases": case_rows(found)}, as_json=as_json)


@coop.command()
@click.argument("expert", type=int)
@click.option("--demand", type=int, help="Of this demand. 需求编号")
@click.option("--title", default="", help="Of another matter. 其他事项")
@WHY
@AS
@refusing
def assign(expert: int, demand: int | None, title: str, reason: str, username: str) -> None:
    """Open a case with EXPERT; over the limit the two next best are named. 派给专家"""
    actor = acting(username)
    change = actor.change(Deed.KEEP_REGISTERS, reason)
    found = expert_for(actor.viewer, expert, on=now().date())
    about = demand_for(actor.viewer, demand) if demand is not None else None
    case = assign_expert(expert=found, demand=about, title=title, change=change)
    click.echo(f"{case.pk}: {found.name} · {case.title}")


@coop.command("close-case")
@click.argument("case", type=int)
@click.argument("outcome", type=click.Choice(list(OUTCOMES)))
@WHY
@AS
@refusing
def finish_case(case: int, outcome: str, reason: str, username: str) -> None:
    """Say what came of CASE. 办结派单"""
    actor = acting(username)
    change = actor.change(Deed.OFFER, reason)
    found = close_case(case=case_for(actor.viewer, case), outcome=outcome, change=change)
    click.echo(f"{found.pk}: {found.outcome}")


@coop.command()
@AS
@AS_JSON
@refusing
def institutions(username: str, as_json: bool) -> None:
    """Institutions that work with the county. 院校"""
    rows = institution_list_rows(acting(username).viewer)
    print_rows("institutions", rows, as_json=as_json)


@coop.command()
@AS
@AS_JSON
@refusing
def agreements(username: str, as_json: bool) -> None:
    """Agreements with their duties and deliverables. 协议"""
    rows = agreement_rows(acting(username).viewer, on=now().date())
    if as_json:
        print_rows("agreements", rows, as_json=True)
        return
    for one in rows:
        click.echo(f"{one.id}\t{one.title}\t{one.institution}\t{one.signed_on}\t{one.state}")


@coop.command()
@click.option("--days", type=click.IntRange(0, 3650), default=90, help="How far ahead. 天数")
@AS
@AS_JSON
@refusing
def due(days: int, username: str, as_json: bool) -> None:
    """What of agreements is overdue or falls due. 协议到期"""
    today = now().date()
    rows = due_terms(acting(username).viewer, on=today, until=today + timedelta(days=days))
    print_rows("due", rows, as_json=as_json)
