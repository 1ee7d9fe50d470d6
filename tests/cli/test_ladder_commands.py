"""jigai ladder as a county's operator runs it."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.cultivation.models import EnterpriseFact
from jigai.cli.ladder import ladder

CODE = "913714235B5NNQREL9"


@pytest.fixture
def run():
    def ran(*words):
        return CliRunner().invoke(ladder, words)

    return ran


def test_facts_are_kept_and_scored(run, enterprise):
    words = ("record", CODE, "employees=100", "tech_staff=30", "--year", "2025")
    kept = run(*words, "--source", "名册", "--json")
    assert json.loads(kept.stdout)["changed"] == ["employees", "tech_staff"]
    scored = json.loads(run("score", CODE, "--json", "--year", "2025").stdout)
    assert scored["rungs"]["cn.tech_sme"] == {"unknown": 1}
    [card] = scored["enterprises"]
    assert card["enterprise"] == "庆云辛亥母线有限公司"
    assert "不代表认定" in run("score", CODE).stdout
    named = json.loads(run("facts", CODE, "--year", "2025", "--json").stdout)
    assert {"employees", "tech_staff"} <= {fact["name"] for fact in named["facts"]}


def test_a_refusal_says_why_and_nothing_is_kept(run, enterprise):
    refused = run("record", CODE, "employees=many", "--source", "x")
    assert (refused.exit_code, "读不懂" in refused.stderr) == (1, True)
    assert run("score", "913714230000000000").exit_code == 1
    assert run("record", CODE, "employees").exit_code == 2
    assert not EnterpriseFact.objects.exists()


def test_board_funnel_tasks_sheet_and_paper(run, enterprise, programme, tmp_path):
    assert json.loads(run("board", "--json").stdout)["standings"][0]["rung"] == "off_ladder"
    assert json.loads(run("funnel", "--json").stdout)["total"] == 1
    assert "raised" in run("raise").stdout
    assert json.loads(run("tasks", "--json").stdout) == {"tasks": []}
    sheet, paper = tmp_path / "facts.xlsx", tmp_path / "paper.pdf"
    assert run("sheet", "-o", str(sheet), "--year", "2025").exit_code == 0
    assert run("paper", CODE, "-o", str(paper)).exit_code == 0
    assert (sheet.read_bytes()[:2], paper.read_bytes()[:4]) == (b"PK", b"%PDF")


def test_an_officer_gets_the_enterprise(run, enterprise, project, bo):
    assert run("coach", CODE, "bo").exit_code == 0
    assert run("coach", CODE, "bo").exit_code == 1
