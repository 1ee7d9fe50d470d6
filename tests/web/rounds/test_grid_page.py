"""The sheet of a round: the same rules as the single form, cell by cell and row by row."""

import json

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.projects.models import ProgressReport
from jigai.flows.report_progress import draft_report
from tests.api.test_bulk_api import token_of
from tests.round_cast import PERIOD, at, building, by, opened, reported

GRID = f"/rounds/{PERIOD}/grid/"
GOOD = {
    "progress_bp": "62.5%",
    "year_investment_fen": "1,234.5",
    "data_on": "2026/11/10",
    "progress_text": "二号车间封顶",
    "problem": "缺电缆",
    "jump_reason": "设备集中到货",
}


@pytest.fixture
def twenty(project):
    made = building(project, 20)
    opened()
    return made


def block(projects, cells=GOOD, version=0):
    return json.dumps([{"project": one.pk, "version": version, "cells": cells} for one in projects])


def sent(browser, step, rows, **given):
    return browser.post(f"{GRID}{step}/", {"block": rows, **given})


def test_of_a_block_of_20_by_6_the_118_good_cells_are_kept_2_are_marked_and_undo_takes_it_back(
    sign_in, bo, twenty
):
    browser = sign_in(bo)
    rows = json.loads(block(twenty))
    rows[4]["cells"] = GOOD | {"progress_bp": "120"}
    rows[9]["cells"] = GOOD | {"data_on": "11月"}
    tried = sent(browser, "check", json.dumps(rows)).json()
    assert (tried["good_count"], tried["bad_count"]) == (118, 2)
    assert not ProgressReport.objects.exists()
    saved = sent(browser, "save", json.dumps(rows)).json()
    assert (saved["good_count"], saved["bad_count"]) == (118, 2)
    assert [(one["project"], one["field"]) for one in saved["cells"]] == [
        (twenty[4].pk, "progress_bp"),
        (twenty[9].pk, "data_on"),
    ]
    assert "0 到 100" in saved["cells"][0]["said"]
    kept = ProgressReport.objects.get(project=twenty[4])
    assert (kept.progress_bp, kept.year_investment_fen) == (None, 1_234_500_000)
    assert kept.state == "draft"
    assert ProgressReport.objects.get(project=twenty[0]).progress_bp == 6250
    back = browser.post(f"{GRID}undo/", {"change_set": saved["change_set"]}).json()
    assert "恢复 20 份" in back["said"]
    assert not ProgressReport.objects.exists()


def test_the_whole_block_is_one_change_set(sign_in, bo, twenty):
    sent(sign_in(bo), "save", block(twenty))
    assert ChangeSet.objects.filter(verb="report_block.drafted").count() == 1


def test_a_jump_is_announced_in_the_preview_and_asked_for_when_handed_in(sign_in, bo, twenty):
    reported(twenty[:1], period="2026-10B", progress_bp=2000)
    browser = sign_in(bo)
    rows = block(twenty[:2], {"progress_bp": "90"})
    tried = sent(browser, "check", rows).json()
    assert [one["project"] for one in tried["asked"]] == [twenty[0].pk]
    assert tried["bad_count"] == 0
    handed = sent(browser, "save", rows, act="submit").json()
    refused = [one for one in handed["rows"] if one["said"]]
    assert [one["fields"].keys() for one in refused] == [{"jump_reason"}]
    states = dict(ProgressReport.objects.filter(period=PERIOD).values_list("project", "state"))
    assert states == {twenty[1].pk: "submitted"}


def test_a_row_with_an_unreadable_cell_is_not_handed_in(sign_in, bo, twenty):
    rows = block(twenty[:1], GOOD | {"year_investment_fen": "许多"})
    sent(sign_in(bo), "save", rows, act="submit")
    assert not ProgressReport.objects.exists()


def test_what_another_person_entered_meanwhile_is_not_overwritten(sign_in, bo, twenty):
    draft_report(project=twenty[0], period=PERIOD, values={"progress_bp": 1000}, change=by(9))
    answer = sent(sign_in(bo), "save", block(twenty[:1], {"progress_bp": "90"})).json()
    assert answer["rows"][0]["code"] == "record.edited_by_others"
    assert ProgressReport.objects.get().progress_bp == 1000


