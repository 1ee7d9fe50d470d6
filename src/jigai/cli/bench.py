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

from jigai.cli.bench_peers import PEERS, peers_folder
from jigai.cli.bench_report import machine, write_report
from jigai.cli.running import refusing

ROWS: dict[str, tuple[int, ...]] = {
    "history": (100_000,),
    "ledger": (100_000,),
    "import": (100_000,),
    "lists": (1_000_000,),
    "evaluate": (20_000,),
    "rules": (600_000, 6_000_000),
    "badges": (600_000,),
    "match": (100_000,),
    "warning": (500,),
    "impact": (100,),
}
"""Measurement → its rows unless told otherwise; ``bench_run`` has a function for each."""
WITH_PEERS = frozenset({"rules", "badges"})


@click.command()
@click.argument("name", required=False, type=click.Choice(tuple(ROWS)))
@click.option(
    "--rows",
    type=click.IntRange(1),
    help="Rows to measure with (default 100000, lists 1000000, evaluate 20000, rules 600000 and"
    " then 6000000, badges 600000 projects over 24 rounds, match 100000, warning 500, impact 100"
    " seeds). 行数",
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
    second at its 95th percentile. ``rules`` and ``badges`` measure whole tables beside DuckDB,
    OpenFisca and pandas; those they need are put once into bench-peers/ in JIGAI_HOME. ``match``
    finds texts beside bare bm25s; with JIGAI_SHARED_DATA also how well, on test collections.
    ``warning`` fits beside scikit-learn; with JIGAI_SHARED_DATA also how good it is out of time.
    ``impact`` counts in how many simulated panels the 95 % interval covers the known effect.
    """
    if not as_json:
        click.echo(", ".join(f"{key} {said}" for key, said in machine().items() if said))
    asked = [
        (which, size)
        for which in ([name] if name else ROWS)
        for size in ((rows,) if rows else ROWS[which])
    ]
    found = [_measured(which, size, repeats) for which, size in asked]
    for one in filter(None, found):
        click.echo(json.dumps(one, ensure_ascii=False) if as_json else _said(one))
    if name is None:
        folder = reports or Path(os.environ.get("JIGAI_HOME", "var")) / "bench"
        page = write_report([one for one in found if one], folder=folder, at=_now())
        click.echo(str(page), err=as_json)
    if not all(found) or any(one.get("over_limit") for one in found if one):
        sys.exit(1)


@refusing
def _measured(which: str, rows: int, repeats: int) -> dict[str, Any] | None:
    """What one measurement printed, in a process of its own; ``None`` where it failed."""
    peers = {PEERS: str(peers_folder())} if which in WITH_PEERS else {}
    with tempfile.TemporaryDirectory(prefix="jigai-bench-") as home:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "jigai.cli.bench_run", which, str(rows), str(repeats)],
            env=os.environ | {"JIGAI_HOME": home} | peers,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None


def _said(found: dict[str, Any]) -> str:
    screens = "".join(f"{_line(one)}\n" for one in found.get("screens", ()))
    screens += "".join(f"{_plain(one)}\n" for one in found.get("found", ()))
    rest = _plain({key: value for key, value in found.items() if key not in {"screens", "found"}})
    return screens + rest


def _plain(found: dict[str, Any]) -> str:
    return "  ".join(f"{key} {value}" for key, value in found.items())


def _line(one: dict[str, Any]) -> str:
    held = "" if one["is_limited"] else "  (no limit)"
    return (
        f"{one['screen']:<40} p50 {one['p50_s']:8.3f} s  p95 {one['p95_s']:8.3f} s"
        f"  processor {one['processor_s']:7.3f} s  {one['ratio']:8.1f} x bare SQL{held}"
    )


def _now() -> datetime:
    return datetime.now().astimezone()
