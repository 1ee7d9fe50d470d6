"""Kill -9 an import and a publication at random moments; nothing may be half done, lost or twice.

    .venv/bin/python tools/kill_test.py [import|publish|worker ...] [--rows 100000] [--kills 50]

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
from contextlib import closing
from pathlib import Path

from jigai.exchange.bench_ledger import write_big_ledger

JIGAI = str(Path(sys.executable).with_name("jigai"))
ABOVE = 2
"""Rows of the generated sheet above its first record."""
EARLY_S = 12.0
"""How far into a start the early kills may fall: loading, reading, checking."""
PEAKS: list[float] = []
ENQUEUE = """
import django; django.setup()
from pathlib import Path as File
from django.utils import timezone
from jigai.domain.change import Actor, Change, Path
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import receive_ledger
from jigai.jobs.import_ledger import run_import
now = timezone.localtime()
change = Change(Actor("user:1", "管理员"), "导入台账", now, Path.IMPORT)
choices = LedgerChoices(period="2026-11A")
content = File({file!r}).read_bytes()
found = check_ledger(content, name="l.xlsx", choices=choices, change=change, today=now.date())
batch = receive_ledger(content=content, name="l.xlsx", check=found, choices=choices, change=change)
run_import.enqueue(batch.batch)
"""
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
    with closing(sqlite3.connect(home / "jigai.sqlite3", timeout=120)) as database:
        return database.execute(sql).fetchall()


BLOCKS = """
SELECT (SELECT count(*) FROM projects_project), (SELECT count(*) FROM projects_progressreport),
       (SELECT max(position) FROM ledgers_importbatch WHERE state <> 'checked')
