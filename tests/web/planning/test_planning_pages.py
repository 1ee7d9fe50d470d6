"""Plans on screen: begun, written, approved by another, amended; the line of sight in clicks."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jigai.apps.accounts.models import Appointment
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.actions.settle_gap import add_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.open_scenario import open_scenario
from jigai.apps.planning.models import Plan, PlanGap, PlanLine, PlanVersion, Scenario, TargetSplit
from jigai.apps.reference.models import Division
from tests.cast import TODAY, change
from tests.flows.test_exchange_plan import sheet
from tests.plan_cast import LIN, approved_of, by, draft_of, gap_of

AT_TODAY = ("write", "files", "gaps", "scenarios", "targets")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in AT_TODAY:
        monkeypatch.setattr(f"jigai.web.planning.{page}.localdate", lambda: TODAY)


@pytest.fixture
def gap(enterprise):
    return gap_of(enterprise)


@pytest.fixture
def version(enterprise, agency, gap):
    return draft_of(enterprise, agency, gap)


@pytest.fixture
def reviewer(county, django_user_model):
    """A second person, who approves."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="shen", display_name="沈某")
        Appointment.objects.create(user=user, role="reviewer", valid_from=date(2026, 1, 1))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def as_lin(version, lin):
    """The plan as Lin wrote it under her own account."""
    with writing("plan.prepared", change()):
        PlanVersion.objects.filter(pk=version.pk).update(author_keys=f"|{lin.key}|", authors="林某")


def shown(answer):
    return answer.content.decode()


def links(answer):
    return re.findall(r'href="([^"#]+)[#"]', shown(answer))


def test_lin_begins_a_plan_and_is_told_what_is_missing(office, enterprise, gap):
    told = {"enterprise_id": enterprise.credit_code, "title": "技改规划", "first_year": 2026,
            "last_year": 2028, "owner_id": "", "reason": "一企一策"}  # fmt: skip
    answer = office.post("/planning/new/", told, follow=True)
    page = shown(answer)
    assert "提交前还缺" in page
    assert all(word in page for word in ("技术需求", "生产工艺", "供应链", "发展战略", gap.title))
    assert "提交批准" not in page
    again = office.post("/planning/new/", told)
    assert (again.status_code, Plan.objects.count()) == (409, 1)


def test_a_line_is_added_edited_and_removed_with_its_history(office, version):
    add = f"/planning/versions/{version.pk}/lines/measure/"
    told = {"title": "换机", "due_on": "2027-01-31", "cost_fen": "12.5", "target": "1,234.50",
            "indicator": "产能", "origin": "office", "evidence": "方案"}  # fmt: skip
    assert office.post(add, told).status_code == 302
    line = PlanLine.objects.get(title="换机")
    assert (line.key, line.cost_fen, line.target) == ("P3", 12_500_000, "1234.5")
    edit = {**told, "target": "7", "version": version_of(line)}
    assert office.post(f"/planning/lines/{line.pk}/", edit).status_code == 302
    line.refresh_from_db()
    assert line.target == "7"
    assert office.post(f"/planning/lines/{line.pk}/remove/", {"reason": "不做"}).status_code == 302
    assert not PlanLine.objects.filter(pk=line.pk).exists()


def test_a_number_that_is_none_is_told_beside_its_field(office, version):
    told = {"title": "换机", "target": "很多", "origin": "office"}
    answer = office.post(f"/planning/versions/{version.pk}/lines/measure/", told)
    assert answer.status_code == 422
    assert "不是数字" in shown(answer)


def test_lin_submits_cannot_approve_and_another_can(office, version, reviewer, lin):
    as_lin(version, lin)
    at = f"/planning/versions/{version.pk}"
    assert office.post(f"{at}/submit/", {"reason": "报批"}).status_code == 302
    told = {"decision": "会议纪要", "reason": "同意"}
    mine = office.post(f"{at}/approve/", told)
    assert (mine.status_code, "不能自己批准" in shown(mine)) == (403, True)
    assert "等没有参与编制的人批准" in shown(office.get(f"{at}/"))
    assert reviewer.post(f"{at}/approve/", told).status_code == 302
    version.refresh_from_db()
    assert (version.state, version.approved_by) == ("approved", "沈某")
    assert "/amend/" not in shown(reviewer.get(f"{at}/"))
    assert f"/planning/{version.plan_id}/amend/" in shown(office.get(f"{at}/"))


def test_a_returned_plan_says_why(office, version, reviewer):
    at = f"/planning/versions/{version.pk}"
    office.post(f"{at}/submit/", {"reason": "报批"})
    assert reviewer.post(f"{at}/return/", {"reason": "投资偏高"}).status_code == 302
    assert "沈某退回：投资偏高" in shown(office.get(f"{at}/"))


