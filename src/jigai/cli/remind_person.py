"""jigai remind address | switch | calendar: what a person sets for themselves."""

from __future__ import annotations

import click
from django.conf import settings

from jigai.apps.accounts.actions.set_address import set_address
from jigai.apps.accounts.queries.people import person_named
from jigai.apps.reminders.actions.make_feed import make_feed, revoke_feed
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.apps.reminders.queries.switches import switch_rows, switched_off
from jigai.cli.acting import AS_JSON, WHY
from jigai.cli.printing import print_fields, print_rows
from jigai.cli.running import authorship, refusing
from jigai.domain.reminders.kinds import EVERY_KIND, KINDS, Medium

NAMES = click.Choice([EVERY_KIND, *(kind.id for kind in KINDS)])
MEDIA = click.Choice([medium.value for medium in Medium])


@click.command()
@click.argument("login")
@click.argument("email")
@WHY
@refusing
def address(login: str, email: str, reason: str) -> None:
    """Letters of LOGIN go to EMAIL; "" for none. 邮箱"""
    set_address(user=person_named(login), email=email, change=authorship(reason))
    click.echo(f"{login}: {email or '—'}")


@click.command()
@click.argument("login")
@click.argument("kind", type=NAMES, required=False)
@click.argument("medium", type=MEDIA, required=False)
@click.option("--on/--off", "is_on", default=False, help="Off without a word. 打开或关闭")
@click.option("--reason", default="本人要求", help="Reason kept in the history. 原因")
@AS_JSON
@refusing
def switch(
    login: str, kind: str | None, medium: str | None, is_on: bool, reason: str, as_json: bool
) -> None:
    """Switch KIND on MEDIUM for LOGIN; without them the switches are shown. 提醒开关"""
    user = person_named(login)
    if kind and medium:
        off = switched_off(user.pk) - {(kind, medium)}
        off |= set() if is_on else {(kind, medium)}
        set_switches(user_id=user.pk, off=off, change=authorship(reason))
    print_rows("switches", switch_rows(user.pk), as_json=as_json)


@click.command()
@click.argument("login")
@click.option("--end", is_flag=True, help="End the address instead. 停用")
@WHY
@AS_JSON
@refusing
def calendar(login: str, end: bool, reason: str, as_json: bool) -> None:
    """A new calendar address for LOGIN, shown this once. 日历地址"""
    user, change = person_named(login), authorship(reason)
    if end:
        revoke_feed(user_id=user.pk, change=change)
        click.echo(f"{login} 已停用 / ended")
        return
    secret = make_feed(user_id=user.pk, change=change)
    url = f"{settings.SITE_ADDRESS}/reminders/calendar/{secret}.ics"
    print_fields({"address": url}, as_json=as_json)
