"""Every step of a round by command, each by the person whose step it is."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.projects.models import ProgressReport
from jigai.cli.audit import audit
from jigai.cli.badges import badges
from jigai.cli.people import people
from jigai.cli.round import round as round_command
from tests.cast import _person
from tests.round_cast import PERIOD, building, opened, reported

pytestmark = pytest.mark.usefixtures("programme")


def run(command, *words, code=0):
    result = CliRunner().invoke(command, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def said(command, *words):
    return json.loads(run(command, *words, "--json").stdout)


def refused(command, *words):
    return run(command, *words, code=1).stderr


@pytest.fixture
def three(project, lin, bo, django_user_model):
    """Three due projects; ``lin`` keeps, ``bo`` reports, ``ren`` reviews, ``gao`` rules."""
    _person(django_user_model, "ren", "任某", "reviewer")
    _person(django_user_model, "gao", "高某", "administrator")
    made = building(project, 3)
    opened()
    return made


def hand_in(project, *more, progress="62.5", who="bo"):
    words = ("report", PERIOD, project.pk, "--progress", progress, "--started", "--as", who)
    return said(round_command, *words, *more)


def test_a_report_is_handed_in_exactly_as_said(three):
    made = hand_in(three[0], "--year-investment", "1234.56", "--text", "主体完工")
    assert made["state"] == "submitted"
    kept = ProgressReport.objects.get()
    assert (kept.progress_bp, kept.year_investment_fen) == (6250, 123_456_000_0)
    assert (kept.submitted_by, kept.progress_text) == ("薄某", "主体完工")


def test_a_draft_waits_and_a_wrong_number_is_usage(three):
    assert hand_in(three[0], "--draft")["state"] == "draft"
    run(round_command, "report", PERIOD, three[0].pk, "--progress", "much", code=2)
    run(round_command, "report", PERIOD, three[0].pk, "--progress", "1.005", code=2)


def test_a_role_that_may_not_is_refused_and_an_unknown_account_too(three):
    words = ("accept", PERIOD, "--all", "--as")
    assert "role.missing" in refused(round_command, *words, "bo")
    assert "account.not_found" in refused(round_command, *words, "nobody")


def test_the_coverage_ledger_names_who_is_missing_and_why(three):
    hand_in(three[0])
    run(round_command, "excuse", PERIOD, three[1].pk, "--reason", "停产检修", "--as", "lin")
    assert said(round_command, "remind", PERIOD, "--as", "ren")["reminded"] == 1
    ledger = said(round_command, "coverage", PERIOD)
    assert [ledger[name] for name in ("due", "seen", "excused", "missing")] == [3, 1, 1, 1]
    by_project = {row["project_id"]: row for row in ledger["rows"]}
    assert by_project[three[1].pk]["why"]["zh"] == "停产检修"
    only = said(round_command, "coverage", PERIOD, "--state", "missing")["rows"]
    assert [row["project_id"] for row in only] == [three[2].pk]


def test_reports_are_returned_accepted_in_bulk_and_taken_back(three):
    for project in three:
        hand_in(project)
    returned = said(
        round_command, "return", PERIOD, three[0].pk, "--reason", "补说明", "--as", "ren"
    )
    assert returned["changed"] == 1
    done = said(round_command, "accept", PERIOD, "--all", "--as", "ren")
    assert (done["changed"], done["left"]) == (2, [])
    words = ("undo-review", done["change_set"], "--reason", "再看", "--as", "ren")
    assert said(round_command, *words)["restored"] == 2
    assert len(said(round_command, "queue", PERIOD)["reports"]) == 2
    run(round_command, "accept", PERIOD, "--as", "ren", code=2)


@pytest.fixture
def computed(three):
    reported(three, progress_bp=5000)
    run(round_command, "close", PERIOD, "--as", "lin")
    return three


def test_an_objection_is_ruled_on_by_another_person(computed):
    words = ("object", PERIOD, computed[0].pk, "--reason", "漏报到货", "--as", "bo")
    number = said(badges, *words)["objection"]
    assert "role.missing" in refused(
        badges, "rule", number, "upheld", "--reason", "x", "--as", "bo"
    )
    ruled = said(badges, "rule", number, "rejected", "--reason", "无凭证", "--as", "gao")
    assert (ruled["ruling"], ruled["colour"]) == ("rejected", "red")
    assert said(badges, "objections", PERIOD)["objections"][0]["ruled_by"] == "高某"


def test_an_exemption_has_two_people_and_an_end(computed):
    asked = said(
        badges, "exempt", computed[0].pk, "--kind", "force_majeure", "--from", "2026-11-01",
        "--to", "2026-11-20", "--reason", "洪水", "--as", "bo",
    )  # fmt: skip
    assert said(badges, "grant", asked["exemption"], "--reason", "同意", "--as", "lin")
    in_force = [
        len(said(badges, "exemptions", "--on", day)["exemptions"])
        for day in ("2026-11-20", "2026-11-21")
    ]
    assert in_force == [1, 0]


def test_a_finding_of_falsified_evidence_needs_a_second_person(computed):
    words = ("find", PERIOD, computed[0].pk, "--reason", "发票系伪造", "--as", "ren")
    number = said(badges, *words)["finding"]
    confirm = ("confirm-finding", number, "--reason", "属实", "--as")
    assert "finding.own" in refused(badges, *confirm, "ren")
    assert said(badges, *confirm, "lin")["confirmed_by"] == "林某"
    assert said(badges, "findings")["findings"][0]["finding"] == "发票系伪造"


def test_a_published_round_is_reopened_by_two_and_restated_by_number(computed):
    words = ("publish", PERIOD, "--early", "--reason", "提前", "--as", "lin")
    assert said(round_command, *words)["board"] == 0
    asked = said(round_command, "reopen", PERIOD, "--reason", "录错", "--as", "lin")
    assert asked["affected"] == said(round_command, "knock-on", PERIOD)["affected"] == []
    approve = ("approve-reopening", asked["reopening"], "--until", "2099-01-01", "--reason", "可")
    assert "reopening.own" in refused(round_command, *approve, "--as", "lin")
    run(round_command, *approve, "--as", "gao")
    run(round_command, "return", PERIOD, computed[0].pk, "--reason", "更正", "--as", "ren")
    hand_in(computed[0], "--jump-reason", "更正", progress="95")
    run(round_command, "accept", PERIOD, computed[0].pk, "--as", "ren")
    restated = said(round_command, "restate", PERIOD, "--reason", "更正一项", "--as", "lin")
    assert (restated["board"], [row["project_id"] for row in restated["rows"]]) == (
        1,
        [computed[0].pk],
    )
    assert said(badges, "compute", PERIOD)["equal_to_stored"] is True
    assert said(round_command, "reopenings", PERIOD)["reopenings"][0]["closed_at"]


def test_a_reopening_may_end_without_a_restatement(computed):
    run(round_command, "publish", PERIOD, "--early", "--reason", "提前", "--as", "lin")
    asked = said(round_command, "reopen", PERIOD, "--reason", "核对", "--as", "lin")
    run(
        round_command, "approve-reopening", asked["reopening"], "--until", "2099-01-01",
        "--reason", "可", "--as", "gao",
    )  # fmt: skip
    ended = said(round_command, "end-reopening", PERIOD, "--reason", "无误", "--as", "lin")
    assert ended["stage"] == "published"


def test_a_follow_up_goes_from_unit_to_reviewer(computed):
    run(round_command, "publish", PERIOD, "--early", "--reason", "提前", "--as", "lin")
    number = said(badges, "follow-ups", "--turn", "unit")["follow_ups"][0]["id"]
    run(badges, "plan", number, "--text", "增开夜班", "--as", "bo")
    assert said(badges, "follow-ups", "--turn", "office")["follow_ups"][0]["id"] == number
    run(badges, "finish", number, "--reason", "已追平", "--as", "ren")
    done = {one["id"]: one for one in said(badges, "follow-ups", "--all")["follow_ups"]}
    assert (done[number]["outcome"], done[number]["turn"]) == ("已追平", "nobody")


def test_the_public_board_is_switched_and_previewed(computed):
    run(round_command, "publish", PERIOD, "--early", "--reason", "提前", "--as", "lin")
    assert said(round_command, "public", PERIOD)["rows"] == []
    switch = ("public-board", "on", "--reason", "政务公开", "--as", "lin")
    assert said(round_command, *switch) == {"is_public": True, "changed": True}


def test_a_person_is_admitted_with_a_role_and_a_link(three):
    made = said(
        people, "admit", "you", "--name", "尤某", "--role", "unit", "--agency", "崔口镇政府"
    )
    assert "/people/join/" in made["link"]
    assert "you" in {one["username"] for one in said(people, "list")["people"]}
    words = ("admit", "x", "--name", "某", "--role", "unit", "--agency", "无此单位")
    assert "agency.not_found_by_name" in refused(people, *words)


def test_stored_files_are_checked_by_command(three):
    assert said(audit, "files") == {"files": 0, "damaged": []}
