"""The commands as an operator runs them: each in a process and a home of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

SQLITE_ONLY = pytest.mark.sqlite_only
"""Each command has a home of its own here, which is SQLite's file."""
pytestmark = [SQLITE_ONLY, pytest.mark.xdist_group("commands")]


def jigai(home, *words):
    environment = {**os.environ, "JIGAI_HOME": str(home)}
    environment.pop("JIGAI_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "jigai", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=home,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = tmp_path_factory.mktemp("home")
    done = jigai(made, "setup")
    assert done.returncode == 0, done.stderr
    assert "/people/join/" in done.stdout
    return made


def test_setup_again_repeats_nothing_and_gives_a_new_link(home):
    before = jigai(home, "audit", "verify", "--json")
    again = jigai(home, "setup")
    assert again.returncode == 0
    assert again.stdout.count("/people/join/") == 1
    after = json.loads(jigai(home, "audit", "verify", "--json").stdout)
    assert after["sound"]
    assert after["change_sets"] == json.loads(before.stdout)["change_sets"] + 1


def test_verify_compares_with_a_kept_head(home):
    head = jigai(home, "audit", "head").stdout.strip()
    assert jigai(home, "audit", "verify", "--head", head).returncode == 0
    forged = head[:-1] + ("0" if head[-1] != "0" else "1")
    refused = jigai(home, "audit", "verify", "--head", forged)
    assert refused.returncode == 1
    assert "rebuilt" in refused.stderr


def test_a_backup_restores_elsewhere_with_equal_counts_and_head(home, tmp_path):
    (home / "files" / "paper").write_bytes(b"paper")
    saved = jigai(home, "backup", str(tmp_path / "all.tar.gz"), "--json")
    other = tmp_path / "other"
    other.mkdir()
    restored = jigai(other, "restore", str(tmp_path / "all.tar.gz"), "--json")
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout) == json.loads(saved.stdout)
    assert (other / "files" / "paper").read_bytes() == b"paper"
    kept = json.loads(saved.stdout)["head"]
    assert jigai(other, "audit", "verify", "--head", kept).returncode == 0
    twice = jigai(other, "restore", str(tmp_path / "all.tar.gz"))
    assert (twice.returncode, "--replace" in twice.stderr) == (1, True)


def test_what_is_no_backup_is_refused(home, tmp_path):
    (tmp_path / "x.tar.gz").write_bytes(b"nothing")
    refused = jigai(home, "restore", str(tmp_path / "x.tar.gz"))
    assert refused.returncode == 1
    assert "不是完整的备份" in refused.stderr


def test_wrong_use_ends_with_2(home):
    assert jigai(home, "audit", "verify", "--head", "x").returncode == 2
    assert jigai(home, "nonsense").returncode == 2


@pytest.mark.parametrize("words", [("round", "show", "2026-11A"), ("serve", "--port", "1")])
def test_an_empty_home_is_told_to_set_up_first(tmp_path, words):
    done = jigai(tmp_path, *words)
    assert (done.returncode, "jigai setup" in done.stderr) == (1, True)
    assert "home.not_set_up" in done.stderr


def test_a_database_that_is_no_database_is_named(tmp_path):
    (tmp_path / "jigai.sqlite3").write_bytes(b"no database" * 500)
    done = jigai(tmp_path, "round", "show", "2026-11A")
    assert done.returncode == 1
    assert "file is not a database" in done.stderr
    assert "home.database_out_of_reach" in done.stderr


def test_serve_answers_and_stops_cleanly(home):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "JIGAI_HOME": str(home)}
    command = [sys.executable, "-m", "jigai", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=-3)
    try:
        assert answered(f"http://127.0.0.1:{port}/accounts/login/") == 200
    finally:
        server.send_signal(signal.SIGTERM)
    assert server.wait(20) == 0


def answered(address):
    for _ in range(400):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.2)
    return None


@pytest.mark.parametrize(
    ("name", "rows"), [("history", 60), ("ledger", 60), ("import", 60), ("lists", 320)]
)
def test_each_measurement_runs_as_installed(tmp_path, name, rows):
    done = jigai(tmp_path, "bench", name, "--rows", str(rows), "--repeats", "1", "--json")
    assert json.loads(done.stdout.splitlines()[-1])["bench"] == name, done.stderr
