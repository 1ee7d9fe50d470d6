"""jigai round report, queue, accept, return, undo-review: collecting and verifying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.chosen_reports import chosen_reports
from jigai.apps.projects.queries.codes import project_id_of
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.review_queue import STATES, QueuedReport, review_queue
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import refusing
from jigai.domain.change import Path
from jigai.domain.quantities import WHOLE_BP, MoneyUnit, to_fen
from jigai.flows.report_progress import draft_report, report_progress
from jigai.flows.review_in_bulk import BulkReview, review_in_bulk
from jigai.flows.undo_review import undo_review

DAY = click.DateTime(formats=["%Y-%m-%d"])
STATE = click.Choice(STATES)


class Number(click.ParamType[Decimal]):
    """A plain decimal, read exactly."""

    name = "NUMBER"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        try:
            read = Decimal(str(value))
        except InvalidOperation:
            read = Decimal("NaN")
        if not read.is_finite():
            self.fail(f"{value!r} is not a number", param, ctx)
        return read


@click.command()
@click.argument("period")
@click.argument("project")
@click.option("--progress", type=Number(), help="Physical progress, per cent. 形象进度%")
@click.option("--text", "progress_text", help="Progress in words. 进展说明")
@click.option("--year-investment", type=Number(), help="This year so far, 万元. 本年累计完成投资")
@click.option("--total-investment", type=Number(), help="Since the start, 万元. 累计完成投资")
@click.option("--started/--not-started", "is_started", default=None, help="是否开工")
@click.option("--data-on", type=DAY, help="Day of the figures. 数据日期")
@click.option("--forecast-on", type=DAY, help="Forecast of completion. 预计完工日期")
@click.option("--problem", help="存在问题")
@click.option("--measure", help="下步措施")
@click.option("--jump-reason", help="Why a figure changed much. 变化原因")
@click.option("--draft", is_flag=True, help="Keep it, do not hand it in. 只存草稿")
@REASON
@AS
@AS_JSON
@refusing
def report(
    period: str,
    project: str,
    draft: bool,
    reason: str,
    username: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Hand in the report of PROJECT (number or code) for PERIOD. 填报"""
    who = acting(username)
    write = draft_report if draft else report_progress
    saved = write(
        project=project_for(who.viewer, project_id_of(project)),
        period=period,
        values=_values(given),
        change=who.change(Deed.HAND_IN, reason or f"{period}填报"),
    )
    print_fields(
        {
            "report_id": saved.pk,
            "project_id": saved.project_id,
            "period": saved.period,
            "state": saved.state,
            "is_late": saved.is_late,
        },
        as_json=as_json,
    )


@click.command()
@click.argument("period")
@click.option("--state", type=STATE, default="submitted", show_default=True, help="状态")
@AS
@AS_JSON
@refusing
def queue(period: str, state: str, username: str, as_json: bool) -> None:
    """Reports of PERIOD in a state, each beside the last one. 待审核清单"""
    rows = review_queue(acting(username).viewer, round=round_of(period), state=state)
    print_rows("reports", rows, as_json=as_json)


def _deciding(name: str, *, is_accepted: bool, help_text: str) -> click.Command:
    """``accept`` and ``return``: the same choice of reports, the opposite decision."""

    @click.command(name, help=help_text)
    @click.argument("period")
    @click.argument("projects", nargs=-1)
    @click.option("--all", "is_all", is_flag=True, help="All that were handed in. 全部")
    @click.option("--agency", default="", help="Only of this responsible unit. 责任单位")
    @click.option("--division", default="", help="Only of this township. 乡镇")
    @(REASON if is_accepted else WHY)
    @AS
    @AS_JSON
    @refusing
    def decide(
        period: str,
        projects: tuple[str, ...],
        is_all: bool,
        agency: str,
        division: str,
        reason: str,
        username: str,
        as_json: bool,
    ) -> None:
        if bool(projects) == (is_all or bool(agency) or bool(division)):
            raise click.UsageError("name PROJECTS, or choose with --all, --agency, --division")
        who = acting(username)
        held = round_of(period)
        change = who.change(Deed.REVIEW, reason or "核对无误", path=Path.BULK)
        state = "" if projects else "submitted"
        listed = review_queue(who.viewer, round=held, state=state)
        keys = {project_id_of(project) for project in projects}
        chosen = [one for one in listed if _is_meant(one, keys, agency, division)]
        reports = chosen_reports(
            who.viewer, period=held.period, report_ids=[one.report_id for one in chosen]
        )
        _print(review_in_bulk(reports=reports, is_accepted=is_accepted, change=change), as_json)

    return decide


accept = _deciding(
    "accept", is_accepted=True, help_text="Accept reports of PERIOD, one or many. 通过"
)
give_back = _deciding(
    "return",
    is_accepted=False,
    help_text="Return reports of PERIOD; the reason is what the unit reads. 退回",
)


@click.command("undo-review")
@click.argument("number", type=int)
@WHY
@AS
@AS_JSON
@refusing
def take_back(number: int, reason: str, username: str, as_json: bool) -> None:
    """Take one's own bulk decision back as a whole, by its change set NUMBER. 撤销审核"""
    change = acting(username).change(Deed.REVIEW, reason, path=Path.UNDO)
    undone = undo_review(number=number, change=change)
    kept = [one.label for one in undone.kept]
    print_fields({"restored": undone.restored_count, "kept": kept}, as_json=as_json)


def _values(given: dict[str, Any]) -> ReportValues:
    """What was said on the command line; options left out leave the field as it is."""
    said = {name: value for name, value in given.items() if value is not None}
    named: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "progress": ("progress_bp", lambda n: _exact(n * WHOLE_BP / 100, "--progress")),
        "year_investment": ("year_investment_fen", lambda n: to_fen(n, unit=MoneyUnit.WAN)),
        "total_investment": ("total_investment_fen", lambda n: to_fen(n, unit=MoneyUnit.WAN)),
        "data_on": ("data_on", datetime.date),
        "forecast_on": ("forecast_completion_on", datetime.date),
    }
    values: dict[str, Any] = {}
    for name, value in said.items():
        field, read = named.get(name, (name, lambda kept: kept))
        values[field] = read(value)
    return cast("ReportValues", values)


def _exact(value: Decimal, option: str) -> int:
    if value != int(value):
        raise click.UsageError(f"{option} has at most two decimals")
    return int(value)


def _is_meant(one: QueuedReport, keys: set[int], agency: str, division: str) -> bool:
    if keys:
        return one.project_id in keys
    return agency in {"", one.agency} and division in {"", one.division}


def _print(done: BulkReview, as_json: bool) -> None:
    left = [
        {"project_id": one.project_id, "project": one.project, "code": one.code, "why": one.refused}
        for one in done.left
    ]
    print_fields(
        {"change_set": done.change_set, "changed": len(done.changed), "left": left},
        as_json=as_json,
    )


COMMANDS = (report, queue, accept, give_back, take_back)
