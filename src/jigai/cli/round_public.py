"""jigai round public-board: open the board to everybody, close it, show what they see."""

from __future__ import annotations

import click

from jigai.apps.accounts.permissions import Deed
from jigai.apps.badges.queries.public_board import public_board
from jigai.apps.reference.actions.open_public_board import open_public_board
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.queries.access import round_of
from jigai.cli.acting import AS, AS_JSON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import refusing


@click.command("public-board")
@click.argument("switch", type=click.Choice(["on", "off"]))
@WHY
@AS
@AS_JSON
@refusing
def public_board_(switch: str, reason: str, username: str, as_json: bool) -> None:
    """Open the published boards to everybody without sign-in, or close them. 对外公开榜单"""
    change = acting(username).change(Deed.PUBLISH, reason)
    changed = open_public_board(is_public=switch == "on", change=change)
    print_fields({"is_public": programme().is_board_public, "changed": changed}, as_json=as_json)


@click.command("public")
@click.argument("period")
@AS_JSON
@refusing
def public_(period: str, as_json: bool) -> None:
    """What the public sees, or would see, of the published PERIOD. 公开内容预览"""
    board = public_board(round=round_of(period))
    print_rows("rows", board.rows, as_json=as_json)


COMMANDS = (public_board_, public_)
