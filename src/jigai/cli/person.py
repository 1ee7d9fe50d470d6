"""jigai person: what only the keeper of the server can do for a person."""

from __future__ import annotations

import click

from jigai.apps.accounts.actions.reset_factor import reset_factor_on_server
from jigai.apps.accounts.queries.people import person_named
from jigai.cli.running import authorship, refusing, say
from jigai.domain.sentence import Sentence

DONE = Sentence(
    "{name}的双重验证已去除，所有登录已结束；本人下次登录时会得知。",
    "The second factor of {name} is gone and every session has ended; the next sign-in tells it.",
)


@click.group()
def person() -> None:
    """Help a person who cannot sign in. 人员"""


@person.command("reset-factor")
@click.argument("username")
@click.option("--asked-by", required=True, help="who came in person and was recognised")
@click.option("--reason", required=True, help="kept in the history with your name")
@refusing
def reset_factor(username: str, asked_by: str, reason: str) -> None:
    """Take away the second factor of a county's only administrator.

    Refused while there is another administrator: then two persons do it on the page.
    """
    found = person_named(username)
    reset_factor_on_server(user=found, asked_by=asked_by, change=authorship(reason))
    say(DONE.format(name=found.display_name))
