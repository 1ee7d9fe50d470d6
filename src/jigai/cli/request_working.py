"""jigai request accept | assign | block | done | suspend | resume | extend | note | answer."""

from __future__ import annotations

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import agency_named
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.support.actions.accept_request import accept_request
from jigai.apps.support.actions.add_blocking import add_blocking
from jigai.apps.support.actions.answer_request import answer_request
from jigai.apps.support.actions.assign_request import assign_request
from jigai.apps.support.actions.extend_request import extend_request
from jigai.apps.support.actions.finish_part import finish_part
from jigai.apps.support.actions.note_progress import note_progress
from jigai.apps.support.actions.resume_request import resume_request
from jigai.apps.support.actions.suspend_request import suspend_request
from jigai.apps.support.queries.access import part_for, request_coded, work_for
from jigai.cli.acting import AS, REASON, acting
from jigai.cli.running import refusing
from jigai.domain.request_clocks.life import Hold
from jigai.domain.request_clocks.standards import CLASSES, StandardKind
from jigai.domain.request_clocks.words import AnswerWay, Outcome

ROUTINE = "办理企业诉求"
TEXT = click.option("--text", required=True, help="Read by the enterprise. 说明（企业能看到）")


@click.command()
@click.argument("code")
@click.option(
    "--class",
    "kind",
    type=click.Choice([one.value for one in CLASSES]),
    required=True,
    help="Sets the limit. 办理类别",
)
@REASON
@AS
@refusing
def accept(code: str, kind: str, reason: str, username: str) -> None:
    """CODE was heard: the response clock stops. 受理"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.WORK_REQUEST, reason or ROUTINE)
    accept_request(request=found, request_class=StandardKind(kind), change=change)
    click.echo(f"{code} 已受理 / accepted")


@click.command()
@click.argument("code")
@click.option("--to", "agency", default="", help="Unit by name; none: the office. 承办单位")
@click.option("--officer", default="", help="Login of the officer. 经办人")
@click.option("--task", default="", help="What it has to do. 交办要求")
@REASON
@AS
@refusing
def assign(code: str, agency: str, officer: str, task: str, reason: str, username: str) -> None:
    """Put a department in charge of CODE. 交办"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    assign_request(
        request=found,
        lead=agency_named(agency) if agency else None,
        officer_id=person_named(officer).pk if officer else None,
        task=task,
        change=acted.change(Deed.STEER_REQUESTS, reason or ROUTINE),
    )
    click.echo(f"{code} 已交办 / assigned: {found.waits_for}")


@click.command()
@click.argument("code")
@click.argument("agency")
@click.option("--task", required=True, help="What it is asked for. 请它办什么")
@click.option("--days", type=click.IntRange(1, 60), help="Work-days; default: the limit. 工作日")
@REASON
@AS
@refusing
def block(code: str, agency: str, task: str, days: int | None, reason: str, username: str) -> None:
    """Ask AGENCY for its part of CODE: its clock runs, the first one stands. 请协办"""
    acted = acting(username)
    part = add_blocking(
        request=work_for(acted.viewer, request_coded(acted.viewer, code).pk),
        agency=agency_named(agency),
        task=task,
        days=days,
        change=acted.change(Deed.WORK_REQUEST, reason or ROUTINE),
    )
    click.echo(f"{part.pk}\t{agency}\t{part.due_at}")


@click.command()
@click.argument("part", type=int)
@click.option("--reply", required=True, help="What was done. 办理情况")
@REASON
@AS
@refusing
def done(part: int, reply: str, reason: str, username: str) -> None:
    """The blocking PART (a number of ‘block’) is done. 协办完成"""
    acted = acting(username)
    found = part_for(acted.viewer, part)
    change = acted.change(Deed.WORK_REQUEST, reason or ROUTINE)
    finish_part(part=found, reply=reply, change=change)
    click.echo(f"{part} 已完成 / done")


@click.command()
@click.argument("code")
@click.option(
    "--hold", type=click.Choice([one.value for one in Hold]), required=True, help="Why. 挂起原因"
)
@TEXT
@REASON
@AS
@refusing
def suspend(code: str, hold: str, text: str, reason: str, username: str) -> None:
    """Put CODE aside with a reason. 挂起"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.WORK_REQUEST, reason or ROUTINE)
    suspend_request(request=found, hold=Hold(hold), text=text, change=change)
    click.echo(f"{code} 已挂起 / suspended")


@click.command()
@click.argument("code")
@click.option("--text", default="", help="Read by the enterprise. 说明")
@REASON
@AS
@refusing
def resume(code: str, text: str, reason: str, username: str) -> None:
    """Take CODE up again. 恢复办理"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.WORK_REQUEST, reason or ROUTINE)
    resume_request(request=found, text=text, change=change)
    click.echo(f"{code} 已恢复 / resumed")


@click.command()
@click.argument("code")
@click.option("--days", type=click.IntRange(1, 60), required=True, help="Work-days more. 工作日")
@TEXT
@REASON
@AS
@refusing
def extend(code: str, days: int, text: str, reason: str, username: str) -> None:
    """Prolong the limit of CODE, once. 延期"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.STEER_REQUESTS, reason or ROUTINE)
    extend_request(request=found, days=days, text=text, change=change)
    click.echo(f"{code}\t{found.due_at}")


@click.command()
@click.argument("code")
@click.option("--text", required=True, help="How things go. 进展")
@click.option("--internal", is_flag=True, help="Not shown to the enterprise. 只供内部")
@REASON
@AS
@refusing
def note(code: str, text: str, internal: bool, reason: str, username: str) -> None:
    """Write down how CODE goes. 登记进展"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.WORK_REQUEST, reason or ROUTINE)
    note_progress(request=found, text=text, is_internal=internal, agency=found.lead, change=change)
    click.echo(f"{code} 已登记 / noted")


@click.command()
@click.argument("code")
@click.option(
    "--result",
    type=click.Choice([one.value for one in Outcome]),
    required=True,
    help="What came of it. 办理结果",
)
@click.option("--text", required=True, help="The answer. 答复内容")
@click.option(
    "--way",
    type=click.Choice([one.value for one in AnswerWay]),
    default="platform",
    help="How it was given. 答复方式",
)
@REASON
@AS
@refusing
def answer(code: str, result: str, text: str, way: str, reason: str, username: str) -> None:
    """Answer CODE; it then awaits the enterprise. 答复"""
    acted = acting(username)
    found = work_for(acted.viewer, request_coded(acted.viewer, code).pk)
    answer_request(
        request=found,
        result=Outcome(result),
        text=text,
        way=AnswerWay(way),
        change=acted.change(Deed.WORK_REQUEST, reason or ROUTINE),
    )
    click.echo(f"{code} 待企业确认 / awaits the enterprise until {found.silent_at}")
