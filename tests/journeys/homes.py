"""Prepared homes: the demo county is made once for all workers and copied for who changes it."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.server import in_home, running_server

PASSWORD = "half-month-2026"
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class County:
    """A county being served: where its pages are, and what its database holds."""

    address: str
    home: Path

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.home / "jigai.sqlite3")) as database:
            return database.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        return self.rows(sql, *values)[0][0]


def demo_home(shared: Path) -> Path:
    """The home of the demo county; whoever comes first makes it, the others wait for it."""
    home, ready = shared / "demo-home", shared / "demo-home.ready"
    try:
        home.mkdir()
    except FileExistsError:
        _wait_for(ready)
        return home
    in_home(home, "-m", "jigai", "setup", "--demo", JIGAI_DEMO_PASSWORD=PASSWORD)
    row = ("--key", "1", "--key", "2", "--set", "responsible_leader=甲某", "--reason", "核对")
    in_home(home, "-m", "jigai", "bulk", "edit", "projects", *row)
    with closing(sqlite3.connect(home / "jigai.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ready.touch()
    return home


@contextmanager
def served_copy(home: Path, place: Path, *, starts_at: str) -> Iterator[County]:
    """A server over a copy of that home, which goes with it."""
    shutil.copytree(home, place)
    try:
        with running_server(place, starts_at=starts_at) as address:
            yield County(address, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _wait_for(ready: Path) -> None:
    for _turn in range(PATIENCE * 10):
        if ready.exists():
            return
        time.sleep(0.1)
    raise AssertionError("Another worker did not finish the demo county.")
