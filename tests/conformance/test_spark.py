"""A real cluster of Apache Spark says what ``evaluate`` says, also when a worker dies on the way.

One cluster and one session for all: starting them takes longer than what is asked of them. The
check that kills a worker stands last.
"""

import json
import signal
import threading
import time
from contextlib import nullcontext
from decimal import Decimal
from itertools import islice

import polars as pl
import pytest

from jigai.domain.columns.lower import lower
from jigai.domain.rules.cases import Case
from jigai.exchange.content_digest import canonical, output_digest
from jigai.exchange.engines import spark_table
from jigai.exchange.engines.embedded import Embedded
from jigai.exchange.engines.reference import results_by_reference
from jigai.exchange.engines.registry import ENGINES
from jigai.exchange.engines.spark import NoSparkMaster, SparkAbsent, spark
from jigai.exchange.engines.spark_facts import ColumnOfWrongType
from jigai.exchange.engines.spark_table import evaluate_parquet
from jigai.exchange.evaluate_table import ResultColumnTaken, evaluate_table
from tests.cli.test_receipts import run
from tests.cli.test_rules_evaluate import FACTS, written
from tests.conformance.every_part import RULE_SETS, USUAL
from tests.conformance.held import exact_cases, table_of
from tests.conformance.spark_cluster import SETTINGS, Cluster
from tests.conformance.subjects import Subjects
from tests.conformance.test_column_form import EDITIONS, NATIONAL, held

pytestmark = pytest.mark.xdist_group("spark")
MANY, SOME, IN_FOLDERS = 100_000, 500, 24
SMALL_SPLITS = {
    "spark.sql.files.maxPartitionBytes": "65536",
    "spark.sql.files.openCostInBytes": "65536",
}
EDITION = next(e for e in EDITIONS.values() if e.rule_set.id == NATIONAL)
RULES = EDITION.rule_set


@pytest.fixture(scope="module")
def cluster():
    with Cluster() as running:
        yield running


@pytest.fixture(scope="module")
def engine(cluster):
    with spark(cluster.address, settings=SETTINGS | SMALL_SPLITS, shared=cluster.folder) as engine:
        yield engine


@pytest.fixture
def soon(engine):
    """Interpreted instead of compiled: compiling a rule takes longer than some thousand rows."""
    engine.session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    yield engine
    engine.session.conf.unset("spark.sql.codegen.factoryMode")


def test_a_hundred_thousand_firms_come_out_alike(engine, record_property):
    subjects = Subjects(*parts(EDITION), seed=200)

    held(engine, subjects, list(islice(subjects, MANY)), record_property)


@pytest.mark.parametrize("name", EDITIONS)
def test_shipped_cases_and_generated_subjects_come_out_alike(soon, name, record_property):
    """One query for each rule set: a cluster takes its time for each."""
    edition = EDITIONS[name]
    decimals = finest([subjects.decimals for subjects, _ in exact_cases(*parts(edition))])
    subjects = Subjects(*parts(edition), seed=200, decimals=decimals)
    rows = [*subjects.usual, *islice(subjects, SOME)]

    held(soon, subjects, rows, record_property)


def parts(edition):
    return edition.rule_set, edition.cases


def finest(decimals):
    """Of each number the most decimals that a shipped case has."""
    return {name: max(one[name] for one in decimals) for name in decimals[0]}


@pytest.mark.parametrize("rule_set", RULE_SETS[::3], ids=lambda rule_set: rule_set.id)
def test_every_part_of_the_language_comes_out_alike(soon, rule_set, record_property):
    subjects = Subjects(rule_set, [Case("usual", USUAL, "", None, 1)], seed=207)

    held(soon, subjects, list(islice(subjects, SOME)), record_property)


TYPED = [
    # tech_staff, employees, revenue, has what
    (30, 100, Decimal("1000000.00"), 0.5),
    (29, 100, Decimal("1000000.01"), 60000.01),
    (None, 100, Decimal("200000000.00"), None),
    (30, 100, Decimal("200000000.01"), float("nan")),
    (10**17, 100, Decimal("0.00"), 0.125),  # beyond the column, and finer than it
]


def test_numbers_of_every_type_are_read_exactly_and_what_does_not_fit_is_decided_singly(
    engine, cluster
):
    source, output = cluster.folder / "typed.parquet", cluster.folder / "typed"
    pl.DataFrame(
        {
            "subject_id": [f"s{n}" for n in range(len(TYPED))],
            "tech_staff": pl.Series([row[0] for row in TYPED], dtype=pl.Int64),
            "employees": pl.Series([row[1] for row in TYPED], dtype=pl.Int32),
            "sales_revenue_yuan": pl.Series([row[2] for row in TYPED], dtype=pl.Decimal(20, 2)),
            "rd_expense_yuan": pl.Series([row[3] for row in TYPED], dtype=pl.Float64),
            "resident_enterprise": [True, None, True, False, True],
        }
    ).write_parquet(source)

    done = evaluate_parquet(engine, RULES, str(source), str(output))

    assert (done.rows, done.by_reference) == (5, 1)
    found = pl.read_parquet(output / "*.parquet").sort("subject_id")
    assert found.equals(embedded(source, cluster.folder / "typed-embedded"))


