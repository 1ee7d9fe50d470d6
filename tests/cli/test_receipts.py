"""A receipt runs again on another machine, and says what differs."""

import json
import os
import subprocess
import sys
from datetime import date

import polars as pl
import pytest
from click.testing import CliRunner

from jigai.cli.main import main
from jigai.domain.rules import rulebook
from jigai.exchange.content_digest import output_digest
from tests.cli.test_rules_evaluate import written

pytestmark = pytest.mark.django_db

RULE = "cn.tech_sme"


def run(*words):
    return CliRunner().invoke(main, ["rules", "evaluate", *map(str, words)])


@pytest.fixture
def table(tmp_path):
    return written(tmp_path / "firms.csv")


@pytest.fixture
def receipt(table, tmp_path):
    path = tmp_path / "receipt.json"
    done = run(RULE, table, "-o", tmp_path / "out.csv", "--receipt-out", path)
    assert done.exit_code == 0, done.output
    return path


def stored(receipt, **more):
    changed = json.loads(receipt.read_text()) | more
    receipt.write_text(json.dumps(changed))
    return changed


def test_a_receipt_holds_the_rule_itself_and_what_came_of_it(receipt):
    found = stored(receipt)

    assert found["rule"]["text"].startswith("# Technology-oriented SME")
    assert 'name = "employees"' in found["rule"]["facts"]
    assert (found["engine"], found["rows"]) == ("embedded", 9)
    assert found["engine_version"].startswith("polars ")
    assert sum(found["outcomes"].values()) == 9
    assert len({found["rule"]["digest"], found["input"]["digest"], found["output"]["digest"]}) == 3


def test_another_machine_years_later_writes_the_same_bytes(receipt, table, tmp_path):
    """A process of its own, with a home of its own; nothing of the first run but two files."""
    home = tmp_path / "elsewhere"
    home.mkdir()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jigai", "rules", "evaluate", "--receipt", str(receipt)),
            *(str(table), "-o", str(home / "again.csv"), "--json"),
        ],
        env={**os.environ, "JIGAI_HOME": str(home), "PYTHONHASHSEED": "7"},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["same"] is True
    assert (home / "again.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_a_receipt_does_not_need_the_rulebook(receipt, table, tmp_path, monkeypatch):
    monkeypatch.setattr(rulebook, "SHIPPED", tmp_path / "gone")
    rulebook.shipped.cache_clear()
    try:
        done = run("--receipt", receipt, table)
    finally:
        rulebook.shipped.cache_clear()

    assert done.exit_code == 0, done.output
    assert "As the receipt says: 9 rows." in done.output


def test_another_engine_and_another_kind_of_file_give_the_same_content(receipt, table, tmp_path):
    for output in ("out.parquet", "out"):
        done = run("--receipt", receipt, table, "-o", tmp_path / output, "--engine", "reference")
        assert done.exit_code == 0, done.output


def test_rows_in_another_order_are_the_same_content(receipt, table):
    head, *rows = table.read_text(encoding="utf-8-sig").splitlines()
    table.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8-sig")

    assert run("--receipt", receipt, table).exit_code == 0


def test_a_changed_figure_is_named_with_exit_code_1(receipt, table):
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace("599999.99,", "600000,", 1), encoding="utf-8-sig")

    done = run("--receipt", receipt, table)

    assert done.exit_code == 1
    assert "receipts.differs" in done.output
    assert "content of the input" in done.output
    assert "content of the output" in done.output


def test_a_changed_rule_in_the_receipt_is_found_out(receipt, table):
    rule = stored(receipt)["rule"]
    softer = rule["text"].replace("value = 60\n", "value = 50\n")
    assert softer != rule["text"]
    stored(receipt, rule=rule | {"text": softer})

    done = run("--receipt", receipt, table, "--json")

    assert done.exit_code == 1
    assert "rule (receipt" in " ".join(one["en"] for one in json.loads(done.stdout)["differs"])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"form": "other"}', '{"form": 1, "rule": 2}'])
def test_what_is_no_receipt_is_refused_by_name(table, tmp_path, content):
    (tmp_path / "r.json").write_text(content)

    done = run("--receipt", tmp_path / "r.json", table)

    assert done.exit_code == 1
    assert "receipts.unreadable" in done.output


def test_a_receipt_of_parquet_parts_needs_no_file_of_its_own(table, tmp_path):
    parts = tmp_path / "parts"
    parts.mkdir()
    cells = pl.read_csv(table, infer_schema=False)
    cells[:4].write_parquet(parts / "a.parquet")
    cells[4:].write_parquet(parts / "b.parquet")
    receipt = tmp_path / "r.json"
    done = run(RULE, parts, "-o", tmp_path / "out", "--receipt-out", receipt)
    assert done.exit_code == 0, done.output

    assert run("--receipt", receipt, table, "-o", tmp_path / "again.csv").exit_code == 0

    rules = rulebook.rule_set(RULE, on=date(2026, 6, 1))
    assert output_digest(tmp_path / "out", rules) == output_digest(tmp_path / "again.csv", rules)


def test_what_is_asked_for_wrongly_is_told(table, tmp_path):
    assert run(table, "-o", tmp_path / "x.csv").exit_code == 2
    assert run(RULE, table).exit_code == 2
    assert run(RULE, tmp_path / "none.csv", "-o", tmp_path / "x.csv").exit_code == 2
