"""jigai request as a county's operator runs it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from jigai.apps.support.models import EnterpriseRequest, RequestPart
from jigai.cli.request import request
from tests.request_cast import at, calendar, power  # noqa: F401 - fixtures

CODE = "913714235B5NNQREL9"
WORDS = ("--title", "缺变压器", "--text", "需增容", "--category", "energy")
pytestmark = pytest.mark.usefixtures("calendar", "programme")


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment of every command."""

    def set_to(moment):
        for place in ("acting", "running", "request", "request_limits"):
            monkeypatch.setattr(f"jigai.cli.{place}.now", lambda: moment, raising=False)

    set_to(at(11, 2))
    return set_to


@pytest.fixture
def run(clock):
    def ran(*words, good=True):
        done = CliRunner().invoke(request, words)
        assert (done.exit_code == 0) is good, done.output
        return done

    return ran


def test_raised_worked_on_answered_and_closed_by_silence(
    run,
    clock,
    enterprise,
    agency,
    mei,
    power,  # noqa: F811
):
    made = json.loads(run("raise", CODE, *WORDS, "--asker", "梅三", "--json").stdout)
    code = made["code"]
    run("accept", code, "--class", "several_departments")
    run("assign", code, "--to", agency.name, "--task", "核定")
    run("block", code, power.name, "--task", "方案")
    part = RequestPart.objects.get(is_lead=False)
    run("done", str(part.pk), "--reply", "已核定")
    run("suspend", code, "--hold", "enterprise_papers", "--text", "请补图")
    run("resume", code)
    run("extend", code, "--days", "2", "--text", "上会")
    run("note", code, "--text", "内部", "--internal")
    run("answer", code, "--result", "solved", "--text", "已通电")
    refused = run("confirm", code, good=False)
    assert "support.not_the_asker" in refused.stderr
    clock(at(11, 9, 17, 30))
    assert json.loads(run("close-silent", "--json").stdout) == {"closed": []}
    clock(at(11, 9, 17, 31))
    assert json.loads(run("close-silent", "--json").stdout) == {"closed": [code]}
    assert EnterpriseRequest.objects.get().closing == "silence"


def test_the_enterprise_speaks_for_itself(run, enterprise, agency, lin, mei):
    code = json.loads(run("raise", CODE, *WORDS, "--as", "mei", "--json").stdout)["code"]
    run("accept", code, "--class", "hard", "--as", "lin")
    run("answer", code, "--result", "explained", "--text", "再等", "--as", "lin")
    run("call-back", code, "satisfied", "--as", "lin", good=False)
    run("reopen", code, "--text", "没解决", "--as", "mei")
    run("answer", code, "--result", "solved", "--text", "好了", "--as", "lin")
    run("rate", code, "unsatisfied", "--as", "mei", good=False)
    run("rate", code, "satisfied", "--as", "mei")
    other = json.loads(run("raise", CODE, *WORDS, "--as", "mei", "--json").stdout)["code"]
    run("withdraw", other, "--as", "mei")
    told = json.loads(run("departments", "--json").stdout)["departments"]
    assert [(row["satisfied"], row["redone"]) for row in told] == [(1, 1)]
    assert "满意 1" in run("departments").stdout


def test_lists_limits_sheet_and_ledger(run, clock, enterprise, tmp_path, lin):
    code = json.loads(run("raise", CODE, *WORDS, "--json").stdout)["code"]
    clock(at(11, 3))
    assert json.loads(run("list", "--overdue", "--json").stdout)["requests"][0]["code"] == code
    assert code in run("list", "--open").stdout
    assert "待受理" in run("show", code).stdout
    assert json.loads(run("show", code, "--json").stdout)["turn"] == "receiver"
    assert json.loads(run("escalate", "--json").stdout)["escalated"] == [
        f"{code} response_overdue office"
    ]
    run("limit", "hard", "12", "--from", "2026-11-01", "--decision", "县文件")
    run("hours", "08:00", "12:00", "14:00", "18:00", "--from", "2026-11-01", "--decision", "作息")
    shown = json.loads(run("limits", "--json").stdout)["limits"]
    assert {row["kind"]: row["amount"] for row in shown}["hard"] == 12
    sheet, paper = tmp_path / "l.xlsx", tmp_path / "p.pdf"
    run("export", "-o", str(sheet))
    run("paper", code, "-o", str(paper), "--language", "en")
    assert (sheet.read_bytes()[:2], paper.read_bytes()[:4]) == (b"PK", b"%PDF")
    assert EnterpriseRequest.objects.get().raised_at.date() == date(2026, 11, 2)
