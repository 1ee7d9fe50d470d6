"""``python -m jigai.jobs.worker``: runs the jobs, and takes up those that a stopped worker left."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import Q

from jigai.jobs.each_day import each_day

MOST_ATTEMPTS = 5
INTERRUPTED = "builtins.SystemExit"
A_YEAR_S = 365 * 24 * 3600


class GivenUp(Exception):
    """A job during which the worker stopped each time that it was tried."""


def main() -> None:
    """Work until stopped; a second worker of the same home waits until the first is gone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigai.config.settings")
    django.setup()
    with the_only_worker(Path(settings.HOME)):
        name = worker_name(Path(settings.HOME))
        take_up(name)
        Thread(target=each_day, daemon=True).start()
        call_command("db_worker", worker_id=name, startup_delay=False)


@contextmanager
def the_only_worker(home: Path) -> Iterator[None]:
    """Hold the lock of the home; the system releases it however the process ends."""
    lock = sqlite3.connect(home / "worker.lock", timeout=A_YEAR_S, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        yield


def worker_name(home: Path) -> str:
    """The same at each start on this machine and home, so that its own jobs are known again."""
    return f"{platform.node()[:40]}-{sha256(str(home).encode()).hexdigest()[:12]}"


def take_up(name: str) -> int:
    """Put jobs that this worker had begun and not ended back into the queue; how many.

    Every job may be run again: an import goes on behind its last saved block. One that has
    stopped the worker each time is given up, and says so in the queue.
    """
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    taken = 0
    stopped = Q(status="FAILED", exception_class_path=INTERRUPTED)  # asked twice to end
    for result in results.filter(Q(status="RUNNING") | stopped):
        if result.worker_ids[-1:] != [name]:
            continue
        if len(result.worker_ids) >= MOST_ATTEMPTS:
            result.set_failed(GivenUp(f"the worker stopped {MOST_ATTEMPTS} times during this job"))
            continue
        results.filter(pk=result.pk).update(
            status="READY", started_at=None, finished_at=None, exception_class_path="", traceback=""
        )
        taken += 1
    return taken


if __name__ == "__main__":
    main()
