"""Plans, gaps, scenarios and targets as a program reads and keeps them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jigai.apps.diagnosis.actions.settle_gap import add_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.planning.models import PlanGap, PlanLine
from tests.api.conftest import token_of as token_for
from tests.api.test_api import call, reader, token_of, writer  # noqa: F401 - fixtures
from tests.cast import TODAY, change
from tests.flows.test_exchange_plan import sheet
from tests.plan_cast import approved_of, draft_of, gap_of


@pytest.fixture
def version(enterprise, agency):
    return draft_of(enterprise, agency, gap_of(enterprise))


def test_a_program_writes_a_plan_from_beginning_to_submission(call, writer, enterprise, agency):  # noqa: F811
    about = {"enterprise_id": enterprise.pk, "title": "规划", "first_year": 2026, "last_year": 2027,
             "owner_id": agency.pk, "is_empty": True, "reason": "接口"}  # fmt: skip
    status, made = call("POST", "plans", writer, about)
    at = f"plans/versions/{made['id']}"
    assert status == 201
    head = {"budget_fen": 100, "starts_on": "2026-01-01", "ends_on": "2027-12-31", "reason": "接口"}
    assert set(call("PUT", at, writer, head)[1]["fields"]) == {"budget_fen", "starts_on", "ends_on"}
    line = {"kind": "link", "title": "铜排", "risk": "high", "action": "另找", "evidence": "调查",
            "reason": "接口"}  # fmt: skip
    status, made_line = call("POST", f"{at}/lines", writer, line)
    assert status == 201
    edit = {"risk": "low", "reason": "接口"}
    assert call("PUT", f"plans/lines/{made_line['id']}", writer, edit)[1] == {"fields": ["risk"]}
    missing = call("GET", f"{at}/missing", writer)[1]
    assert missing[0]["said"]["en"].startswith("“Technical requirements”")
    status, problem = call("POST", f"{at}/submit", writer, {"reason": "接口"})
    assert (status, problem["code"]) == (409, "planning.plan_not_ready")
    kinds = {one["kind"]: one for one in call("GET", "plans/kinds", writer)[1]}
    assert "maturity" in kinds["need"]["needed"]


def test_versions_difference_and_paper(call, writer, version):  # noqa: F811
    approved_of(version)
    status, made = call("POST", f"plans/{version.plan_id}/amend", writer, {"reason": "调整"})
    at = f"plans/versions/{made['id']}"
    line = PlanLine.objects.get(version=made["id"], key="P1")
    call("PUT", f"plans/lines/{line.pk}", writer, {"target": "95", "reason": "调整"})
    found = call("GET", f"{at}/difference", writer)[1]
    assert [(one["key"], one["state"]) for one in found["lines"]] == [("P1", "amended")]
    assert found["lines"][0]["changes"][0]["before"]["zh"] == "90"
    assert (status, found["same"]) == (201, 4)
    shown = call("GET", f"plans/{version.plan_id}", writer)[1]
    assert (shown["head"]["number"], len(shown["themes"])) == (1, 4)
    assert call("POST", f"{at}/discard", writer, {"reason": "不改"})[0] == 200


def test_the_author_by_token_cannot_approve(call, writer, version, lin):  # noqa: F811
    at = f"plans/versions/{version.pk}"
    edit = {"summary": "概述", "reason": "接口"}
    call("PUT", at, writer, edit)
    assert call("POST", f"{at}/submit", writer, {"reason": "报批"})[0] == 200
    told = {"decision": "会议", "reason": "同意"}
    status, problem = call("POST", f"{at}/approve", writer, told)
    assert (status, problem["code"]) == (403, "planning.own_plan")
    assert call("POST", f"{at}/return", writer, {"reason": "再改"})[0] == 200


def test_gap_project_and_result_both_ways(call, writer, version, project):  # noqa: F811
    gap = PlanGap.objects.get()
    assert [one["id"] for one in call("GET", "gaps/orphans", writer)[1]["gaps"]] == [gap.pk]
    line = version.lines.get(key="P1")
    told = {"project_id": project.pk, "reason": "实施"}
    status, link = call("POST", f"plans/lines/{line.pk}/projects", writer, told)
    result = {"project_id": project.pk, "indicator": "设备数控化率", "value": "88", "unit": "%",
              "measured_on": "2026-10-01", "evidence": "验收单", "reason": "验收"}  # fmt: skip
    assert call("POST", f"gaps/{gap.pk}/results", writer, result)[0] == 201
    [answered] = call("GET", f"gaps/projects/{project.pk}", writer)[1]
    assert (status, answered["id"], answered["results"][0]["value"]) == (201, gap.pk, "88")
    assert call("GET", f"gaps/{gap.pk}", writer)[1]["has_project"] is True
    assert call("POST", f"plans/links/{link['id']}/remove", writer, {"reason": "误"})[0] == 200
    assert call("POST", f"gaps/{gap.pk}/drop", writer, {"reason": "消除"})[0] == 200


def test_a_scenario_is_weighed(call, writer, version):  # noqa: F811
    at = f"scenarios/plans/{version.plan_id}"
    made = call("POST", at, writer, {"name": "降本", "reason": "测算"})[1]["id"]
    told = {"about": "line", "name": "P1", "how": "drop", "reason": "测算"}
    assert call("POST", f"scenarios/{made}/changes", writer, told)[0] == 201
    found = call("GET", f"scenarios/{made}", writer)[1]
    assert (found["cost_planned_fen"], found["cost_supposed_fen"]) == (300_000_000, 100_000_000)
    [one] = call("GET", at, writer)[1]
    change = one["changes"][0]["id"]
    assert call("POST", f"scenarios/changes/{change}/remove", writer, {"reason": "测算"})[0] == 200
    assert call("POST", f"scenarios/{made}/remove", writer, {"reason": "测算"})[0] == 200


def test_a_target_that_falls_short_is_refused_with_the_amount(call, writer, county, enterprise):  # noqa: F811
    about = {"indicator": "projects", "year": 2027, "division_id": county.pk, "value": "10",
             "reason": "下达"}  # fmt: skip
    made = call("POST", "targets", writer, about)[1]["id"]
    town = enterprise.division_id
    for value, status in (("9", 409), ("10", 200)):
        parts = {"parts": [{"division_id": town, "value": value}], "reason": "分解"}
        assert call("PUT", f"targets/{made}/parts", writer, parts)[0] == 200
        answer = call("POST", f"targets/{made}/publish", writer, {"reason": "发布"})
        assert answer[0] == status
        if status == 409:
            assert (answer[1]["code"], "少 1个" in answer[1]["title"]["zh"]) == (
                "targets.parts_fall_short", True,
            )  # fmt: skip
    assert call("POST", f"targets/{made}/restate", writer, {"reason": "更正"})[0] == 201
    card = call("GET", f"targets/{made}", writer)[1]
    assert ([one["edition"] for one in card["editions"]], card["row"]["adds_up"]) == ([2, 1], True)
    assert {one["id"] for one in call("GET", "targets/indicators", writer)[1]} >= {"cnc_rate"}


def test_mei_reads_her_plan_and_no_target(call, mei, version):  # noqa: F811
    secret = token_of(mei, may_write=True)
    assert len(call("GET", "plans", secret)[1]) == 1
    assert call("GET", "targets", secret)[0] == 403
    line = version.lines.first()
    assert call("PUT", f"plans/lines/{line.pk}", secret, {"title": "x", "reason": "x"})[0] == 403


def test_the_sheet_goes_out_and_comes_back(client, lin, version):
    kept = {"HTTP_AUTHORIZATION": f"Bearer {token_for(lin)}"}
    at = f"/api/v1/plans/versions/{version.pk}/sheet"
    assert client.get(at, **kept).content[:2] == b"PK"
    file = SimpleUploadedFile("a.xlsx", sheet(version))
    answer = client.post(at, {"file": file, "reason": "回填"}, **kept)
    assert answer.json() == {"rows": 5, "edited": []}


def test_gaps_of_a_diagnosis_are_adopted_tied_and_counted_once(call, writer, version, enterprise):  # noqa: F811
    diagnosis = start_diagnosis(
        enterprise=enterprise, bank="digital_level/2024-09-01", on=TODAY, note="", change=change()
    )
    first, second = (
        add_gap(diagnosis=diagnosis, what=what, target="改", on=TODAY, change=change())
        for what in ("焊接靠人工", "数据靠手抄")
    )
    said = {"reason": "列入", "gap_ids": [first.pk]}
    status, made = call("POST", "gaps/adopt", writer, said)
    assert (status, len(made["ids"])) == (201, 1)
    assert call("POST", "gaps/adopt", writer, said)[1]["code"] == "planning.gap_adopted_already"
    card = call("GET", f"gaps/{made['ids'][0]}", writer)[1]
    assert (card["diagnosed"]["id"], card["diagnosed"]["state"]) == (first.pk, "open")
    [own] = [one["id"] for one in call("GET", "gaps", writer)[1] if one["diagnosed"] is None]
    before = call("GET", "gaps/orphans", writer)[1]
    tied = {"reason": "同一差距", "diagnosed_id": second.pk}
    assert call("POST", f"gaps/{own}/tie", writer, tied)[0] == 200
    after = call("GET", "gaps/orphans", writer)[1]
    assert (before["gap_count"] - after["gap_count"], after["diagnosed"]) == (1, [])
