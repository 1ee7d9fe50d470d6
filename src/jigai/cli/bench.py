"""jigai bench: figures against named peers or floors, as ratios of one run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile

import click

BENCHES = ("history", "ledger")


@click.command()
@click.argument("name", required=False, type=click.Choice(BENCHES))
@click.option("--rows", default=100_000, show_default=True, help="Rows to measure with. 行数")
@click.option("--repeats", default=3, show_default=True, help="Runs of each. 次数")
@click.option("--json", "as_json", is_flag=True, help="Print JSON objects.")
def bench(name: str | None, rows: int, repeats: int, as_json: bool) -> None:
    """Measure against named peers; each in a process and an empty home of its own. 测速"""
    if not as_json:
        click.echo(f"{platform.machine()}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    failed = False
    for which in [name] if name else BENCHES:
        with tempfile.TemporaryDirectory(prefix="jigai-bench-") as home:
            place = os.environ | {"JIGAI_HOME": home}
            asked = [which, str(rows), str(repeats), "json" if as_json else "text"]
            command = [sys.executable, "-m", "jigai.cli.bench_run", *asked]
            failed |= subprocess.run(command, env=place, check=False).returncode != 0  # noqa: S603
    if failed:
        sys.exit(1)