"""


def check(claim: str, *, holds: bool) -> None:
    if not holds:
        sys.exit(f"FAULT: {claim}")


def whole_blocks(home: Path) -> int:
    """Projects saved; exactly those up to the noted position, each with its report."""
    [(projects, reports, noted)] = asked(home, BLOCKS)  # one statement, one moment
    position = int(noted or 0)
    check(f"{projects} projects, position {position}", holds=projects == max(position - ABOVE, 0))
    check(f"{projects} projects, {reports} reports", holds=projects == reports)
    return int(projects)


def sound(home: Path) -> None:
    verified = json.loads(run(home, "audit", "verify", "--json").stdout)
    check(f"the chain: {verified}", holds=not verified["problems"])


def kill_imports(home: Path, rows: int, kills: int, chance: random.Random) -> None:
    """Each third kill falls anywhere in a start, the others while blocks are being saved.

    An import that is whole before the last kill is checked, and another begins.
    """
    home.mkdir()
    run(home, "setup")
    ledger = home / "ledger.xlsx"
    write_big_ledger(ledger, rows=rows)
    before = home.with_name(home.name + "-before")
    shutil.copytree(home, before)
    for number in range(kills):
        if whole_blocks(home) == rows and not moving(home):
            once_each(home, rows)
            shutil.rmtree(home)
            shutil.copytree(before, home)
        started = time.monotonic()
        run_and_kill_while_saving(home, chance, *next_import(home), anywhere=number % 3 == 0)
        saved, took = whole_blocks(home), time.monotonic() - started
        print(f"import, kill {number + 1:2}: after {took:5.1f} s, {saved:,} rows saved", flush=True)
    while whole_blocks(home) < rows or moving(home):
        done = run(home, *next_import(home))
        check(f"an import left alone ends: {done.stderr}", holds=done.returncode == 0)
    once_each(home, rows)
    print(f"import: {kills} kills, {rows:,} rows once each, chain sound", flush=True)


def next_import(home: Path) -> tuple[str, ...]:
    """The command that a clerk would give now: begin, or go on."""
    ledger = str(home / "ledger.xlsx")
    fresh = ("ledger", "import", ledger, "--period", "2026-11A")
    return ("ledger", "resume") if moving(home) else fresh


def run_and_kill_while_saving(
    home: Path, chance: random.Random, *command: str, anywhere: bool
) -> None:
    """Kill at a random moment of the first blocks that this start saves, or of all before."""
    place = os.environ | {"JIGAI_HOME": str(home)}
    quiet = subprocess.DEVNULL
    before, started = position(home), time.monotonic()
    with subprocess.Popen([JIGAI, *command], env=place, stdout=quiet, stderr=quiet) as process:
        if anywhere:
            time.sleep(chance.uniform(0, EARLY_S))
        while process.poll() is None and position(home) == before and not anywhere:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.1 * (time.monotonic() - started)))
        process.send_signal(signal.SIGKILL)
        process.wait()


def kill_worker(home: Path, rows: int, port: int) -> None:
    """Kill the worker of ``jigai serve`` at half of an import in the background."""
    home.mkdir()
    run(home, "setup")
    ledger = home / "ledger.xlsx"
    write_big_ledger(ledger, rows=rows)
    python(home, ENQUEUE.format(file=str(ledger)))
    place = os.environ | {"JIGAI_HOME": str(home)}
    started, killed = time.monotonic(), 0.0
    with subprocess.Popen([JIGAI, "serve", "--port", str(port)], env=place) as serving:
        try:
            while whole_blocks(home) < rows or moving(home):
                check("serve goes on", holds=serving.poll() is None)
                workers = workers_of(serving.pid)
                PEAKS.append(max(map(rss_mb, workers), default=0.0))
                if not killed and workers and position(home) > rows / 2:
                    os.kill(workers[0], signal.SIGKILL)
                    killed = time.monotonic() - started
                time.sleep(0.2)
        finally:
            serving.send_signal(signal.SIGTERM)
    once_each(home, rows)
    took, peak = time.monotonic() - started, max(PEAKS)
    check(f"killed {killed}", holds=killed > 0)
    print(
        f"worker: killed after {killed:.0f} s at half; {rows:,} rows once each after {took:.0f} s,"
    )
    print(f"        peak {peak:.0f} MB, chain sound", flush=True)


def workers_of(serving: int) -> list[int]:
    """The processes of the jobs under a ``jigai serve`` (Linux)."""
    found = Path(f"/proc/{serving}/task/{serving}/children").read_text(encoding="ascii").split()
    named = {int(one): Path(f"/proc/{one}/cmdline") for one in found}
    return [
        pid for pid, line in named.items() if line.exists() and b"jobs.worker" in line.read_bytes()
    ]


def rss_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines.get("VmHWM", "0 kB").split()[0]) / 1024


def once_each(home: Path, rows: int) -> None:
    [(codes,)] = asked(home, "SELECT count(DISTINCT code) FROM projects_projectcode")
    check(f"{codes} different codes of {rows}", holds=codes == rows)
    check(f"{whole_blocks(home)} rows of {rows}", holds=whole_blocks(home) == rows)
    sound(home)


def moving(home: Path) -> bool:
    return bool(asked(home, "SELECT 1 FROM ledgers_importbatch WHERE state = 'applying'"))


def position(home: Path) -> int:
    return int(asked(home, "SELECT max(position) FROM ledgers_importbatch")[0][0] or 0)


def python(home: Path, code: str) -> None:
    place = {"JIGAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "jigai.config.settings"}
    subprocess.run([sys.executable, "-c", code], env=os.environ | place, check=True)


def kill_publications(home: Path, kills: int, chance: random.Random) -> None:
    run(home, "setup", "--demo")
    python(home, SETTLE)
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
    parser.add_argument("what", nargs="*", default=["import", "publish", "worker"])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8765)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)  # noqa: S311 - moments, not secrets
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jigai-kill-") as folder:
        if "import" in chosen.what:
            kill_imports(Path(folder) / "import", chosen.rows, chosen.kills, chance)
        if "publish" in chosen.what:
            kill_publications(Path(folder) / "publish", chosen.kills, chance)
        if "worker" in chosen.what:
            kill_worker(Path(folder) / "worker", chosen.rows, chosen.port)
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
