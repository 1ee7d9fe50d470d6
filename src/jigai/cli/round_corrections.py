"""jigai round knock-on, reopen, approve-reopening, reopenings, restate, end-reopening."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click
from django.utils.timezone import make_aware

from jigai.apps.accounts.permissions import Deed
from jigai.apps.projects.queries.codes import project_id_of
from jigai.apps.rounds.queries.access import reopening_of, round_of
from jigai.apps.rounds.queries.rounds import reopening_rows
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import refusing
from jigai.flows.reopen_round import knock_on, reopen_round, request_reopening
from jigai.flows.restate_round import end_reopening, restate_round

MOMENT = click.DateTime(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])


@click.command("knock-on")
@click.argument("period")
@AS_JSON
@refusing
def affected(period: str, as_json: bool) -> None:
    """Later rounds that a reopening of PERIOD touches, with what was published. 影响清单"""
    print_rows("affected", knock_on(round_of(period)), as_json=as_json)


@click.command()
@click.argument("period")
@WHY
@AS
@AS_JSON
@refusing
def reopen(period: str, reason: str, username: str, as_json: bool) -> None:
    """Ask to open the published PERIOD again; another person approves. 申请重开"""
    change = acting(username).change(Deed.PUBLISH, reason)
    asked, touched = request_reopening(round=round_of(period), change=change)
    print_fields(
        {"reopening": asked.pk, "affected": [asdict(one) for one in touched]}, as_json=as_json
    )


@click.command("approve-reopening")
@click.argument("number", type=int)
@click.option("--until", required=True, type=MOMENT, help="When it locks again. 重开截止时刻")
@WHY
@AS
@AS_JSON
@refusing
def approve(number: int, until: datetime, reason: str, username: str, as_json: bool) -> None:
    """Approve the reopening NUMBER until a moment, as another person. 批准重开"""
    opened = reopen_round(
        reopening=reopening_of(number),
        open_until=make_aware(until),
        change=acting(username).change(Deed.APPROVE, reason),
    )
    print_fields({"reopening": opened.pk, "open_until": opened.open_until}, as_json=as_json)


@click.command()
@click.argument("period", required=False)
@AS_JSON
@refusing
def reopenings(period: str | None, as_json: bool) -> None:
    """Reopenings of PERIOD or of all, the newest first. 重开清单"""
    held = round_of(period) if period else None
    print_rows("reopenings", reopening_rows(round=held), as_json=as_json)


@click.command()
@click.argument("period")
@click.argument("projects", nargs=-1)
@WHY
@AS
@AS_JSON
@refusing
def restate(
    period: str, projects: tuple[str, ...], reason: str, username: str, as_json: bool
) -> None:
    """Freeze the next numbered board of the reopened PERIOD with the changed rows. 编号更正"""
    board = restate_round(
        round=round_of(period),
        change=acting(username).change(Deed.PUBLISH, reason),
        project_ids=[project_id_of(project) for project in projects],
    )
    said: dict[str, object] = {"board": None, "changed": 0}
    if board is not None:
        rows = board.changed_rows
        said = {
            "board": board.number,
            "changed": len(rows),
            "signature": board.signature,
            "rows": [
                {
                    "project_id": row["project_id"],
                    "before": (row["before"] or {}).get("colour"),
                    "after": (row["after"] or {}).get("colour"),
                }
                for row in rows
            ],
        }
    print_fields(said, as_json=as_json)


@click.command("end-reopening")
@click.argument("period")
@WHY
@AS
@AS_JSON
@refusing
def finish(period: str, reason: str, username: str, as_json: bool) -> None:
    """Lock the reopened PERIOD again without a restatement. 结束重开"""
    held = round_of(period)
    end_reopening(round=held, change=acting(username).change(Deed.PUBLISH, reason))
    print_fields({"period": held.period, "stage": held.stage}, as_json=as_json)


COMMANDS = (affected, reopen, approve, reopenings, restate, finish)
