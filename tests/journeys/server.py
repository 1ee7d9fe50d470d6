"""A real server process on loopback with a home of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def in_home(home: Path, *command: str | Path, **settings: str) -> str:
    """What a command of the project says in that home; its complaint is shown when it fails."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=_environment(home) | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def running_server(home: Path, *, starts_at: str = "") -> Iterator[str]:
    """The address of a server over that home's database, stopped at the end.

    Its clock starts at the moment ``starts_at`` (ISO, with zone), or is the real one.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "manage.py", "runserver", str(port)]
    command += ["--noreload", "--insecure", "--skip-checks"]  # they are a test of their own
    log = (home / "server.log").open("wb")
    environment = _environment(home) | {"STORY_STARTS_AT": starts_at}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(address, process, home)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        log.close()


def _environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIGAI_", "PYTEST_"))}
    kept["DJANGO_SETTINGS_MODULE"] = "tests.journeys.patterns.settings"
    return kept | {"JIGAI_HOME": str(home), "PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], home: Path) -> None:
    for _turn in range(PATIENCE * 10):
        assert process.poll() is None, (home / "server.log").read_text()
        try:
            urllib.request.urlopen(f"{address}/accounts/login/").close()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError((home / "server.log").read_text())
