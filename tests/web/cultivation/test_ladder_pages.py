from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.models import Coach, EnterpriseFact, LadderTask
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.actions.admit_to_library import admit_to_library
from jigai.apps.registry.models import Certificate, Enterprise
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.scorecards.fact_values import Basis
from tests.cast import TODAY, change

AT_TODAY = ("list", "ladder", "facts", "tasks", "coach")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in AT_TODAY:
        monkeypatch.setattr(f"jigai.web.cultivation.{page}.localdate", lambda: TODAY)


def shown(answer):
    return answer.content.decode()


def tell(enterprise, basis=Basis.REPORTED, **values):
    entries = {name: FactEntry(value, "2025年度审计报告") for name, value in values.items()}
    record_facts(enterprise=enterprise, year=2025, basis=basis, entries=entries, change=change())


@pytest.fixture
def certificate(enterprise):
    return add_certificate(
        enterprise=enterprise, kind="hnte", number="GR202437000001", valid_from=date(2024, 12, 7),
        valid_to=date(2027, 1, 10), change=change(),
    )  # fmt: skip


@pytest.fixture
def neighbours(enterprise):
    """Five more enterprises: four in the cast's town, one in none."""
    with writing("enterprises.registered", change()):
        return [
            Enterprise.objects.create(
                credit_code=f"9137142300000000{n}0", name=f"邻居{n}号公司", name_sort=f"l{n}",
                name_initials=f"l{n}", direction=enterprise.direction,
                division=enterprise.division if n < 5 else None,
            )
            for n in range(1, 6)
        ]  # fmt: skip


def test_the_board_says_who_stands_where_since_and_until_as_of_a_day(office, certificate):
    said = shown(office.get("/cultivation/"))
    assert "高新技术企业" in said
    assert "2024年12月7日" in said
    assert "2027年1月10日" in said
    later = shown(office.get("/cultivation/?q=is:held&as_of=2026-11-20"))
    assert "庆云辛亥母线有限公司" in later
    before = office.get("/cultivation/?q=is:held&as_of=2026-11-10")
    assert "庆云辛亥母线有限公司" not in shown(before)


def test_the_board_finds_what_ends_within_ninety_days(office, certificate, neighbours):
    said = shown(office.get("/cultivation/?q=is:ending"))
    assert ("庆云辛亥母线有限公司" in said, "邻居1号公司" in said) == (True, False)


def test_the_highest_rung_counts_and_a_library_place_is_the_first(office, enterprise):
    number = "2026371423A0000001"
    admit_to_library(
        enterprise=enterprise, registration_number=number, valid_from=date(2026, 7, 1),
        change=change(),
    )  # fmt: skip
    assert "科技型中小企业" in shown(office.get("/cultivation/?q=is:held"))
    add_certificate(
        enterprise=enterprise, kind="little_giant", valid_from=date(2025, 7, 1), change=change()
    )
    said = shown(office.get("/cultivation/?q=rung:cn.little_giant"))
    assert "庆云辛亥母线有限公司" in said


def test_a_number_of_the_funnel_opens_the_list_of_its_length(office, certificate, neighbours):
    page = office.get("/cultivation/funnel/")
    [line] = page.context["lines"]
    assert line.total == 6
    assert sum(count for _rung, count, _url in line.cells) == 6
    for _rung, count, url in line.cells:
        if count:
            listed = office.get("/cultivation/", parse_qs(urlsplit(url).query))
            assert listed.context["list"].shown_count == count


def test_enterprises_without_a_township_are_a_group_that_opens_its_list(office, neighbours):
    with writing("enterprises.moved", change()):
        Enterprise.objects.filter(name__in=["邻居1号公司", "邻居2号公司"]).update(division=None)
    page = office.get("/cultivation/funnel/?by=area")
    line = next(line for line in page.context["lines"] if line.name == "未登记")
    _rung, count, url = line.cells[0]
    listed = office.get("/cultivation/", parse_qs(urlsplit(url).query))
    assert listed.context["list"].shown_count == count == line.total == 3


def test_a_group_too_small_is_withheld_and_the_next_with_it(office, certificate, neighbours):
    page = office.get("/cultivation/funnel/?by=area")
    assert [line.total for line in page.context["lines"]] == [None, None]
    assert "企业太少，不单独显示" in shown(page)
    assert sum(count for _rung, count, _url in page.context["whole"]) == 6


def test_each_rung_is_shown_with_lines_missing_facts_as_links_and_the_note(office, enterprise):
    tell(enterprise, employees="100", tech_staff="31")
    page = office.get(f"/cultivation/enterprises/{enterprise.pk}/")
    said = shown(page)
    assert "自评，不代表认定。" in said
    one = next(r for r in page.context["card"].rungs if r.rule_set == "cn.tech_sme")
    assert (one.answer, one.total_low, one.total_high) == ("unknown", "20", "100")
    assert "2025年度审计报告（林某填报），截至 2026年11月16日" in said
    assert f"/cultivation/enterprises/{enterprise.pk}/facts/?year=2025" in said
    assert "#field-rd_expense_yuan" in said


def test_a_result_past_the_review_day_of_its_rule_is_marked(office, enterprise, monkeypatch):
    url = f"/cultivation/enterprises/{enterprise.pk}/"
    assert "规则待复核" not in shown(office.get(url))
    monkeypatch.setattr("jigai.web.cultivation.ladder.localdate", lambda: date(2028, 1, 5))
    assert "规则待复核" in shown(office.get(url))