def test_the_difference_shows_the_amended_line_only(office, version):
    approved_of(version)
    office.post(f"/planning/{version.plan_id}/amend/", {"reason": "工期调整"})
    second = PlanVersion.objects.get(number=2)
    line = second.lines.get(key="P1")
    told = {"title": line.title, "due_on": "2027-03-31", "cost_fen": "200", "unit": "%",
            "indicator": line.indicator, "baseline": "40", "target": "95", "gap": line.gap_id,
            "origin": line.origin, "evidence": line.evidence, "version": version_of(line),
            }  # fmt: skip
    assert office.post(f"/planning/lines/{line.pk}/", told).status_code == 302
    page = shown(office.get(f"/planning/versions/{second.pk}/difference/"))
    assert "<del>90</del>" in page
    assert "<ins>95</ins>" in page
    assert page.count('id="line-') == 1
    for one in (version, second):
        assert office.get(f"/planning/versions/{one.pk}/").status_code == 200


def test_a_gap_reaches_its_project_and_the_project_its_gap_in_two_clicks(
    office, version, gap, project
):
    link_measure(line=version.lines.get(key="P1"), project=project, change=by(LIN))
    at_gap, at_project = f"/planning/gaps/{gap.pk}/", f"/projects/{project.pk}/"
    assert at_gap in links(office.get("/planning/gaps/"))
    assert at_project in links(office.get(at_gap))
    assert at_gap in links(office.get(at_project))
    assert at_gap in links(office.get(f"/enterprises/{gap.enterprise_id}/"))


def test_the_orphans_page_lists_both_ways_and_a_link_clears_them(office, version, gap, project):
    page = shown(office.get("/planning/gaps/orphans/"))
    assert (gap.title in page, project.name in page) == (True, True)
    line = version.lines.get(key="P1")
    office.post(f"/planning/lines/{line.pk}/link/", {"project_id": project.pk})
    page = shown(office.get("/planning/gaps/orphans/"))
    assert (gap.title in page, project.name in page) == (False, False)


def test_a_gap_is_kept_its_result_told_and_then_dropped(office, enterprise):
    told = {"enterprise_id": enterprise.credit_code, "title": "联网率低", "theme": "process",
            "found_on": "2026-05-01", "found_by": "诊断", "origin": "diagnosis",
            "reason": "诊断"}  # fmt: skip
    assert office.post("/planning/gaps/new/", told).status_code == 302
    gap = PlanGap.objects.get()
    result = {"indicator": "联网率", "value": "61.5", "measured_on": "2026-09-01", "unit": "%",
              "evidence": "现场测试", "origin": "enterprise", "reason": "复测"}  # fmt: skip
    assert office.post(f"/planning/gaps/{gap.pk}/result/", result).status_code == 302
    assert "联网率 61.5%" in shown(office.get(f"/planning/gaps/{gap.pk}/"))
    office.post(f"/planning/gaps/{gap.pk}/drop/", {"reason": "已消除"})
    assert "不再跟踪" in shown(office.get(f"/planning/gaps/{gap.pk}/"))


def test_a_scenario_is_changed_weighed_and_taken_back(office, version):
    scenario = open_scenario(plan=version.plan, name="降本", note="", change=by(LIN))
    at = f"/planning/scenarios/{scenario.pk}/"
    assert (
        office.post(f"{at}set/", {"how": "cost", "line": "P1", "value": "150"}).status_code == 302
    )
    page = shown(office.get(at))
    assert ("300.00" in page, "250.00" in page) == (True, True)
    assert "规划和企业记录都没有改动" in page
    one = scenario.changes.get()
    office.post(f"/planning/scenarios/changes/{one.pk}/remove/")
    assert not scenario.changes.exists()
    wrong = office.post(f"{at}set/", {"how": "raise", "fact": "valid_hnte", "value": "1"})
    assert (wrong.status_code, "不能增减" in shown(wrong)) == (409, True)
    office.post(f"{at}remove/", {"reason": "不用"})
    assert not Scenario.objects.exists()


