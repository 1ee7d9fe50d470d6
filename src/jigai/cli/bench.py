"""jigai bench: figures against named peers or floors, as ratios of one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jigai.cli.bench_report import machine, write_report

ROWS = {
    "history": 100_000,
    "ledger": 100_000,
    "import": 100_000,
    "lists": 1_000_000,
    "evaluate": 20_000,
    "rules": 600_000,
}
"""Measurement → its rows unless told otherwise; ``bench_run`` has a function for each."""


@click.command()
@click.argument("name", required=False, type=click.Choice(tuple(ROWS)))
@click.option(
    "--rows",
    type=click.IntRange(1),
    help="Rows to measure with (default 100000, lists 1000000, evaluate 20000). 行数",
)
@click.option("--repeats", default=3, show_default=True, help="Runs of each. 次数")
@click.option("--json", "as_json", is_flag=True, help="Print JSON objects.")
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the dated reports (default bench/ in JIGAI_HOME). 报告目录",
)
def bench(
    name: str | None, rows: int | None, repeats: int, as_json: bool, reports: Path | None
) -> None:
    """Measure against named peers; each in a process and an empty home of its own. 测速

    Without a name all of them are run, and a dated report is written that names the machine and
    compares with the last one. ``lists`` ends with 1 when a page of a list takes more than a
    second at its 95th percentile.
    """
    if not as_json:
        click.echo(", ".join(f"{key} {said}" for key, said in machine().items() if said))
    asked = [name] if name else list(ROWS)
    found = [_measured(which, rows or ROWS[which], repeats) for which in asked]
    for one in filter(None, found):
        click.echo(json.dumps(one, ensure_ascii=False) if as_json else _said(one))
    if name is None:
        folder = reports or Path(os.environ.get("JIGAI_HOME", "var")) / "bench"
        page = write_report([one for one in found if one], folder=folder, at=_now())
        click.echo(str(page), err=as_json)
    if not all(found) or any(one.get("over_limit") for one in found if one):
        sys.exit(1)


def _measured(which: str, rows: int, repeats: int) -> dict[str, Any] | None:
    """What one measurement printed, in a process of its own; ``None`` where it failed."""
    with tempfile.TemporaryDirectory(prefix="jigai-bench-") as home:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "jigai.cli.bench_run", which, str(rows), str(repeats)],
            env=os.environ | {"JIGAI_HOME": home},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None


def _said(found: dict[str, Any]) -> str:
    screens = "".join(f"{_line(one)}\n" for one in found.get("screens", ()))
    rest = "  ".join(f"{key} {value}" for key, value in found.items() if key != "screens")
    return screens + rest


def _line(one: dict[str, Any]) -> str:
    held = "" if one["is_limited"] else "  (no limit)"
    return (
        f"{one['screen']:<40} p50 {one['p50_s']:8.3f} s  p95 {one['p95_s']:8.3f} s"
        f"  processor {one['processor_s']:7.3f} s  {one['ratio']:8.1f} x bare SQL{held}"
    )


def _now() -> datetime:
    return datetime.now().astimezone()