def test_the_paper_is_a_pdf_of_one_rung_or_of_all(office, enterprise):
    whole = office.get(f"/cultivation/enterprises/{enterprise.pk}/paper/")
    one = office.get(f"/cultivation/enterprises/{enterprise.pk}/paper/?rung=cn.tech_sme")
    for answer in (whole, one):
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert one.content.count(b"/Type /Page\n") <= 1
    assert len(one.content) < len(whole.content)


def test_lin_enters_facts_and_the_assessment_follows(office, enterprise):
    url = f"/cultivation/enterprises/{enterprise.pk}/facts/?year=2025"
    sent = {"paper": "2025年度审计报告", "sales_revenue_yuan": "1,234.5", "employees": "12.5",
            "audited_accounts": "true", "reason": "年度更新"}  # fmt: skip
    answer = office.post(url, sent)
    assert (answer.status_code, answer["Location"].endswith("?year=2025")) == (302, True)
    kept = dict(EnterpriseFact.objects.values_list("name", "value"))
    assert kept == {
        "sales_revenue_yuan": "12345000", "employees": "12.5", "audited_accounts": "true"
    }  # fmt: skip
    form = office.get(url).context["form"]
    assert (form["sales_revenue_yuan"].value(), form["employees"].value()) == ("1,234.5", "12.5")
    again = {field.html_name: field.value() or "" for field in form} | {"reason": "未变"}
    office.post(url, again)
    assert set(EnterpriseFact.objects.values_list("source", flat=True)) == {"2025年度审计报告"}


def test_a_wrong_value_or_a_missing_paper_is_said_beside_its_field(office, enterprise):
    url = f"/cultivation/enterprises/{enterprise.pk}/facts/?year=2025"
    answer = office.post(
        url, {"employees": "许多", "class1_ip": "-1", "tech_staff": "5", "reason": "x"}
    )
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert {"employees", "class1_ip", "paper"} <= set(errors)
    assert not EnterpriseFact.objects.exists()


def test_reported_and_verified_stand_beside_each_other(office, enterprise):
    tell(enterprise, employees="100")
    url = f"/cultivation/enterprises/{enterprise.pk}/facts/?year=2025&basis=verified"
    assert "100 人 · 2025年度审计报告" in shown(office.get(url))
    office.post(url, {"paper": "社保清单", "employees": "98", "reason": "核对"})
    assert set(EnterpriseFact.objects.values_list("basis", "value")) == {
        ("reported", "100"),
        ("verified", "98"),
    }


def test_mei_sees_and_reports_her_own_enterprise_alone(sign_in, mei, enterprise, neighbours):
    browser = sign_in(mei)
    url = f"/cultivation/enterprises/{enterprise.pk}"
    assert browser.get(f"{url}/").status_code == 200
    sent = {"paper": "账册", "employees": "5", "reason": "填报"}
    assert browser.post(f"{url}/facts/?year=2025", sent).status_code == 302
    assert browser.get(f"{url}/facts/?year=2025&basis=verified").status_code == 403
    assert browser.get(f"/cultivation/enterprises/{neighbours[0].pk}/").status_code == 404
    assert "邻居" not in shown(browser.get("/cultivation/"))
    assert browser.get("/cultivation/funnel/").status_code == 403
    assert browser.get("/cultivation/tasks/").status_code == 403


def test_lin_assigns_a_coach_who_finishes_the_task(sign_in, lin, bo, project, certificate):
    enterprise = certificate.enterprise
    with writing("ladder.tasks_raised", change()):
        task = LadderTask.objects.create(
            enterprise=enterprise, kind="renewal", rung="cn.hnte", due_on=date(2027, 1, 10),
            raised_at=change().at,
        )  # fmt: skip
    browser = sign_in(lin)
    url = f"/cultivation/enterprises/{enterprise.pk}/coach/"
    assert browser.post(url, {"user_id": bo.user_id, "reason": "分工"}).status_code == 302
    assert Coach.objects.get().user_id == bo.user_id
    browser = sign_in(bo)
    assert "庆云辛亥母线有限公司" in shown(browser.get("/cultivation/tasks/?q=is:mine"))
    assert browser.post(f"/cultivation/tasks/{task.pk}/", {"note": "已通知"}).status_code == 302
    task.refresh_from_db()
    assert (task.note, task.done_by) == ("已通知", "薄某")
    assert "这件事已经办结" in shown(browser.get(f"/cultivation/tasks/{task.pk}/"))


def test_lin_cancels_a_recognition_and_it_counts_no_more(office, certificate):
    url = f"/enterprises/certificates/{certificate.pk}/revoke/"
    sent = {"revoked_on": "2026-11-01", "reason": "累计两年未报年报"}
    assert office.post(url, sent).status_code == 302
    assert Certificate.objects.get().revoked_because == "累计两年未报年报"
    assert "已取消" in shown(office.get(f"/enterprises/{certificate.enterprise_id}/"))
    assert "庆云辛亥母线有限公司" not in shown(office.get("/cultivation/?q=is:held"))


def test_the_sheet_of_facts_is_a_workbook_for_who_may_import(office, enterprise, programme):
    answer = office.get("/cultivation/sheet/2025/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_the_board_reads_any_number_of_enterprises_in_as_many_queries(
    office, certificate, neighbours, django_assert_max_num_queries
):
    with django_assert_max_num_queries(25):
        office.get("/cultivation/?q=is:held")
    with django_assert_max_num_queries(25):
        office.get("/cultivation/")
