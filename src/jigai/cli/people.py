"""jigai people: list accounts, bring a person in with a first role and a one-time link."""

from __future__ import annotations

import click

from jigai.apps.accounts.actions.admit_person import admit_person
from jigai.apps.accounts.permissions import Deed
from jigai.apps.accounts.queries.acting import ROLES, agency_named
from jigai.apps.accounts.queries.people import person_rows
from jigai.cli.acting import AS, AS_JSON, REASON, acting
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import now, refusing

ROLE = click.Choice(ROLES)


@click.group()
def people() -> None:
    """Accounts and their roles: list, admit. 人员与角色"""


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
