"""jigai setup: database, reference data, and the county; with --demo the demo county."""

from __future__ import annotations

from importlib import import_module

import click

from jigai.cli.last_setup import said_last_time
from jigai.cli.refusing import refusing_alone


@click.command()
@click.option("--demo", is_flag=True, help="fill with the demo county and print its accounts")
@click.option("--county", default="371423", show_default=True, help="six-digit division code")
@click.option("--address", default="http://127.0.0.1:8000", help="address in the one-time link")
@refusing_alone
def setup(demo: bool, county: str, address: str) -> None:
    """Prepare the database; running it again upgrades and repeats nothing."""
    if demo and (said := said_last_time()):
        click.echo(said)
        return
    import_module("jigai.cli.running").start()
    import_module("jigai.cli.setup_run").run(demo=demo, county=county, address=address)
