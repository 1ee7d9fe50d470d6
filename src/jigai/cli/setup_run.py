"""What jigai setup does when there is something to do."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jigai.apps.audit.checks import history_is_in_step
from jigai.apps.portal.actions.carry_deliveries import carry_deliveries
from jigai.apps.reference.queries.settings import programme
from jigai.cli.last_setup import remember
from jigai.cli.running import authorship, refusing, say
from jigai.demo.people import ACCOUNTS
from jigai.domain.sentence import Sentence
from jigai.flows.move_database import refuse_unfinished
from jigai.flows.set_up_county import set_up_county, set_up_demo

READY = Sentence("{county}已就绪。", "{county} is ready.")
LINK = Sentence(
    "首位管理员的一次性链接（七天内有效，只显示一次）：",
    "One-time link for the first administrator (seven days, shown once):",
)
REAL = Sentence(
    "已有真实县的数据，演示数据未写入。",
    "There is a real county here: the demo was not written.",
)
DEMO = Sentence("演示县（庆云，数据均为虚构）", "The demo county (invented)")


@refusing
def run(*, demo: bool, county: str, address: str) -> None:
    """Migrate, write the triggers of the history, and make the county."""
    refuse_unfinished()
    if not _is_up_to_date():
        call_command("migrate", interactive=False, verbosity=0)
        carry_deliveries(change=authorship("送达记录并为一处"))
    if not demo:
        _set_up(county, address)
        return
    said, is_demo = _set_up_the_demo()
    click.echo(said)
    if is_demo:
        remember(said)


def _set_up(county: str, address: str) -> None:
    """An empty county, and the one-time link of its first administrator."""
    done = set_up_county(county_code=county, change=authorship("建立系统"))
    say(READY.format(county=done.county))
    if done.invitation:
        say(LINK)
        click.echo(f"{address.rstrip('/')}/people/join/{done.invitation}/")


def _set_up_the_demo() -> tuple[str, bool]:
    """What to print, and whether there is a demo county now."""
    password = _password(Path(settings.HOME) / "keys" / "demo.password")
    if not set_up_demo(password=password) and not programme().is_demo:
        return f"{REAL.zh}\n{REAL.en}", False
    ready = READY.format(county=DEMO)
    accounts = [f"  {a.username:<10} {password}  {a.role_zh} / {a.role}" for a in ACCOUNTS]
    return "\n".join([ready.zh, ready.en, *accounts]), True


def _is_up_to_date() -> bool:
    """Whether nothing is left to migrate; SQLite's triggers are compared word for word."""
    if connection.vendor != "sqlite":
        return False
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not waiting and not history_is_in_step(databases=["default"])


def _password(path: Path) -> str:
    """The demo's password: from the environment, or made once for this installation."""
    if given := os.environ.get("JIGAI_DEMO_PASSWORD"):
        return given
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"qingyun-{secrets.token_hex(4)}", encoding="ascii")
    return path.read_text(encoding="ascii").strip()
