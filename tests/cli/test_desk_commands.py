import json

import pytest
from click.testing import CliRunner

from jigai.apps.cultivation.models import Coach
from jigai.apps.visits.models import FollowUp, Interaction
from jigai.cli.desk import desk
from jigai.cli.visit import visit
from tests.cast import TODAY, change
from tests.visit_cast import bureau, called_every, member


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for part in ("running", "acting", "visit", "visit_rules", "desk"):
        monkeypatch.setattr(f"jigai.cli.{part}.now", lambda: change().at)


@pytest.fixture
def firm(enterprise):
    return member(enterprise)


def ran(group, *args):
    answer = CliRunner().invoke(group, [str(one) for one in args])
    assert answer.exit_code == 0, answer.output
    return answer.output


def told(group, *args):
    return json.loads(ran(group, *args, "--json"))


def log(firm, *more):
    return ran(visit, "log", firm.credit_code, "--department", bureau().name, "--purpose", "回访",
               "--said", "订单好转", *more)  # fmt: skip


def test_the_acceptance_check_of_the_contact_log_by_script(firm):
    told(visit, "rhythm", "--days", 20, "--decision", "纪要")
    assert [row["enterprise"] for row in told(visit, "silent")["silent"]] == [firm.name]
    log(firm)
    assert told(visit, "silent")["silent"] == []


def test_a_promise_is_logged_listed_and_finished(firm):
    log(firm, "--promise", "2026-11-20:送指南")
    [due] = told(visit, "follow-ups")["follow_ups"]
    assert (due["text"], due["due_on"]) == ("送指南", "2026-11-20")
    ran(visit, "finish", due["id"], "--note", "已送")
    assert FollowUp.objects.get().note == "已送"
    told_ = ["--department", bureau().name, "--purpose", "x", "--said", "x", "--promise", "soon"]
    assert CliRunner().invoke(visit, ["log", firm.credit_code, *told_]).exit_code == 2


def test_a_mistake_is_withdrawn_and_the_log_written_as_a_workbook(firm, tmp_path):
    log(firm)
    [row] = told(visit, "list", firm.credit_code)["contacts"]
    assert "1 行" in ran(visit, "sheet", "-o", tmp_path / "log.xlsx")
    ran(visit, "withdraw", row["id"], "--reason", "选错")
    assert Interaction.objects.get().withdrawn_on == TODAY


def test_the_cap_is_set_and_holds(firm):
    assert told(visit, "cap", "--most", 1, "--from", "2026-01-01", "--decision", "纪要")["cap"]
    log(firm, "--kind", "visit", "--consent", "电话约定")
    refused = CliRunner().invoke(
        visit,
        ["log", firm.credit_code, "--kind", "visit", "--consent", "约定", "--department",
         bureau().name, "--purpose", "x", "--said", "x"],
    )  # fmt: skip
    assert refused.exit_code == 1
    assert "上限为1次" in refused.output


def test_an_officer_who_is_not_of_a_department_cannot_log_for_it(firm, project, bo):
    refused = CliRunner().invoke(
        visit,
        ["log", firm.credit_code, "--department", bureau().name, "--purpose", "x", "--said", "x",
         "--as", "bo"],
    )  # fmt: skip
    assert (refused.exit_code, Interaction.objects.count()) == (1, 0)


def test_the_desk_is_read_printed_and_handed_over_by_script(firm, lin, tmp_path):
    called_every(20)
    [row] = told(desk, "firms", "--silent")["firms"]
    assert row["enterprise"] == firm.name
    assert told(desk, "counts")["silent"] == 1
    assert "庆云辛亥母线" in ran(desk, "firms")
    looked = told(desk, "hand-over", "lin", "--enterprise", firm.credit_code, "--dry-run",
                  "--reason", "分工")  # fmt: skip
    assert (len(looked["lines"]), Coach.objects.count()) == (1, 0)
    assert "林某" in ran(desk, "hand-over", "lin", "--enterprise", firm.pk, "--reason", "分工")
    assert [one["officer"] for one in told(desk, "responsible")["responsible"]] == ["林某"]
    assert firm.name in ran(desk, "show", firm.pk)
    assert told(desk, "show", firm.pk)["coach"] == "林某"
    ran(desk, "paper", firm.pk, "-o", tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
