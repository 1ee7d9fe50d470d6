"""jigai impact as an official's script runs it, with the estimating process itself."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.impact.models import Analysis
from jigai.cli.main import main
from tests.impact_cast import DRIFTING, HEADS, SOUND, figures_of, here, panel_csv

NAMES = [word for name, option in zip(HEADS, ("unit", "time", "cohort", "outcome"), strict=True)
         for word in (f"--{option}", name)]  # fmt: skip


@pytest.fixture
def files(tmp_path):
    made = []
    for name, kind in (("sound.csv", SOUND), ("drifting.csv", DRIFTING)):
        path = tmp_path / name
        path.write_bytes(panel_csv(*kind))
        made.append(str(path))
    return made


def run(*words, code=0):
    done = CliRunner().invoke(main, ["impact", *map(str, words)])
    assert done.exit_code == code, done.output
    return done


def test_effects_are_printed_as_one_object(files):
    told = json.loads(run("att", files[0], *NAMES, "--draws", 99, "--json").stdout)
    assert told["is_printed"]
    assert set(told["att_gt"][0]) >= {"group", "time", "att", "se"}
    assert set(told["aggregate"]) == {"simple", "group", "dynamic", "calendar"}
    overall = told["aggregate"]["dynamic"]["overall"]
    assert overall["low"] < overall["att"] < overall["high"]
    assert "event_time" in told["aggregate"]["dynamic"]["parts"][0]
    assert "group" in told["aggregate"]["group"]["parts"][0]
    assert "time" in told["aggregate"]["calendar"]["parts"][0]


def test_a_panel_with_other_trends_prints_no_number(files, monkeypatch):
    monkeypatch.setattr("jigai.flows.estimate_impact.estimated", here)
    forbidden = figures_of(DRIFTING)
    for more in ([], ["--json"]):
        done = run("att", files[1], *NAMES, *more, code=1)
        assert "parallel trends before the start" in done.stderr
        assert "Comparison units that are more alike" in done.stderr
        assert [one for one in forbidden if one in done.output] == []
    told = json.loads(done.stdout)
    assert not told["is_printed"]
    assert not {"att_gt", "aggregate", "bacon", "beside"} & set(told)
    assert run("bacon", files[1], *NAMES, code=1).stdout == ""


def test_lines_for_people_and_the_decomposition(files, monkeypatch):
    monkeypatch.setattr("jigai.flows.estimate_impact.estimated", here)
    said = run("att", files[0], *NAMES, "--control", "notyet").stdout
    assert "wild bootstrap (simple" in said
    assert "event_time -1" in said
    assert "treated against never treated" in run("bacon", files[0], *NAMES).stdout
    assert json.loads(run("bacon", files[0], *NAMES, "--json").stdout)["comparisons"]


def test_a_bad_table_is_refused_by_row_and_column(files, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("firm,year,start,output\na,2020,0,1\na,2021,0,x\n", encoding="utf-8")
    said = run("att", bad, *NAMES, code=1).stderr
    assert "第 3 行“output”列" in said
    assert "[impact.number_unreadable]" in said


def test_an_analysis_is_kept_listed_shown_printed_and_rebuilt(
    db, programme, files, tmp_path, monkeypatch
):
    monkeypatch.setattr("jigai.flows.run_impact.estimated", here)
    names = [*NAMES, "--title", "评估", "--outcome-title", "人均产值", "--reason", "年底"]
    told = json.loads(run("order", files[0], *names, "--json").stdout)
    assert told["state"] == "printed"
    refused = run("order", files[1], *names).stdout
    assert "不印数" in refused
    assert "✗ 实施前趋势平行" in refused
    assert [one for one in figures_of(DRIFTING) if one in refused] == []
    assert len(json.loads(run("list", "--json").stdout)["analyses"]) == 2
    assert "95 % 区间" in run("show", told["id"]).stdout
    out = tmp_path / "a.pdf"
    run("paper", told["id"], "-o", out)
    assert out.read_bytes().startswith(b"%PDF")
    assert json.loads(run("rebuild", told["id"], "--json").stdout)["is_same"]
    made = Analysis.objects.get(pk=told["id"])
    assert made.file_name == "sound.csv"


def test_an_order_needs_a_table_or_a_fact(db):
    words = ["--title", "x", "--outcome-title", "y", "--reason", "z"]
    run("order", *words, code=2)
    assert "impact.no_facts_kept" in run("order", "--fact", "employees", *words, code=1).stderr
