import csv
import json

import pytest
from click.testing import CliRunner

from jigai.cli.badges import badges
from jigai.cli.round import round as round_command
from jigai.cli.rules import rules
from tests.round_cast import building, reported

pytestmark = pytest.mark.usefixtures("programme")
PERIOD = "2026-11A"


def run(command, *words, code=0):
    result = CliRunner().invoke(command, list(words))
    assert result.exit_code == code, result.output
    return result


def said(command, *words):
    return json.loads(run(command, *words, "--json").stdout)


def test_a_round_runs_from_the_command_line(project):
    building(project, 2)
    opened = said(round_command, "open", PERIOD)
    assert (opened["due"], opened["missing"], opened["due_on"]) == (2, 2, "2026-11-18")
    reported([project], progress_bp=5000)
    assert said(round_command, "close", PERIOD)["badges"] == 2
    computed = said(badges, "compute", PERIOD)
    assert computed["colours"] == {"not_assessed": 1, "red": 1}
    assert (computed["changed"], computed["equal_to_stored"]) == (0, True)
    refused = run(round_command, "publish", PERIOD, code=1)
    assert "round.window_still_open" in refused.stderr
    board = said(round_command, "publish", PERIOD, "--early", "--reason", "提前")
    assert (board["board"], board["rows"], board["stage"]) == (0, 2, "published")
    assert said(badges, "compute", PERIOD)["equal_to_stored"] is True
    [frozen] = json.loads(run(badges, "show", PERIOD, "--frozen").stdout)["boards"]
    assert frozen["is_genuine"] is True
    assert len(said(badges, "show", PERIOD, "--colour", "red")["rows"]) == 1
    assert "怎样提升" in run(badges, "explain", PERIOD, str(project.pk)).stdout


def test_refusals_go_to_standard_error_and_misuse_is_usage():
    assert "round.not_found" in run(round_command, "show", PERIOD, code=1).stderr
    assert "project.code_not_found" in run(badges, "explain", PERIOD, "x-1", code=1).stderr
    run(round_command, "show", code=2)


def test_rules_are_listed_proved_and_read_out():
    assert {one["id"] for one in said(rules, "list")} >= {"county_default", "sanya_2022"}
    assert said(rules, "check")["sound"] is True
    assert "落后" in run(rules, "show", "county_default", "--on", "2026-11-15").stdout
    assert "rules.no_such_rule_set" in run(rules, "show", "county", code=1).stderr


def test_one_subject_is_explained_from_the_command_line():
    shown = run(
        rules, "explain", "forecast_slip", "forecast_completion_slip_days=400", "report_count=3",
        "budget_growth_share=0", "--on", "2026-11-15",
    )  # fmt: skip
    assert "红牌" in shown.stdout


def test_a_table_of_facts_is_evaluated_with_unknowns_left_open(tmp_path):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    head = "project,annual_plan_fen,planned_investment_ytd_fen,investment_ytd_fen\n"
    source.write_text(
        head + "甲,2000000000,1000,1000\n乙,2000000000,1000,499\n丙,2000000000,1000,\n"
    )
    words = ["evaluate", "sanya_2022", str(source), "-o", str(output), "--as-of", "2026-11-15"]
    assert said(rules, *words)["rows"] == 3
    rows = list(csv.DictReader(output.read_text().splitlines()))
    assert [row["outcome"] for row in rows] == ["green", "red", "not_assessed"]
    assert [row["project"] for row in rows] == ["甲", "乙", "丙"]
    assert rows[2]["missing"] == "investment_ytd_fen"


def test_an_unreadable_cell_is_named(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("annual_plan_fen\n12万\n")
    words = ["evaluate", "sanya_2022", str(source), "-o", str(tmp_path / "o.csv")]
    refused = run(rules, *words, "--as-of", "2026-11-15", code=1)
    assert "第2行“annual_plan_fen”列" in refused.stderr
