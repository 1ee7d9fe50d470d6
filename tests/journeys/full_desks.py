"""Puts on every desk of a demo county what its year left out, so that no page of it is empty."""

from __future__ import annotations

from datetime import date, datetime

from jigai.apps.accounts.actions.create_person import create_person
from jigai.apps.accounts.actions.invite import invite
from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import User
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.badges.actions.grant_exemption import ExemptionKind, ask_exemption
from jigai.apps.badges.actions.record_finding import record_finding
from jigai.apps.badges.models import Board
from jigai.apps.cooperation.models import Institution
from jigai.apps.matches.actions.declare_tie import declare_tie
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.models import Project
from jigai.apps.reference.actions.open_public_board import open_public_board
from jigai.apps.registry.models import Enterprise
from jigai.apps.rounds.models import Round
from jigai.cli.reach import MACHINE
from jigai.domain.change import Actor, Change, Path
from jigai.domain.periods import parse_period
from jigai.exchange.board_layout import default_board_layout
from jigai.flows.adopt_layout import adopt_layout
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import receive_ledger
from jigai.flows.issue_letters import order_letter_run, work_through
from jigai.flows.issue_notice import issue_notice
from jigai.flows.merge_enterprises import merge_enterprises
from jigai.flows.reopen_round import request_reopening
from tests.board_cast import DETAILS
from tests.cast import ZONE
from tests.flows.test_import_ledger import row, sheet

TODAY = date(2026, 11, 25)
LEDGER = "庆云县2026年技改项目调度表（11月下半月）"


def fill() -> str:
    """The secret of a person's one-time link."""
    papers()
    open_public_board(is_public=True, change=by("office", "县政府第12次常务会议决定公开"))
    registers()
    questions()
    ties()
    return people()


def ties():
    declare_tie(
        enterprise=Enterprise.objects.order_by("pk")[0],
        other=Institution.objects.order_by("pk")[0],
        words="技术顾问由该校教师兼任",
        change=by("office", "申明利害关系"),
    )


def papers():
    run = order_letter_run(
        MACHINE, enterprise_ids=[Enterprise.objects.order_by("pk")[2].pk], subject="到期提醒函",
        text="{企业名称}：请准备重新认定材料。", details=DETAILS, issued_on=TODAY,
        change=by("office", "提醒"),
    )  # fmt: skip
    work_through(batch=run.batch, at=by("office", "提醒").at)
    board = Board.objects.order_by("-published_at")[0]
    issue_notice(board=board, details=DETAILS, issued_on=TODAY, change=by("office", "印发通报"))
    adopt_layout(
        kind="board",
        name="公示表.xlsx",
        content=default_board_layout(),
        valid_from=TODAY,
        note="县政府办公室格式",
        change=by("office", "启用新版式"),
    )
    for content in (sheet(row(1), title=LEDGER), sheet(row(1), row(2, total=-5), title=LEDGER)):
        take_in(content)


def take_in(content):
    choices, change = LedgerChoices(), by("office", "导入台账")
    check = check_ledger(content, name="调度表.xlsx", choices=choices, change=change, today=TODAY)
    receive_ledger(content=content, name="调度表.xlsx", check=check, choices=choices, change=change)


def registers():
    kept, merged = Enterprise.objects.order_by("-pk")[:2]
    merge_enterprises(kept=kept, merged=merged, merged_on=TODAY, change=by("office", "重复登记"))
    project = Project.objects.get(name="丙寅锂电材料车间数字化升级项目")
    edit_project(
        project=project,
        base_version=version_of(project),
        values={"total_investment_fen": project.total_investment_fen * 3},
        change=by("office", "追加二期设备"),
    )


def questions():
    project = Project.objects.get(name="丙辰电缆桥架车间数字化升级项目")
    ask_exemption(
        project=project,
        kind=ExemptionKind.FORCE_MAJEURE,
        valid_from=TODAY,
        valid_to=date(2026, 12, 31),
        change=by("cuikou", "厂区受淹停工"),
    )
    period = parse_period("2026-11A")
    record_finding(project=project, period=period, change=by("reviewer", "发票号码重复"))
    published = Round.objects.get(period="2026-10B")
    request_reopening(round=published, change=by("office", "一家企业的金额填错单位"))


def people():
    admin = User.objects.get(username="admin")
    change = by("admin", "数据核对")
    issue_token(user=admin, name="核对程序", expires_on=date(2026, 12, 31), change=change)
    new = create_person(username="newcomer", display_name="新来的同志", change=change)
    return invite(user=new, change=change)


def by(username, reason):
    user = User.objects.get(username=username)
    moment = datetime(2026, 11, 25, 16, tzinfo=ZONE)
    return Change(Actor(f"user:{user.pk}", user.display_name), reason, moment, Path.FORM)
