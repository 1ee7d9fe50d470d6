"""The pages: order from a file or the register, one that prints and one that refuses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jigai.apps.impact.models import Analysis
from jigai.flows.run_impact import work_through
from tests.apps.impact.test_analyses import AT, firms_with_facts
from tests.impact_cast import DRIFTING, SOUND, figures_of, here, ordered, panel_csv

FORM = {
    "title": "技改与产值", "outcome": "人均产值", "unit": "firm", "time": "year",
    "cohort": "start", "column": "output", "control": "never", "seed": "7", "reason": "年底评估",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr("jigai.flows.run_impact.estimated", here)


def file(kind=SOUND, content=None):
    return SimpleUploadedFile("panel.csv", content or panel_csv(*kind), "text/csv")


def test_lin_orders_an_analysis_that_waits_and_then_prints(office, programme):
    answer = office.post("/impact/new/", {**FORM, "file": file()})
    assert answer.status_code == 302
    made = Analysis.objects.get()
    assert "hx-trigger" in office.get(f"/impact/{made.pk}/").content.decode()
    work_through(pk=made.pk, at=AT)
    page = office.get(f"/impact/{made.pk}/").content.decode()
    assert "事件研究" in page
    assert "95 % 区间" in page
    assert "种子 7" in page
    assert "平行趋势只能检验实施之前" in page
    assert "hx-trigger" not in page
    asked = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "analysis"}
    done = office.get(f"/impact/{made.pk}/", **asked).content.decode()
    assert "<html" not in done
    assert "data-chart" in done
    assert office.get(f"/impact/{made.pk}/paper/")["Content-Type"] == "application/pdf"
    assert "已出结果" in office.get("/impact/").content.decode()


def test_a_refused_page_names_the_check_and_holds_no_number(office, programme):
    made = work_through(pk=ordered(DRIFTING).pk, at=AT)
    page = office.get(f"/impact/{made.pk}/").content.decode()
    assert "实施前趋势平行" in page
    assert "W = " in page
    assert "补充更可比的对照单位" in page
    assert "事件研究" not in page
    assert [one for one in figures_of(DRIFTING) if one in page] == []


def test_a_bad_file_is_told_beside_its_field_and_nothing_is_kept(office, county):
    bad = panel_csv(*SOUND).replace(b",2016,", b",two,", 1)
    answer = office.post("/impact/new/", {**FORM, "file": file(content=bad)})
    assert answer.status_code == 409
    assert "“two”不是数" in answer.content.decode()
    assert not Analysis.objects.exists()


def test_a_panel_is_taken_from_the_register(office, county, enterprise):
    firms_with_facts(county, enterprise)
    given = {**FORM, "fact": "employees"}
    assert office.get("/impact/register/").status_code == 200
    assert office.post("/impact/register/", given).status_code == 302
    assert Analysis.objects.get().plan["fact"] == "employees"


def test_a_township_and_an_enterprise_see_no_analysis(sign_in, bo, mei):
    made = ordered(SOUND)
    for viewer in (bo, mei):
        browser = sign_in(viewer)
        assert browser.get("/impact/").status_code == 403
        assert browser.get(f"/impact/{made.pk}/").status_code == 403
        assert browser.post("/impact/new/", FORM).status_code == 403


def test_the_leader_reads_but_orders_none(sign_in, zhao):
    browser = sign_in(zhao)
    assert "上传面板" not in browser.get("/impact/").content.decode()
    assert browser.get("/impact/new/").status_code == 403


def test_the_page_speaks_english(office, programme):
    made = work_through(pk=ordered(DRIFTING).pk, at=AT)
    office.cookies["django_language"] = "en"
    page = office.get(f"/impact/{made.pk}/").content.decode()
    assert "No number is printed" in page
    assert "parallel trends before the start" in page
