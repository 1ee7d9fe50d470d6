"""jigai round coverage, add-due, excuse, remind: who is due, seen, excused and missing."""

from __future__ import annotations

from collections import Counter

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.queries.codes import project_id_of
from jigai.apps.rounds.actions.open_round import add_due_projects
from jigai.apps.rounds.actions.remind import remind
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.coverage import CoverageRow, EntryState, coverage
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields
from jigai.cli.running import refusing
from jigai.flows.excuse_in_bulk import excuse_in_bulk

STATES = click.Choice([state.value for state in EntryState])


@click.command("coverage")
@click.argument("period")
@click.option("--state", type=STATES, default=None, help="Only this state. 只看某一状态")
@AS
@AS_JSON
@refusing
def coverage_(period: str, state: str | None, username: str, as_json: bool) -> None:
    """The coverage ledger of PERIOD: each due project, seen or not, and why. 覆盖台账"""
    ledger = coverage(acting(username).viewer, round=round_of(period))
    rows = [_row(row) for row in ledger.rows if state in {None, row.state.value}]
    print_fields(
        {
            "period": ledger.period,
            "due": len(ledger.rows),
            "seen": len(ledger.seen),
            "excused": len(ledger.excused),
            "missing": len(ledger.missing),
            "enterprises_seen": ledger.seen_enterprise_count,
            "states": dict(sorted(Counter(row.state.value for row in ledger.rows).items())),
            "rows": rows,
        },
        as_json=as_json,
    )


@click.command("add-due")
@click.argument("period")
@REASON
@AS
@AS_JSON
@refusing
def add_due(period: str, reason: str, username: str, as_json: bool) -> None:
    """Enter projects that were registered after PERIOD was opened. 补充应报项目"""
    change = acting(username).change(Deed.PUBLISH, reason or f"补充{period}应报项目")
    print_fields(
        {"added": add_due_projects(round=round_of(period), change=change)}, as_json=as_json
    )


@click.command()
@click.argument("period")
@click.argument("projects", nargs=-1, required=True)
@click.option("--take-back", is_flag=True, help="Take the excuse back. 撤回免报")
@WHY
@AS
@AS_JSON
@refusing
def excuse(
    period: str,
    projects: tuple[str, ...],
    take_back: bool,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Excuse PROJECTS (numbers or codes) from PERIOD; the reason is the excuse. 免报"""
    who = acting(username)
    count = excuse_in_bulk(
        who.viewer,
        period=period,
        project_ids=[project_id_of(project) for project in projects],
        is_excused=not take_back,
        change=who.change(Deed.KEEP_REGISTERS, reason),
    )
    print_fields({"decided": count}, as_json=as_json)


@click.command("remind")
@click.argument("period")
@click.argument("projects", nargs=-1)
@REASON
@AS
@AS_JSON
@refusing
def remind_(
    period: str, projects: tuple[str, ...], reason: str, username: str, as_json: bool
) -> None:
    """Remind the units of PROJECTS, or of all missing ones; once a day each. 催报"""
    who = acting(username)
    change = who.change(Deed.REVIEW, reason or f"催报{period}")
    held = round_of(period)
    missing = {row.project_id for row in coverage(who.viewer, round=held).missing}
    asked = {project_id_of(project) for project in projects} or missing
    count = remind(round=held, project_ids=missing & asked, change=change)
    print_fields({"missing": len(missing), "reminded": count}, as_json=as_json)


def _row(row: CoverageRow) -> dict[str, object]:
    return {
        "project_id": row.project_id,
        "project": row.project,
        "enterprise": row.enterprise,
        "division": row.division,
        "agency": row.agency,
        "state": row.state.value,
        "why": row.why if row.why.zh else None,
        "reminded_on": row.reminded_on,
        "is_late": row.is_late,
    }


COMMANDS = (coverage_, add_due, excuse, remind_)
