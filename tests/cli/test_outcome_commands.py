"""jigai outcome: what officials script."""

import json

import pytest
from click.testing import CliRunner

from jigai.cli.main import main
from tests.outcome_cast import firm_in, told

pytestmark = pytest.mark.usefixtures("indicators", "programme")


def run(*words, code=0):
    done = CliRunner().invoke(main, ["outcome", *words])
    assert done.exit_code == code, done.output
    return done.output


def test_record_verify_by_another_and_read(enterprise, lin):
    number = run(
        "record", enterprise.credit_code, "yield_rate", "actual", "2026H1",
        "--part", "good_pieces=95", "--part", "inspected_pieces=100", "--source", "报表",
        "--reason", "填报",
    ).strip()  # fmt: skip
    refused = run(
        "verify", number, "--value", "0.9", "--source", "凭证", "--reason", "核实", code=1
    )
    assert "outcomes" in refused or "核实" in refused
    run("verify", number, "--value", "0.9", "--source", "凭证", "--reason", "核", "--as", "lin")
    rows = json.loads(run("figures", "--indicator", "yield_rate", "--json"))["figures"]
    assert {row["state"]: row["value"] for row in rows} == {
        "reported": "0.950000", "verified": "0.900000",
    }  # fmt: skip


def test_growth_overlap_and_follow_ups(county):
    for number in range(1, 7):
        one = firm_in(number, town="371423103", direction="sports")
        told(one, "revenue", "baseline", "2024", "100")
        told(one, "revenue", "actual", "2025", "125")
    span = ("--before", "2024", "--after", "2025")
    assert json.loads(run("contribution", *span, "--json"))["total"]["points"] == "25.00"
    assert "No rule" in run("overlap", *span, code=1)
    assert json.loads(run("follow-ups", "--json")) == {"follow_ups": []}


def test_dictionary_take_sheet_and_paper(enterprise, tmp_path):
    rows = json.loads(run("dictionary", "--json"))["indicators"]
    assert {"indicator": "jobs", "version": 1}.items() <= next(
        row for row in rows if row["indicator"] == "jobs"
    ).items()
    told_ = json.loads(run("take", enterprise.credit_code, "--reason", "取数", "--json"))
    assert told_["taken"] == 0
    sheet, paper = tmp_path / "a.xlsx", tmp_path / "a.pdf"
    run("sheet", "-o", str(sheet))
    run("paper", enterprise.credit_code, "-o", str(paper))
    assert (sheet.read_bytes()[:2], paper.read_bytes()[:4]) == (b"PK", b"%PDF")


def test_a_part_without_a_number_is_a_fault_of_usage(enterprise):
    run(
        "record", enterprise.credit_code, "yield_rate", "actual", "2026", "--part", "good",
        "--source", "报表", "--reason", "填报", code=2,
    )  # fmt: skip