def test_a_target_is_split_refused_while_short_and_published(office, county, programme):
    told = {"indicator": "projects", "year": 2027, "division_id": county.pk, "value": "10",
            "tolerance": "0", "reason": "下达"}  # fmt: skip
    assert office.post("/planning/targets/new/", told).status_code == 302
    split, town = TargetSplit.objects.get(), Division.objects.get(level="township")
    at = f"/planning/targets/{split.pk}/"
    office.post(
        f"{at}split/", {"value": "10", "tolerance": "0", f"d{town.pk}": "9", "reason": "分"}
    )
    refused = office.post(f"{at}publish/", {"reason": "发布"})
    assert (refused.status_code, "少 1个" in shown(refused)) == (409, True)
    office.post(
        f"{at}split/", {"value": "10", "tolerance": "0", f"d{town.pk}": "10", "reason": "分"}
    )
    assert office.post(f"{at}publish/", {"reason": "发布"}).status_code == 302
    assert "内容指纹" in shown(office.get(at))
    office.post(f"{at}restate/", {"reason": "更正"})
    assert TargetSplit.objects.filter(edition=2, state="draft").exists()


def test_the_edited_sheet_comes_back_and_the_paper_is_a_pdf(office, version):
    at = f"/planning/versions/{version.pk}"
    assert office.get(f"{at}/paper/")["Content-Type"] == "application/pdf"
    assert office.get(f"{at}/sheet/").content[:2] == b"PK"
    file = SimpleUploadedFile("规划.xlsx", sheet(version))
    answer = office.post(f"{at}/sheet/in/", {"file": file, "reason": "回填"}, follow=True)
    assert "改了 0 格，新增 0 条" in shown(answer)


def test_a_route_without_facts_is_refused_in_the_form(office, version):
    told = {"rung": "cn.hnte", "by": "2027-12-31", "number": 1, "reason": "上台阶"}
    answer = office.post(f"/planning/versions/{version.pk}/route/", told)
    assert (answer.status_code, "没有通往" in shown(answer)) == (409, True)


def test_mei_reads_her_own_plan_and_gaps_and_no_target(mei, sign_in, version, gap):
    client = sign_in(mei)
    page = shown(client.get(f"/planning/{version.plan_id}/"))
    assert "更换数控折弯机" in page
    assert "修改概况" not in page
    assert client.get(f"/planning/gaps/{gap.pk}/").status_code == 200
    for address in ("targets/", "gaps/orphans/", f"versions/{version.pk}/head/"):
        assert client.get(f"/planning/{address}").status_code == 403


def test_zhao_reads_and_changes_nothing(zhao, sign_in, version):
    client = sign_in(zhao)
    assert client.get("/planning/").status_code == 200
    assert (
        client.post(f"/planning/versions/{version.pk}/submit/", {"reason": "x"}).status_code == 403
    )
    version.refresh_from_db()
    assert version.state == "draft"


def test_gaps_of_the_diagnosis_are_ticked_into_the_plans_and_named_on_both_pages(
    office, enterprise, version
):
    diagnosis = start_diagnosis(
        enterprise=enterprise, bank="digital_level/2024-09-01", on=TODAY, note="", change=change()
    )
    gap = add_gap(diagnosis=diagnosis, what="焊接靠人工", target="六成", on=TODAY, change=change())
    assert "尚未列入规划的差距" in shown(office.get("/planning/gaps/orphans/"))
    at = f"/planning/gaps/adopt/{enterprise.pk}/"
    assert at in shown(office.get(f"/diagnosis/{diagnosis.pk}/"))
    assert "焊接靠人工 → 六成" in shown(office.get(at))
    assert office.post(at, {"theme": "process"}).status_code == 422
    answer = office.post(at, {"gaps": [gap.pk], "theme": "process"}, follow=True)
    assert "已列入" in shown(answer)
    made = PlanGap.objects.get(diagnosis_gap=gap)
    page = shown(office.get(f"/planning/gaps/{made.pk}/"))
    assert f"/diagnosis/gaps/{gap.pk}/" in page
    assert "自行发现，未经诊断" not in page
    assert f"/planning/gaps/{made.pk}/" in shown(office.get(f"/diagnosis/{diagnosis.pk}/"))


def test_a_gap_of_the_plans_people_is_marked_so_and_tied_to_the_diagnosis(office, enterprise, gap):
    assert "自行发现，未经诊断" in shown(office.get(f"/planning/gaps/{gap.pk}/"))
    diagnosis = start_diagnosis(
        enterprise=enterprise, bank="digital_level/2024-09-01", on=TODAY, note="", change=change()
    )
    found = add_gap(
        diagnosis=diagnosis, what="焊接靠人工", target="六成", on=TODAY, change=change()
    )
    at = f"/planning/gaps/{gap.pk}/tie/"
    assert office.post(at, {"diagnosed_id": found.pk}).status_code == 302
    gap.refresh_from_db()
    assert gap.diagnosis_gap_id == found.pk
