"""jigai setup: database, reference data, and the county; with --demo the demo county."""

from __future__ import annotations

from importlib import import_module

import click

from jigai.cli.last_setup import remember, said_last_time
from jigai.cli.refusing import refusing


@click.command()
@click.option("--demo", is_flag=True, help="fill with the demo county and print its accounts")
@click.option("--county", default="371423", show_default=True, help="six-digit division code")
@click.option("--address", default="http://127.0.0.1:8000", help="address in the one-time link")
@refusing
def setup(demo: bool, county: str, address: str) -> None:
    """Prepare the database; running it again upgrades and repeats nothing."""
    if demo and (said := said_last_time()):
        click.echo(said)
        return
    import_module("jigai.cli.running").start()
    work = import_module("jigai.cli.setup_run")
    work.bring_up_to_date()
    if not demo:
        work.set_up(county=county, address=address)
        return
    said, is_demo = work.set_up_the_demo()
    click.echo(said)
    if is_demo:
        remember(said)