def test_an_accepted_report_stays(sign_in, bo, twenty):
    reported(twenty[:1])
    answer = sent(sign_in(bo), "save", block(twenty[:1])).json()
    assert answer["rows"][0]["code"] == "report.in_review"


def test_a_project_out_of_reach_is_refused_like_an_absent_one(sign_in, other_town, twenty):
    answer = sent(sign_in(other_town), "save", block(twenty[:1])).json()
    assert answer["rows"][0]["code"] == "project.not_found"
    assert not ProgressReport.objects.exists()


def test_only_the_one_who_saved_takes_it_back(sign_in, bo, lin, twenty):
    number = sent(sign_in(bo), "save", block(twenty[:1])).json()["change_set"]
    answer = sign_in(lin).post(f"{GRID}undo/", {"change_set": number})
    assert answer.status_code == 404
    assert ProgressReport.objects.count() == 1


def test_a_report_accepted_since_is_kept_by_the_undo(sign_in, bo, twenty):
    browser = sign_in(bo)
    number = sent(browser, "save", block(twenty[:2])).json()["change_set"]
    draft_report(project=twenty[0], period=PERIOD, values={"problem": "新"}, change=by(9))
    back = browser.post(f"{GRID}undo/", {"change_set": number}).json()
    assert "1 条保持不变" in back["said"]
    assert ProgressReport.objects.get().project_id == twenty[0].pk


def test_the_page_shows_the_due_projects_with_what_is_entered(sign_in, bo, twenty):
    draft_report(project=twenty[0], period=PERIOD, values={"progress_bp": 6250}, change=by(9))
    reported(twenty[:1], period="2026-10B", progress_bp=5000)
    text = sign_in(bo).get(GRID).content.decode()
    assert 'data-field="progress_bp" value="62.5"' in text
    assert text.count("data-project=") == 20
    assert "50.00%" in text
    assert "调度信息，非统计报表" in text


def test_who_may_not_report_has_no_sheet(sign_in, zhao, twenty):
    browser = sign_in(zhao)
    assert browser.get(GRID).status_code == 403
    assert sent(browser, "save", block(twenty[:1])).status_code == 403


UNKNOWN = '[{"project": 1, "version": 0, "cells": {"x": ""}}]'


@pytest.mark.parametrize("rows", ["", "{", "[1]", UNKNOWN])
def test_a_damaged_block_is_refused(sign_in, bo, twenty, rows):
    answer = sent(sign_in(bo), "check", rows)
    assert (answer.status_code, answer.json()["code"]) == (409, "report.block_unreadable")


def test_an_empty_day_leaves_the_day_as_it_is(sign_in, bo, twenty):
    sent(sign_in(bo), "save", block(twenty[:1], {"progress_bp": "10", "data_on": ""}))
    assert ProgressReport.objects.get().data_on == at(15).date()


def test_the_api_takes_the_same_block(client, bo, twenty):
    token = token_of(bo, may_write=True)
    rows = [
        {"project_id": one.pk, "version": 0, "values": {"progress_bp": 6250, "problem": "缺电缆"}}
        for one in twenty
    ]
    body = {"rows": rows, "reason": "填报", "is_handed_in": True}

    def call(address, given):
        answer = client.post(
            f"/api/v1/reports/{address}",
            json.dumps(given),
            "application/json",
            HTTP_AUTHORIZATION=f"Bearer {token}",
        )
        return answer.status_code, answer.json()

    _, tried = call(f"{PERIOD}/block/save", body | {"is_trial": True})
    assert (tried["change_set"], tried["saved_count"]) == (0, 20)
    assert not ProgressReport.objects.exists()
    _, done = call(f"{PERIOD}/block/save", body)
    assert done["saved_count"] == 20
    assert ProgressReport.objects.filter(state="submitted").count() == 20
    _, back = call(f"block/{done['change_set']}/undo", {"reason": "错了"})
    assert back == {"restored_count": 20, "kept": []}
    bad = {"rows": [{"project_id": 1, "values": {"progress_bp": 12_000}}], "reason": "填报"}
    status, problem = call(f"{PERIOD}/block/save", bad)
    assert status == 422
    assert "progress_bp" in json.dumps(problem)