def test_rows_that_no_worker_decides_are_brought_block_by_block(cluster, engine, monkeypatch):
    """Figures that a program rounded twice: of each evaluate decides, four at a time."""
    monkeypatch.setattr(spark_table, "BLOCK", 4)
    source, output = cluster.folder / "noisy.parquet", cluster.folder / "noisy"
    table = pl.DataFrame({"subject_id": [f"s{n:02}" for n in range(11)]})
    table.with_columns(
        pl.lit(1000000.3000000002).alias("rd_expense_yuan"), pl.lit(1e7).alias("sales_revenue_yuan")
    ).write_parquet(source)

    done = evaluate_parquet(engine, RULES, str(source), str(output))

    assert (done.rows, done.by_reference) == (11, 11)
    found = pl.read_parquet(output / "*.parquet").sort("subject_id")
    assert found.equals(embedded(source, cluster.folder / "noisy-embedded"))


def embedded(source, output):
    """What the embedded engine writes for the same table, by subject."""
    evaluate_table(RULES, source, output, engine=Embedded())
    return pl.read_parquet(output / "*.parquet").sort("subject_id")


def test_a_column_of_another_type_is_refused_by_name(engine, cluster):
    source = cluster.folder / "wrong.parquet"
    pl.DataFrame({"employees": ["many"]}).write_parquet(source)

    with pytest.raises(ColumnOfWrongType, match="employees"):
        evaluate_parquet(engine, RULES, str(source), "unused")


def test_a_column_named_like_a_result_is_refused_by_name(engine, cluster):
    source = cluster.folder / "taken.parquet"
    pl.DataFrame({"employees": [3], "outcome": ["met"]}).write_parquet(source)

    with pytest.raises(ResultColumnTaken, match="outcome"):
        evaluate_parquet(engine, RULES, str(source), "unused")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_receipt_of_this_machine_runs_again_on_the_cluster(engine, cluster, monkeypatch, kind):
    folder = cluster.folder / f"receipt-{kind}"
    folder.mkdir()
    source = written(folder / "firms.csv")
    if kind == "parquet":
        cells = pl.read_csv(source, infer_schema=False).filter(pl.col("subject_id") != "huge")
        money = [name for name in cells.columns if name.endswith("_yuan")]
        flags = list(FACTS)[8:]
        source = folder / "firms.parquet"
        cells.with_columns(
            pl.col(money).cast(pl.Float64),
            pl.col("employees", "class1_ip", "class2_ip").str.strip_chars().cast(pl.Int64),
            pl.col("tech_staff").cast(pl.Decimal(12, 2)),
            *(canonical(cells[name], "flag") == "true" for name in flags),
        ).write_parquet(source)
    monkeypatch.setitem(ENGINES, "spark", lambda _: nullcontext(engine))
    receipt = folder / "receipt.json"
    first = run(NATIONAL, source, "-o", folder / "out.csv", "--receipt-out", receipt)
    assert first.exit_code == 0, first.output

    again = run(
        *("--receipt", receipt, source, "-o", folder / "again", "--engine", "spark"),
        *("--master", cluster.address, "--json"),
    )

    assert again.exit_code == 0, again.output
    found = json.loads(again.stdout)
    assert (found["same"], found["engine"]) == (True, "spark")


def test_no_cluster_address_and_no_spark_are_refused_by_name(monkeypatch):
    with pytest.raises(NoSparkMaster, match="local"), spark("local"):
        pass
    monkeypatch.setattr("jigai.exchange.engines.spark.find_spec", {}.get)
    with pytest.raises(SparkAbsent), spark("spark://127.0.0.1:1"):
        pass


def test_a_worker_killed_on_the_way_changes_nothing_in_the_result(engine, cluster):
    subjects = Subjects(RULES, EDITION.cases, seed=300)
    rows = list(islice(subjects, 24_000))
    plan = lower(RULES)
    source, output = cluster.folder / "many", cluster.folder / "found"
    _written(subjects, table_of(RULES, plan, rows), source)

    killed = threading.Thread(target=_kill_on_the_way, args=(engine, cluster.workers[0]))
    killed.start()
    done = evaluate_parquet(engine, RULES, str(source), str(output), partition_by=["division"])
    killed.join()

    assert cluster.workers[0].poll() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert done.rows == len(rows)
    assert done.by_reference < len(rows) / 10
    assert len(list(output.glob("division=*"))) == IN_FOLDERS
    found = pl.read_parquet(output / "**/*.parquet", hive_partitioning=False).sort("subject_id")
    wanted = embedded(source, cluster.folder / "many-embedded").drop("division")
    assert found.equals(wanted)
    assert output_digest(output, RULES) == output_digest(cluster.folder / "many-embedded", RULES)
    for place in range(0, len(rows), 97):
        expected = results_by_reference(RULES, subjects.facts(rows[place]))
        shown = found.row(place, named=True)
        for name in ("outcome", "decided_by", "total_low", "total_high", "reasons", "missing"):
            assert shown[name] == expected[name]


def _written(subjects, facts, folder):
    """The facts as a table lies in a lake: one folder a division, numbers as decimals."""
    columns = [
        pl.Series(name, [_scaled(v, places) for v in facts[name]], dtype=pl.Decimal(20, places))
        if places
        else facts[name]
        for name, places in subjects.decimals.items()
    ]
    table = facts.with_columns(columns).with_row_index("subject_id")
    for number in range(IN_FOLDERS):
        part = folder / f"division={371400 + number}"
        part.mkdir(parents=True)
        table.gather_every(IN_FOLDERS, number).write_parquet(part / "part-0.parquet")


def _scaled(value, places):
    return None if value is None else Decimal(value).scaleb(-places)


def _kill_on_the_way(engine, worker):
    """Once two tasks of a stage of many are done and most are not, the worker dies at once."""
    tracker = engine.session.sparkContext.statusTracker()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        for stage in tracker.getActiveStageIds():
            known = tracker.getStageInfo(stage)
            if known and 2 <= known.numCompletedTasks < known.numTasks / 2:
                worker.kill()
                return
        time.sleep(0.01)
