import json

import pytest

from jigai.apps.rounds.models import Round
from tests.round_cast import PERIOD, building, reported

pytestmark = pytest.mark.usefixtures("programme")


def test_a_round_runs_through_the_api(call, project, lin, bo):
    building(project, 2)
    status, opened = call("POST", "rounds", lin, period=PERIOD)
    assert (status, opened["stage"]) == (201, "open")
    status, form = call("GET", f"reports/{PERIOD}/{project.pk}", bo)
    assert (status, form["state"], form["values"]["progress_bp"]) == (200, "missing", None)
    values = {"progress_bp": 5000, "is_started": True, "year_investment_fen": 10_000_000}
    status, made = call("POST", f"reports/{PERIOD}/{project.pk}/submit", bo, values=values)
    assert status == 200
    status, problem = call("POST", f"reports/by-number/{made['id']}/accept", bo)
    assert (status, problem["code"]) == (403, "role.missing")
    decision = {"report_ids": [made["id"]], "is_accepted": True}
    status, done = call("POST", "reports/review", lin, **decision)
    assert (status, done["changed_count"]) == (200, 1)
    _, ledger = call("GET", f"rounds/{PERIOD}/coverage", lin)
    assert (ledger["seen_count"], ledger["missing_count"]) == (1, 1)
    _, computed = call("POST", f"rounds/{PERIOD}/compute", lin)
    assert (computed["rule_set"], computed["badge_count"]) == ("county_default", 2)
    _, found = call("GET", f"badges/{PERIOD}/{project.pk}", lin)
    assert (found["colour"], found["agrees"]) == ("red", True)
    assert "怎样提升" in found["paragraph"]["zh"]
    status, _ = call("POST", f"rounds/{PERIOD}/publish", lin, is_early=True)
    assert (status, Round.objects.get().stage) == (200, "published")
    _, [board] = call("GET", f"rounds/{PERIOD}/boards", lin)
    assert board["is_genuine"] is True
    _, [cell] = call("GET", f"badges/projects/{project.pk}/strip", bo)
    assert cell["colour"] == "red"


def test_everybody_reads_the_public_board_and_the_rules(call, project, lin, mei):
    building(project, 5)
    call("POST", "rounds", lin, period=PERIOD)
    reported([project])
    status, problem = call("GET", f"rounds/{PERIOD}/public", mei)
    assert (status, problem["code"]) == (404, "board.not_published")
    call("POST", f"rounds/{PERIOD}/compute", lin)
    call("POST", f"rounds/{PERIOD}/publish", lin, is_early=True)
    status, board = call("GET", f"rounds/{PERIOD}/public", mei)
    assert (status, len(board["rows"])) == (200, 5)
    assert "fen" not in json.dumps(board)
    assert {one["id"] for one in call("GET", "rules", mei)[1]} >= {"county_default"}
    assert call("GET", "rules/county_default?on=2026-11-15", mei)[1]["parts"]
    assert call("GET", f"badges/{PERIOD}")[0] == 401


def test_matters_of_badges_are_decided_by_their_roles(call, project, lin, bo):
    building(project)
    call("POST", "rounds", lin, period=PERIOD)
    call("POST", f"rounds/{PERIOD}/compute", lin)
    status, made = call(
        "POST", "badge-matters/objections", bo, period=PERIOD, project_id=project.pk
    )
    assert status == 201
    _, [row] = call("GET", "badge-matters/objections", lin)
    assert (row["id"], row["project"]) == (made["id"], project.name)
    ruled = call("POST", f"badge-matters/objections/{made['id']}/ruling", bo, ruling="upheld")
    assert ruled[0] == 403
    dates = {"valid_from": "2026-11-01", "valid_to": "2026-11-30", "kind": "force_majeure"}
    _, asked = call("POST", "badge-matters/exemptions", bo, project_id=project.pk, **dates)
    assert call("POST", f"badge-matters/exemptions/{asked['id']}/grant", lin)[0] == 200
    assert call("GET", "badge-matters/exemptions", lin)[1][0]["approved_by"] == "林某"
    assert call("GET", "badge-matters/follow-ups", bo) == (200, [])
    assert call("GET", "badge-matters/signals", lin) == (200, [])


def test_the_office_opens_the_board_and_anybody_reads_it(call, project, lin, bo):
    building(project, 5)
    call("POST", "rounds", lin, period=PERIOD)
    reported([project])
    call("POST", f"rounds/{PERIOD}/compute", lin)
    call("POST", f"rounds/{PERIOD}/publish", lin, is_early=True)
    assert call("GET", "public")[1]["code"] == "board.not_public"
    assert call("PUT", "public", bo, is_public=True)[0] == 403
    assert call("PUT", "public", lin, is_public=True) == (200, {"is_public": True})
    assert call("GET", "public") == (200, [PERIOD])
    assert len(call("GET", f"public/{PERIOD}")[1]["rows"]) == 5


def test_findings_are_listed_for_who_reviews_alone(call, project, lin, bo):
    building(project)
    call("POST", "badge-matters/findings", lin, project_id=project.pk, period=PERIOD)
    [finding] = call("GET", "badge-matters/findings", lin)[1]
    assert (finding["finding"], finding["confirmed_by"]) == ("接口", "")
    assert call("GET", "badge-matters/findings", bo)[0] == 403
