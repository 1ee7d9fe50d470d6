"""jigai portal …: what enterprises and persons asked, and the answers of office and units."""

from __future__ import annotations

import click

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.portal.actions.permit_form import end_form_permit, permit_form
from jigai.apps.portal.queries.access import correction_for, data_request_for, proposal_for
from jigai.apps.portal.queries.requests import correction_rows, data_request_rows, proposal_rows
from jigai.apps.projects.queries.access import project_for
from jigai.apps.vouchers.queries.access import shared_vouchers
from jigai.apps.vouchers.queries.vouchers import voucher_rows
from jigai.cli.acting import AS, AS_JSON, acting
from jigai.cli.printing import print_rows
from jigai.cli.running import now, refusing
from jigai.domain.data_rights import Ground
from jigai.flows.answer_data_request import answer_data_request
from jigai.flows.correct_file import decide_correction
from jigai.flows.propose_report import decide_proposal

ANSWER = click.option("--answer", required=True, help="What the asker reads. 答复")
REFUSE = click.option("--refuse", is_flag=True, help="Refuse instead of accepting. 不采纳")


@click.group()
def portal() -> None:
    """Corrections, forms and data requests of enterprises and persons. 企业提出的事项"""


@portal.command()
@AS
@AS_JSON
@refusing
def corrections(username: str, as_json: bool) -> None:
    """What enterprises say is wrong in their files, what waits first. 更正"""
    rows = correction_rows(acting(username).viewer, on=now().date())
    print_rows("corrections", rows, as_json=as_json)


@portal.command()
@click.argument("correction", type=int)
@REFUSE
@ANSWER
@AS
@refusing
def decide(correction: int, refuse: bool, answer: str, username: str) -> None:
    """Accept CORRECTION, so that the file changes, or refuse it. 答复更正"""
    who = acting(username)
    found = correction_for(who.viewer, correction, on=now().date())
    decide_correction(
        correction=found,
        is_accepted=not refuse,
        answer=answer,
        change=who.change(Deed.ANSWER, answer),
    )
    click.echo(f"{correction} 已答复 / answered")


@portal.command()
@AS
@AS_JSON
@refusing
def requests(username: str, as_json: bool) -> None:
    """Requests about personal data, with their last day. 个人信息请求"""
    rows = data_request_rows(acting(username).viewer)
    print_rows("requests", rows, as_json=as_json)


@portal.command()
@click.argument("request", type=int)
@click.option(
    "--ground",
    type=click.Choice([one.value for one in Ground]),
    default=None,
    help="Refuse, on this lawful ground. 拒绝的法定理由",
)
@ANSWER
@AS
@refusing
def answer(request: int, ground: str | None, answer: str, username: str) -> None:
    """Grant REQUEST, or with --ground refuse it. 答复个人信息请求"""
    who = acting(username)
    answer_data_request(
        request=data_request_for(who.viewer, request),
        is_granted=ground is None,
        ground=ground or "",
        answer=answer,
        change=who.change(Deed.ANSWER, answer),
    )
    click.echo(f"{request} 已答复 / answered")


@portal.command()
@AS
@AS_JSON
@refusing
def forms(username: str, as_json: bool) -> None:
    """Half-month forms that enterprises filled in. 企业填写的调度表"""
    print_rows("forms", proposal_rows(acting(username).viewer), as_json=as_json)


@portal.command("take")
@click.argument("form", type=int)
@click.option("--jump-reason", default="", help="Why figures changed much. 变化原因")
@REFUSE
@ANSWER
@AS
@refusing
def take(form: int, jump_reason: str, refuse: bool, answer: str, username: str) -> None:
    """Take FORM over as the unit's report, or refuse it. 采纳企业填写"""
    who = acting(username)
    decide_proposal(
        proposal=proposal_for(who.viewer, form),
        is_accepted=not refuse,
        answer=answer,
        jump_reason=jump_reason,
        change=who.change(Deed.HAND_IN, answer),
    )
    click.echo(f"{form} 已答复 / answered")


@portal.command()
@click.argument("project", type=int)
@click.option("--end", is_flag=True, help="The unit alone reports again. 停止企业填写")
@AS
@refusing
def permit(project: int, end: bool, username: str) -> None:
    """Open the form of PROJECT to its enterprise. 开放企业填写"""
    who = acting(username)
    found = project_for(who.viewer, project)
    change = who.change(Deed.HAND_IN, "停止企业填写" if end else "开放企业填写")
    move = end_form_permit if end else permit_form
    move(project=found, on=now().date(), change=change)
    click.echo(f"{found.name}: {'停止 / ended' if end else '开放 / open'}")


@portal.command()
@AS
@AS_JSON
@refusing
def vouchers(username: str, as_json: bool) -> None:
    """Vouchers that enterprises share with the office at present. 企业共享的凭证"""
    viewer = acting(username).viewer
    require(viewer, Deed.REVIEW)
    print_rows("vouchers", voucher_rows(shared_vouchers(viewer)), as_json=as_json)
