"""jigai badges object, rule, objections, find, confirm-finding, findings, signals, answer."""

from __future__ import annotations

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.actions.raise_signals import answer_signal
from jigai.apps.badges.actions.record_finding import confirm_finding, record_finding
from jigai.apps.badges.actions.rule_on_objection import Ruling
from jigai.apps.badges.queries.access import badge_for, finding_for, objection_for, signal_for
from jigai.apps.badges.queries.matters import objection_rows, signal_rows
from jigai.apps.badges.queries.waiting_findings import finding_rows
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.codes import project_id_of
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import refusing
from jigai.domain.periods import parse_period
from jigai.flows.settle_objection import settle_objection

RULINGS = click.Choice([ruling.value for ruling in Ruling])


@click.command("object")
@click.argument("period")
@click.argument("project")
@WHY
@AS
@AS_JSON
@refusing
def object_(period: str, project: str, reason: str, username: str, as_json: bool) -> None:
    """Object to the provisional badge of PROJECT; the reason is the text. 提出异议"""
    who = acting(username)
    badge = badge_for(who.viewer, period=period, project_id=project_id_of(project))
    agency = badge.project.responsible_agency
    is_own = agency is not None and agency.pk in who.viewer.agency_ids
    lodged = lodge_objection(
        badge=badge,
        agency=agency if is_own else None,
        change=who.change(Deed.OBJECT, reason),
    )
    print_fields({"objection": lodged.pk, "period": period, "state": "objected"}, as_json=as_json)


@click.command()
@click.argument("number", type=int)
@click.argument("ruling", type=RULINGS)
@WHY
@AS
@AS_JSON
@refusing
def rule(number: int, ruling: str, reason: str, username: str, as_json: bool) -> None:
    """Rule on objection NUMBER; an upheld one is computed anew from the facts. 裁定异议"""
    who = acting(username)
    settled = settle_objection(
        objection=objection_for(who.viewer, number),
        ruling=Ruling(ruling),
        change=who.change(Deed.RULE, reason),
    )
    print_fields(
        {"objection": settled.pk, "ruling": settled.ruling, "colour": settled.badge.colour},
        as_json=as_json,
    )


@click.command()
@click.argument("period", required=False)
@AS
@AS_JSON
@refusing
def objections(period: str | None, username: str, as_json: bool) -> None:
    """Objections of PERIOD or of all, the waiting ones first. 异议清单"""
    code = str(parse_period(period)) if period else ""
    rows = objection_rows(acting(username).viewer, period=code)
    print_rows("objections", rows, as_json=as_json)


@click.command()
@click.argument("period")
@click.argument("project")
@WHY
@AS
@AS_JSON
@refusing
def find(period: str, project: str, reason: str, username: str, as_json: bool) -> None:
    """Say that evidence of PROJECT in PERIOD is falsified; another confirms. 认定凭证造假"""
    who = acting(username)
    made = record_finding(
        project=project_for(who.viewer, project_id_of(project)),
        period=parse_period(period),
        change=who.change(Deed.REVIEW, reason),
    )
    print_fields({"finding": made.pk, "period": made.period}, as_json=as_json)


@click.command("confirm-finding")
@click.argument("number", type=int)
@WHY
@AS
@AS_JSON
@refusing
def confirm(number: int, reason: str, username: str, as_json: bool) -> None:
    """Confirm finding NUMBER, as another person; from then on it counts. 确认认定"""
    who = acting(username)
    made = confirm_finding(
        finding=finding_for(who.viewer, number), change=who.change(Deed.REVIEW, reason)
    )
    print_fields({"finding": made.pk, "confirmed_by": made.confirmed_by}, as_json=as_json)


@click.command()
@AS
@AS_JSON
@refusing
def findings(username: str, as_json: bool) -> None:
    """Findings of falsified evidence, the unconfirmed first. 认定清单"""
    print_rows("findings", finding_rows(acting(username).viewer), as_json=as_json)


@click.command()
@click.option("--all", "is_all", is_flag=True, help="The answered ones too. 含已答复")
@AS
@AS_JSON
@refusing
def signals(is_all: bool, username: str, as_json: bool) -> None:
    """Questions about striking patterns; none changes a colour. 疑点清单"""
    rows = signal_rows(acting(username).viewer, is_open=not is_all)
    print_rows("signals", rows, as_json=as_json)


@click.command()
@click.argument("number", type=int)
@WHY
@AS
@AS_JSON
@refusing
def answer(number: int, reason: str, username: str, as_json: bool) -> None:
    """Answer question NUMBER; the reason is the answer. 答复疑点"""
    who = acting(username)
    made = answer_signal(
        signal=signal_for(who.viewer, number), change=who.change(Deed.REVIEW, reason)
    )
    print_fields({"signal": made.pk, "answered_by": made.answered_by}, as_json=as_json)


COMMANDS = (object_, rule, objections, find, confirm, findings, signals, answer)
