"""Kill -9 an import and a publication at random moments; nothing may be half done, lost or twice.

    .venv/bin/python tools/kill_test.py [--rows 100000] [--kills 50] [--seed 1]

Runs the installed ``jigai`` in homes of its own and prints what it saw; exits 1 on a fault.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jigai.exchange.bench_ledger import write_big_ledger

JIGAI = str(Path(sys.executable).with_name("jigai"))
ABOVE = 2
"""Rows of the generated sheet above its first record."""
SETTLE = """
import django; django.setup()
from django.utils import timezone
from jigai.apps.badges.models import Objection
from jigai.domain.change import Actor, Change, Path
from jigai.flows.settle_objection import Ruling, settle_objection
for found in Objection.objects.filter(ruling=""):
    change = Change(Actor("user:900", "裁定人"), "查无实据", timezone.now(), Path.CLI)
    settle_objection(objection=found, ruling=Ruling.REJECTED, change=change)
"""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    place = os.environ | {"JIGAI_HOME": str(home)}
    return subprocess.run(
        [JIGAI, *arguments], env=place, capture_output=True, text=True, check=False
    )


def run_and_kill(home: Path, after: float, *arguments: str) -> bool:
    """Start a command and kill it; ``True`` when it had ended by itself before."""
    place = os.environ | {"JIGAI_HOME": str(home)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen([JIGAI, *arguments], env=place, stdout=quiet, stderr=quiet) as process:
        try:
            return process.wait(timeout=after) == 0
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return False


def asked(home: Path, sql: str) -> list[tuple[int | str, ...]]:
    with sqlite3.connect(home / "jigai.sqlite3") as database:
        return database.execute(sql).fetchall()


def check(claim: str, *, holds: bool) -> None:
    if not holds:
        sys.exit(f"FAULT: {claim}")


def whole_blocks(home: Path) -> int:
    """Projects saved; exactly those up to the noted position, each with its report."""
    [(projects,)] = asked(home, "SELECT count(*) FROM projects_project")
    [(reports,)] = asked(home, "SELECT count(*) FROM projects_progressreport")
    found = asked(home, "SELECT max(position) FROM ledgers_importbatch WHERE state <> 'checked'")
    position = int(found[0][0] or 0)
    check(f"{projects} projects, position {position}", holds=projects == max(position - ABOVE, 0))
    check(f"{projects} projects, {reports} reports", holds=projects == reports)
    return int(projects)


def sound(home: Path) -> None:
    verified = json.loads(run(home, "audit", "verify", "--json").stdout)
    check(f"the chain: {verified}", holds=not verified["problems"])


def kill_imports(home: Path, rows: int, kills: int, chance: random.Random) -> None:
    home.mkdir()
    run(home, "setup")
    ledger = home / "ledger.xlsx"
    write_big_ledger(ledger, rows=rows)
    fresh = ("ledger", "import", str(ledger), "--period", "2026-11A")
    longest = 30 + rows / 2_000
    for number in range(kills):
        moving = asked(home, "SELECT 1 FROM ledgers_importbatch WHERE state = 'applying'")
        command = ("ledger", "resume") if moving else fresh
        after = chance.uniform(1.0, 12.0 if moving else longest)
        done = run_and_kill(home, after, *command)
        saved = whole_blocks(home)
        print(
            f"import, kill {number + 1:2}: after {after:5.1f} s, {saved:,} rows saved", flush=True
        )
        if done and saved == rows:
            break
    while whole_blocks(home) < rows:
        moving = asked(home, "SELECT 1 FROM ledgers_importbatch WHERE state = 'applying'")
        run(home, *(("ledger", "resume") if moving else fresh))
    [(codes,)] = asked(home, "SELECT count(DISTINCT code) FROM projects_projectcode")
    check(f"{codes} different codes of {rows}", holds=codes == rows)
    sound(home)
    print(f"import: {rows:,} rows once each, chain sound")


def kill_publications(home: Path, kills: int, chance: random.Random) -> None:
    run(home, "setup", "--demo")
    place = os.environ | {
        "JIGAI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "jigai.config.settings",
    }
    subprocess.run([sys.executable, "-c", SETTLE], env=place, check=True)
    before = home.with_name(home.name + "-before")
    shutil.copytree(home, before)
    command = ("round", "publish", "2026-11A", "--early", "--reason", "试")
    started = time.monotonic()
    check("a publication left alone ends", holds=run_and_kill(home, 300, *command))
    whole = time.monotonic() - started
    shutil.rmtree(home)
    shutil.copytree(before, home)
    published = 0
    for number in range(kills):
        run_and_kill(home, chance.uniform(0.3, 1.2) * whole, *command)
        [(stage,)] = asked(home, "SELECT stage FROM rounds_round WHERE period = '2026-11A'")
        [(boards,)] = asked(home, BOARDS)
        [(final,)] = asked(home, FINAL)
        is_whole = (stage, boards, final) in {("provisional", 0, 0), ("published", 1, 1)}
        check(f"stage {stage}, boards {boards}, all final {final}", holds=is_whole)
        print(f"publish, kill {number + 1:2}: {stage}", flush=True)
        if stage == "published":
            published += 1
            shutil.rmtree(home)
            shutil.copytree(before, home)
    run(home, *command)
    sound(home)
    print(f"publish: {published} of {kills} had ended before their kill; none half done")


OF_ROUND = "round_id = (SELECT id FROM rounds_round WHERE period = '2026-11A')"
BOARDS = f"SELECT count(*) FROM badges_board WHERE {OF_ROUND}"  # noqa: S608 - a constant
FINAL = f"SELECT min(state = 'final') FROM badges_projectbadge WHERE {OF_ROUND}"  # noqa: S608


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - moments, not secrets
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jigai-kill-") as folder:
        kill_imports(Path(folder) / "import", chosen.rows, chosen.kills, chance)
        kill_publications(Path(folder) / "publish", chosen.kills, chance)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
