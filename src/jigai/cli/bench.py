"""jigai bench: figures against named peers or floors, as ratios of one run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile

import click

ROWS = {"history": 100_000, "ledger": 100_000, "lists": 1_000_000}
"""Measurement → its rows unless told otherwise."""


@click.command()
@click.argument("name", required=False, type=click.Choice(tuple(ROWS)))
@click.option(
    "--rows",
    type=click.IntRange(1),
    help="Rows to measure with (default 100000, lists 1000000). 行数",
)
@click.option("--repeats", default=3, show_default=True, help="Runs of each. 次数")
@click.option("--json", "as_json", is_flag=True, help="Print JSON objects.")
def bench(name: str | None, rows: int | None, repeats: int, as_json: bool) -> None:
    """Measure against named peers; each in a process and an empty home of its own. 测速

    ``lists`` ends with 1 when a page of a list takes more than a second at its 95th percentile.
    """
    if not as_json:
        click.echo(f"{platform.machine()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    failed = False
    for which in [name] if name else ROWS:
        with tempfile.TemporaryDirectory(prefix="jigai-bench-") as home:
            place = os.environ | {"JIGAI_HOME": home}
            asked = [which, str(rows or ROWS[which]), str(repeats), "json" if as_json else "text"]
            command = [sys.executable, "-m", "jigai.cli.bench_run", *asked]
            failed |= subprocess.run(command, env=place, check=False).returncode != 0  # noqa: S603
    if failed:
        sys.exit(1)
