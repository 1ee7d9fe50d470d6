"""jigai request confirm | rate | reopen | withdraw | call-back: the enterprise's own word."""

from __future__ import annotations

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.support.actions.confirm_request import confirm_request
from jigai.apps.support.actions.rate_request import rate_request
from jigai.apps.support.actions.reopen_request import reopen_request
from jigai.apps.support.actions.withdraw_request import withdraw_request
from jigai.apps.support.queries.access import asked_by, request_coded
from jigai.cli.acting import AS, REASON, acting
from jigai.cli.running import refusing
from jigai.domain.request_clocks.words import Grade

OWN_WORD = "企业确认和评价"
GRADE = click.argument("grade", type=click.Choice([one.value for one in Grade]))
CAUSE = click.option("--cause", default="", help="Needed where it does not satisfy. 原因")


@click.command()
@click.argument("code")
@REASON
@AS
@refusing
def confirm(code: str, reason: str, username: str) -> None:
    """Close CODE for the enterprise that asked (--as its representative). 企业确认"""
    acted = acting(username)
    found = asked_by(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.ANSWER_AS_ASKER, reason or OWN_WORD)
    confirm_request(request=found, change=change)
    click.echo(f"{code} 已办结 / closed")


@click.command()
@click.argument("code")
@GRADE
@CAUSE
@REASON
@AS
@refusing
def rate(code: str, grade: str, cause: str, reason: str, username: str) -> None:
    """Rate the answer of CODE; an unsatisfied one is redone above. 企业评价"""
    acted = acting(username)
    found = asked_by(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.ANSWER_AS_ASKER, reason or OWN_WORD)
    rate_request(request=found, grade=Grade(grade), reason=cause, change=change)
    click.echo(f"{code} 已评价 / rated")


@click.command()
@click.argument("code")
@click.option("--text", required=True, help="What is not settled. 还有什么没有解决")
@REASON
@AS
@refusing
def reopen(code: str, text: str, reason: str, username: str) -> None:
    """CODE is not settled: its clock restarts. 重提"""
    acted = acting(username)
    found = asked_by(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.ANSWER_AS_ASKER, reason or OWN_WORD)
    reopen_request(request=found, text=text, change=change)
    click.echo(f"{code}\t{found.due_at}")


@click.command()
@click.argument("code")
@REASON
@AS
@refusing
def withdraw(code: str, reason: str, username: str) -> None:
    """The enterprise no longer asks for CODE. 撤回"""
    acted = acting(username)
    found = asked_by(acted.viewer, request_coded(acted.viewer, code).pk)
    change = acted.change(Deed.ANSWER_AS_ASKER, reason or OWN_WORD)
    withdraw_request(request=found, change=change)
    click.echo(f"{code} 已撤回 / withdrawn")


@click.command("call-back")
@click.argument("code")
@GRADE
@CAUSE
@REASON
@AS
@refusing
def call_back(code: str, grade: str, cause: str, reason: str, username: str) -> None:
    """What the enterprise said of CODE when called. 登记回访"""
    acted = acting(username)
    found = request_coded(acted.viewer, code)
    rate_request(
        request=found,
        grade=Grade(grade),
        reason=cause,
        is_call_back=True,
        agency_ids=acted.viewer.agency_ids,
        change=acted.change(Deed.STEER_REQUESTS, reason or "电话回访"),
    )
    click.echo(f"{code} 已登记回访 / called back")
