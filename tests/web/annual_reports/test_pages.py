"""What the office, the second person and the unit see of a programme report."""

from datetime import datetime

import pytest

from jigai.apps.annual_reports.models import AnnualReport
from tests.cast import ZONE, _person

pytestmark = pytest.mark.usefixtures("programme", "project")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    moment = datetime(2026, 11, 16, 9, tzinfo=ZONE)
    monkeypatch.setattr("jigai.web.annual_reports.draft.localdate", moment.date)
    monkeypatch.setattr("jigai.web.authorship.now", lambda: moment)


@pytest.fixture
def wu(county, django_user_model):
    """A second person of the programme office."""
    return _person(django_user_model, "wu", "吴某", "office")


def drafted(office):
    answer = office.post("/annual/draft/", {"span": "2026-H1", "reason": "半年"}, follow=True)
    assert answer.status_code == 200
    return AnnualReport.objects.get()


def test_lin_drafts_another_approves_and_the_files_are_archived(lin, wu, sign_in):
    report = drafted(sign_in(lin))
    shown = sign_in(lin).get(f"/annual/{report.pk}/").content.decode()
    assert "待第二人批准" in shown
    assert "工作报告（2026年上半年）" in shown
    assert f"/annual/{report.pk}/approve/" not in shown
    refused = sign_in(lin).post(f"/annual/{report.pk}/approve/", {"reason": "自批"})
    assert refused.status_code == 403
    sign_in(wu).post(f"/annual/{report.pk}/approve/", {"reason": "核对"})
    sign_in(wu).post(f"/annual/{report.pk}/publish/", {"reason": "发布"})
    form = sign_in(wu).get(f"/annual/{report.pk}/restate/").content.decode()
    assert "更正原因" in form
    rebuilt = sign_in(wu).get(f"/annual/{report.pk}/rebuild/").content.decode()
    assert "逐字节一致" in rebuilt
    assert report.files.count() == 6


def test_a_preview_says_that_it_is_a_draft_and_an_unknown_form_is_not_found(office):
    report = drafted(office)
    answer = office.get(f"/annual/{report.pk}/zh.xlsx")
    assert answer.content.startswith(b"PK")
    assert office.get(f"/annual/{report.pk}/fr.pdf").status_code == 404


def test_a_span_that_is_not_over_is_not_offered(office):
    assert "2026-H2" not in office.get("/annual/draft/").content.decode()
    answer = office.post("/annual/draft/", {"span": "2026-H2", "reason": "太早"})
    assert answer.status_code == 422


def test_bo_of_a_township_finds_no_report_of_the_county(bo, lin, sign_in):
    report = drafted(sign_in(lin))
    town = sign_in(bo)
    assert town.get(f"/annual/{report.pk}/").status_code == 404
    assert "2026年上半年" not in town.get("/annual/").content.decode()
    assert town.get("/annual/draft/").status_code == 403


def test_zhao_reads_a_report_in_english(zhao, lin, sign_in):
    report = drafted(sign_in(lin))
    leader = sign_in(zhao)
    leader.cookies["django_language"] = "en"
    shown = leader.get(f"/annual/{report.pk}/").content.decode()
    assert "first half of 2026" in shown
    assert "Caveats" in shown or "Note" in shown
    assert f"/annual/{report.pk}/discard/" not in shown
