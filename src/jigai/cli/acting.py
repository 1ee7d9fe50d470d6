"""Who acts by a command: the machine's operator, or with ``--as`` an account with its roles."""

from __future__ import annotations

from dataclasses import dataclass

import click

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.acting import acting_viewer
from jigai.apps.accounts.viewer import Viewer
from jigai.cli.reach import MACHINE
from jigai.cli.running import authorship, now
from jigai.domain.change import Actor, Change, Path

AS = click.option(
    "--as",
    "username",
    default="",
    envvar="JIGAI_AS",
    metavar="USER",
    help="Act as this account, with its roles and area. 以哪个账号办理",
)
REASON = click.option("--reason", default="", help="Reason kept in the history. 原因")
WHY = click.option("--reason", required=True, help="Reason kept in the history. 原因（必填）")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@dataclass(frozen=True, slots=True)
class Acting:
    """The one who acts: what they see, and the authorship of what they do."""

    viewer: Viewer
    is_machine: bool

    def change(self, deed: Deed, reason: str, *, path: Path = Path.CLI) -> Change:
        """Authorship of a write, once the account's role allows it.

        Raises:
            RoleMissing, ReasonMissing: as named.
        """
        if self.is_machine:
            return authorship(reason, path=path)
        require(self.viewer, deed)
        return Change(Actor(self.viewer.key, self.viewer.name), reason, now(), path)


def acting(username: str) -> Acting:
    """The account of a login; without one, whoever may run commands on the machine.

    Raises:
        NoSuchAccount: as named.
    """
    if not username:
        return Acting(MACHINE, is_machine=True)
    return Acting(acting_viewer(username, on=now().date()), is_machine=False)
