"""jigai diagnosis as a county's operator runs it."""

import json

import pytest
from click.testing import CliRunner

from jigai.cli.diagnosis import diagnosis
from jigai.domain.maturity.banks import bank_named
from tests.apps.diagnosis.conftest import every_answer

CODE = "913714235B5NNQREL9"
BANK = "digital_level/2024-09-01"
WHY = ("--reason", "诊断")


@pytest.fixture
def run():
    def ran(*words):
        return CliRunner().invoke(diagnosis, words)

    return ran


@pytest.fixture
def answers(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(every_answer(bank_named(BANK)[0])))
    return str(file)


def test_a_diagnosis_goes_from_start_to_gaps_and_paper(
    run, enterprise, programme, answers, tmp_path
):
    number = run("start", CODE, "--bank", BANK, *WHY).stdout.strip()
    assert "network" in run("answer", number, answers, *WHY).stdout
    assert run("finish", number, *WHY).stdout.strip() == "handed_in"
    card = json.loads(run("score", number, "--json").stdout)
    assert (card["own"]["level"], card["own"]["answered_count"]) == ("level_2", 31)
    assert "not the official result" in run("score", number).stdout
    assert run("answer", number, answers, "--side", "assessor", *WHY).exit_code == 0
    assert run("finish", number, "--side", "assessor", *WHY).stdout.strip() == "assessed"
    found = json.loads(run("gap", CODE, "--state", "open", "--json").stdout)["gaps"]
    assert {"code", "target", "id"} <= found[0].keys()
    assert "→" in run("gap").stdout
    paper = tmp_path / "page.pdf"
    assert run("paper", number, "-o", str(paper)).exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    listed = json.loads(run("list", "--json").stdout)["diagnoses"]
    assert [one["state"] for one in listed] == ["assessed"]


def test_rates_and_figures_are_printed_apart(run, enterprise):
    words = (
        "--part",
        "lines=200",
        "--part",
        "right=190",
        "--from",
        "2026-09-01",
        "--to",
        "2026-09-30",
    )
    kept = run("figure", CODE, "order_accuracy", *words, "--source", "台账", *WHY)
    assert kept.stdout.strip() == "19/20"
    told = run("figure", CODE, "equipment_cnc_rate", "--value", "0.9", "--source", "公开报道", *WHY)
    assert told.stdout.strip() == "9/10"
    found = json.loads(run("rates", CODE, "--json").stdout)
    assert found["computed"][0]["low"] is None
    assert {
        "measure": "equipment_cnc_rate",
        "basis": "reported",
        "value": "9/10",
        "source": "公开报道",
    } in found["figures"]
    assert "computed\tequipment_cnc_rate\t无法计算\t—" in run("rates", CODE).stdout
    assert run("figure", CODE, "oee", "--value", "much", "--source", "x", *WHY).exit_code == 2


def test_lists_come_out_as_lines_and_as_a_sheet(run, enterprise, tmp_path):
    sheet = tmp_path / "list.xlsx"
    assert run("sheet", CODE, "machinery", "-o", str(sheet)).exit_code == 0
    assert sheet.read_bytes()[:2] == b"PK"
    assert json.loads(run("lists", CODE, "processes", "--json").stdout) == {"processes": []}


def test_banks_say_their_standing_and_what_must_be_checked(run, county):
    said = run("banks").stdout
    assert "digital_level/2026-07-01\tdemonstration" in said
    assert "9 个" in said
    assert len(json.loads(run("banks", "--json").stdout)["banks"]) == 3
    assert "s_quality\tscene" in run("questions", "--bank", BANK).stdout


def test_the_benchmark_hides_a_county_that_is_too_small(run, enterprise):
    found = json.loads(run("benchmark", "--bank", BANK, "--json").stdout)
    assert (found["groups"], found["least"]) == ([], 5)
    assert run("minimum", "7", "--decision", "办公会", *WHY).exit_code == 0
    assert json.loads(run("benchmark", "--bank", BANK, "--json").stdout)["least"] == 7
    assert run("minimum", "2", "--decision", "办公会", *WHY).exit_code == 1


def test_refusals_say_why(run, enterprise, tmp_path):
    refused = run("start", CODE, "--bank", "digital_level/2023-01-01", *WHY)
    assert (refused.exit_code, "没有题库" in refused.stderr) == (1, True)
    broken = tmp_path / "answers.toml"
    broken.write_text("network = 3")
    number = run("start", CODE, "--bank", BANK, *WHY).stdout.strip()
    assert "读不懂" in run("answer", number, str(broken), *WHY).stderr
    broken.write_text("network =")
    assert run("answer", number, str(broken), *WHY).exit_code == 1
