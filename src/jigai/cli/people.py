"""jigai people: list accounts, bring a person in with a first role and a one-time link."""

from __future__ import annotations

import click

from jigai.apps.accounts.actions.admit_person import admit_person
from jigai.apps.accounts.actions.reset_factor import reset_factor_on_server
from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import ROLES, agency_named
from jigai.apps.accounts.queries.people import person_named, person_rows
from jigai.cli.acting import AS, AS_JSON, REASON, WHY, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import authorship, now, refusing, say
from jigai.domain.sentence import Sentence

ROLE = click.Choice(ROLES)
RESET = Sentence(
    "{name}的双重验证已去除，所有登录已结束；本人下次登录时会得知。",
    "The second factor of {name} is gone and every session has ended; the next sign-in tells it.",
)


@click.group()
def people() -> None:
    """Accounts and their roles: list, admit, help whoever cannot sign in. 人员与角色"""


@people.command("list")
@AS_JSON
@refusing
def list_(as_json: bool) -> None:
    """Every account with its roles. 人员清单"""
    print_rows("people", person_rows(on=now().date()), as_json=as_json)


@people.command()
@click.argument("login")
@click.option("--name", required=True, help="Name shown on pages and papers. 姓名")
@click.option("--role", required=True, type=ROLE, help="First role. 角色")
@click.option("--agency", default="", help="Responsible unit, by name. 责任单位")
@click.option("--address", default="http://127.0.0.1:8000", help="address in the one-time link")
@REASON
@AS
@AS_JSON
@refusing
def admit(
    login: str,
    name: str,
    role: str,
    agency: str,
    address: str,
    reason: str,
    username: str,
    as_json: bool,
) -> None:
    """Open the account LOGIN with a role; the person sets a password by the link. 开户"""
    admitted = admit_person(
        username=login,
        display_name=name,
        role=role,
        valid_from=now().date(),
        agency_id=agency_named(agency).pk if agency else None,
        change=acting(username).change(Deed.ADMINISTER, reason or f"为{name}开户"),
    )
    link = f"{address.rstrip('/')}/people/join/{admitted.secret}/"
    print_fields({"person": admitted.user.pk, "login": login, "link": link}, as_json=as_json)


@people.command("reset-factor")
@click.argument("login")
@click.option("--asked-by", required=True, help="who came in person and was recognised")
@WHY
@refusing
def reset_factor(login: str, asked_by: str, reason: str) -> None:
    """Take away the lost second factor of a county's only administrator. 重置双重验证

    Refused while there is another administrator: then two persons do it on the page.
    """
    found = person_named(login)
    reset_factor_on_server(user=found, asked_by=asked_by, change=authorship(reason))
    say(RESET.format(name=found.display_name))
