"""jigai request: what enterprises ask for, clocks and limits."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import agency_named
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_named
from jigai.apps.support.actions.raise_request import RequestWords, raise_request
from jigai.apps.support.queries.access import request_coded
from jigai.apps.support.queries.cards import request_card
from jigai.apps.support.queries.departments import department_rows
from jigai.apps.support.queries.requests import request_rows
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.request_asking import call_back, confirm, rate, reopen, withdraw
from jigai.cli.request_limits import close_silent, escalate, hours, limit, limits
from jigai.cli.request_working import (
    accept,
    answer,
    assign,
    block,
    done,
    extend,
    note,
    resume,
    suspend,
)
from jigai.cli.running import now, print_json, refusing
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.office_time import local
from jigai.domain.request_clocks.words import Category, Origin, Urgency
from jigai.flows.export_requests import export_requests
from jigai.flows.print_request import print_request

OUT = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


def codes(kinds: type) -> click.Choice[str]:
    return click.Choice([one.value for one in kinds])  # type: ignore[attr-defined]


@click.group()
def request() -> None:
    """Requests of enterprises: raise, work on, answer; limits and departments. 企业诉求"""


for command in (
    accept, assign, block, done, suspend, resume, extend, note, answer, confirm, rate, reopen,
    withdraw, call_back, limits, limit, hours, close_silent, escalate,
):  # fmt: skip
    request.add_command(command)


@request.command("list")
@click.option("--state", type=codes(State), default=None, help="Only those in this state. 状态")
@click.option("--open", "is_open", is_flag=True, help="Only those not closed. 未办结")
@click.option("--mine", is_flag=True, help="Only those that wait for me. 轮到我")
@click.option("--overdue", is_flag=True, help="Only those overdue. 已超期")
@AS
@AS_JSON
@refusing
def list_requests(
    state: str | None, is_open: bool, mine: bool, overdue: bool, username: str, as_json: bool
) -> None:
    """Requests with whose turn it is, the newest first. 诉求列表"""
    rows = request_rows(
        acting(username).viewer,
        state=state or "",
        is_open=is_open,
        is_mine=mine,
        is_overdue=overdue,
        at=now(),
    )
    if as_json:
        print_rows("requests", rows, as_json=True)
        return
    for row in rows:
        click.echo(f"{row.code}\t{row.state_title.zh}\t{row.waits_for.zh}\t{row.enterprise}")
        click.echo(f"\t{row.title}")


@request.command()
@click.argument("code")
@AS
@AS_JSON
@refusing
def show(code: str, username: str, as_json: bool) -> None:
    """CODE, such as 2026-0012, with its clocks and its record. 一件诉求"""
    viewer = acting(username).viewer
    card = request_card(viewer, request_coded(viewer, code), at=now())
    if as_json:
        print_json(asdict(card))
        return
    print_fields(
        {
            "code": card.code,
            "title": card.asked.title.zh,
            "enterprise": card.asked.enterprise,
            "state": card.state_title,
            "waits_for": card.waits_for if card.waits_for.zh else "",
            "used": f"{card.total.used}/{card.total.limit.amount}" if card.total else "",
            "due_at": local(card.total.due_at) if card.total and card.total.due_at else None,
            "steps": [
                f"{one.at:%Y-%m-%d %H:%M} {one.title.zh} {one.text.zh}" for one in card.steps
            ],
        },
        as_json=False,
    )


@request.command("raise")
@click.argument("enterprise")
@click.option("--title", required=True, help="In a few words. 标题")
@click.option("--text", required=True, help="What is asked. 内容")
@click.option("--category", type=codes(Category), required=True, help="About what. 类别")
@click.option("--origin", type=codes(Origin), default="visit", help="From where. 来源")
@click.option("--urgency", type=codes(Urgency), default="normal", help="How urgent. 紧急程度")
@click.option("--receiver", default="", help="First receiver, by name. 首接单位")
@click.option("--project", type=int, help="Number of a project of it. 关联项目")
@click.option("--asker", default="", help="Who asks; sealed. 提出人")
@click.option("--telephone", default="", help="Of the asker; sealed. 电话")
@click.option("--confidential", is_flag=True, help="A business secret. 商业秘密")
@REASON
@AS
@AS_JSON
@refusing
def raise_one(enterprise: str, reason: str, username: str, as_json: bool, **told: Any) -> None:
    """Raise a request of ENTERPRISE (credit code or number). 提出诉求"""
    acted = acting(username)
    words = RequestWords(
        title=told["title"],
        text=told["text"],
        category=Category(told["category"]),
        origin=Origin(told["origin"]),
        urgency=Urgency(told["urgency"]),
        asker_name=told["asker"],
        asker_telephone=told["telephone"],
        is_confidential=told["confidential"],
    )
    project, receiver = told["project"], told["receiver"]
    made = raise_request(
        enterprise=enterprise_named(acted.viewer, enterprise),
        words=words,
        project=project_for(acted.viewer, project) if project else None,
        receiver=agency_named(receiver) if receiver else None,
        change=acted.change(Deed.RAISE_REQUEST, reason or "提出企业诉求"),
    )
    shown = {"id": made.pk, "code": made.code, "response_due_at": made.response_due_at}
    print_fields(shown, as_json=as_json)


@request.command()
@click.option("--first", type=DAY, help="Raised from this day (default: 1 January). 起")
@click.option("--last", type=DAY, help="Raised until this day (default: today). 止")
@AS
@AS_JSON
@refusing
def departments(
    first: datetime | None, last: datetime | None, username: str, as_json: bool
) -> None:
    """Each answer of the enterprises by department, replies, median wait. 部门办理情况"""
    at = now()
    rows = department_rows(
        acting(username).viewer,
        first=first.date() if first else at.date().replace(month=1, day=1),
        last=last.date() if last else at.date(),
        at=at,
    )
    if as_json:
        found = [{**asdict(row), "reply_rate": row.reply_rate} for row in rows]
        print_rows("departments", found, as_json=True)
        return
    for row in rows:
        grades = f"满意 {row.satisfied} 基本满意 {row.basically} 不满意 {row.unsatisfied}"
        click.echo(f"{row.name.zh} / {row.name.en}")
        click.echo(f"\t答复 {row.answered}（按时 {row.in_time}），等待中位数 {row.median_wait}")
        click.echo(f"\t{grades}，回应 {row.replies}/{row.asked}")


@request.command()
@click.option("-o", "--output", required=True, type=OUT, help="File to write. 输出文件")
@AS
@refusing
def export(output: Path, username: str) -> None:
    """The ledger as a workbook; jigai ledger import reads it again. 诉求台账"""
    output.write_bytes(export_requests(acting(username).viewer, on=now().date()))
    click.echo(str(output))


@request.command()
@click.argument("code")
@click.option("-o", "--output", required=True, type=OUT, help="File to write. 输出文件")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@AS
@refusing
def paper(code: str, output: Path, language: str, username: str) -> None:
    """The handling sheet of CODE as PDF. 企业诉求交办单"""
    viewer = acting(username).viewer
    card = request_card(viewer, request_coded(viewer, code), at=now())
    output.write_bytes(
        print_request(card, on=now().date(), language="en" if language == "en" else "zh")
    )
    click.echo(str(output))
