"""The enterprise's own desk in the browser, and what others do not see of it."""

import io
import json
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jigai.apps.portal.actions.permit_form import permit_form
from jigai.apps.portal.models import Correction, DataRequest, ReportProposal
from jigai.apps.projects.models import ProgressReport
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.apps.vouchers.models import Voucher
from tests.flows.test_import_vouchers import GOOD, sheet
from tests.portal_cast import ON, said, voucher
from tests.round_cast import PERIOD, building, opened, reported

pytestmark = pytest.mark.usefixtures("programme")
FILLED = {"progress_bp": "90", "data_on": "2026-11-15", "is_started": "true"}
PLANS = ("计划", "应达", "目标", "允许", "上期", "planned", "target")


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    for module in ("show", "correct", "forms", "rights", "desk", "decide", "person",
                   "voucher_list", "voucher_form", "voucher_import", "voucher_share"):  # fmt: skip
        monkeypatch.setattr(f"jigai.web.portal.{module}.localdate", lambda: ON)


@pytest.fixture
def built(project, bo):
    [one] = building(project)
    opened()
    permit_form(project=one, on=ON, change=said(bo))
    reported([one], period="2026-10B", progress_bp=8000)
    return one


def text(answer):
    return answer.content.decode()


def at(name, *args):
    return reverse(f"portal:{name}", args=args)


def test_the_file_says_of_each_value_where_it_comes_from_and_offers_a_correction(
    sign_in, mei, built
):
    page = text(sign_in(mei).get(at("show")))
    assert "庆云辛亥母线有限公司" in page
    assert "网页登记" in page
    assert at("correct", "enterprise", "size", 0) in page
    assert at("correct", "project", "name", built.pk) in page
    assert "牌属于项目和责任单位，不是对企业的评价" in page


def test_no_planned_value_and_no_last_value_stands_beside_an_entry_field(sign_in, mei, built):
    page = text(sign_in(mei).get(at("form", PERIOD, built.pk)))
    form = page.split('<form class="form"', 1)[1].split("</form>", 1)[0]
    assert "调度信息，非统计报表" in page
    assert 'class="beside"' not in form
    assert "80.00%" not in form
    assert [word for word in PLANS if word in form.replace("与上期相比变化较大时", "")] == []


def test_the_unit_reads_the_plan_and_the_enterprise_is_led_to_its_own_form(sign_in, mei, bo, built):
    report = reverse("rounds:report", args=[PERIOD, built.pk])
    assert 'class="beside"' in text(sign_in(bo).get(report))
    assert sign_in(mei).get(report).url == at("form", PERIOD, built.pk)
    assert sign_in(mei).post(report, FILLED).status_code == 403
    assert "企业填写" in text(sign_in(mei).get(reverse("rounds:mine")))


def test_the_form_goes_to_the_unit_which_takes_it_over(sign_in, mei, bo, built):
    form = at("form", PERIOD, built.pk)
    answer = sign_in(mei).post(form, FILLED, follow=True)
    assert "已交给责任单位" in text(answer)
    waits = ReportProposal.objects.get()
    assert "企业填写待采纳" in text(sign_in(bo).get(reverse("rounds:mine")))
    page = sign_in(bo).get(at("proposal", waits.pk))
    assert "90.00%" in text(page)
    sign_in(bo).post(
        at("proposal", waits.pk),
        {"verdict": "accept", "answer": "已核对现场", "jump_reason": "设备集中到货"},
    )
    assert ProgressReport.objects.get(period=PERIOD).progress_bp == 9000
    assert "已采纳" in text(sign_in(mei).get(at("forms")))


def test_a_form_without_leave_is_refused_in_words(sign_in, mei, bo, built):
    sign_in(bo).post(at("permit", built.pk))
    answer = sign_in(mei).post(at("form", PERIOD, built.pk), FILLED)
    assert answer.status_code == 403
    assert "尚未开放企业填写" in text(answer)


def test_a_correction_goes_to_the_office_and_comes_back_answered(sign_in, mei, lin, enterprise):
    url = at("correct", "enterprise", "size", 0)
    assert sign_in(mei).post(url, {"after": "巨型", "because": "x"}).status_code == 409
    sign_in(mei).post(url, {"after": "中型", "because": "划型标准"})
    asked = Correction.objects.get()
    assert "更正和个人信息请求待答复" in text(sign_in(lin).get(reverse("rounds:mine")))
    assert "规模" in text(sign_in(lin).get(at("desk")))
    decide = at("correction", asked.pk)
    assert sign_in(lin).post(decide, {"verdict": "accept"}).status_code == 422
    sign_in(lin).post(decide, {"verdict": "accept", "answer": "核对属实"})
    enterprise.refresh_from_db()
    assert enterprise.size == "medium"
    assert "核对属实" in text(sign_in(mei).get(at("show")))


def test_the_ledger_is_kept_on_the_page_and_shared_by_choice(sign_in, mei, lin, enterprise):
    browser = sign_in(mei)
    filled = {
        "dated_on": "2026-10-09", "number": "24370001", "supplier": "某公司", "item": "数控车床",
        "kind": "equipment", "net_fen": "100,000.01", "gross_fen": "113000.01",
    }  # fmt: skip
    assert browser.post(at("voucher_new"), filled).status_code == 302
    kept = Voucher.objects.get()
    assert kept.gross_fen == 113_000_01
    assert "113,000.01" in text(browser.get(at("voucher_sums")))
    assert "24370001" not in text(sign_in(lin).get(at("shared")))
    share = {"voucher": [kept.pk], "purpose": "核对设备投资", "do": "share"}
    sign_in(mei).post(at("voucher_share"), share)
    assert "24370001" in text(sign_in(lin).get(at("shared")))
    sign_in(mei).post(at("voucher_share"), {"voucher": [kept.pk], "do": "withdraw"})
    assert "24370001" not in text(sign_in(lin).get(at("shared")))


def test_a_sheet_is_checked_marked_and_saved(sign_in, mei, enterprise):
    def sent(content, do):
        file = SimpleUploadedFile("凭证.xlsx", content)
        return sign_in(mei).post(at("voucher_import"), {"file": file, "do": do})

    bad = sheet(GOOD, [*GOOD[:4], "飞机", *GOOD[5:]])
    answer = sent(bad, "save")
    assert answer.status_code == 422
    assert "<code>E3</code>" in text(answer)
    assert openpyxl.load_workbook(io.BytesIO(sent(bad, "mark").content)).active["E3"].comment
    assert not Voucher.objects.exists()
    assert "可新增 1 张" in text(sent(sheet(GOOD), "check"))
    sent(sheet(GOOD), "save")
    assert Voucher.objects.count() == 1
    export = sign_in(mei).get(at("voucher_export", "xlsx"))
    assert sent(export.content, "check").context["counts"]["same"] == 1


def test_a_keeper_who_looks_through_the_enterprises_eyes_sees_no_voucher(
    office, mei, enterprise, lin
):
    voucher(enterprise, mei)
    add_contact(enterprise=enterprise, name="梅初晴", telephone="13800001234", change=said(mei))
    office.post("/people/preview/", {"person_id": mei.user_id, "reason": "核对范围"})
    for name in ("vouchers", "voucher_sums", "rights", "data_export"):
        assert office.get(at(name)).status_code == 403
    assert office.get("/api/v1/vouchers").status_code == 403
    assert office.get("/api/v1/own-data/export").status_code == 403
    assert "13800001234" not in text(office.get(at("show")))
    assert "13800001234" not in text(office.get("/people/preview/end/"))


def test_history_of_changes_shows_the_auditors_nothing_of_a_voucher(office, mei, enterprise):
    voucher(enterprise, mei, supplier="秘密供应商")
    for path in (
        "/changes/entries/?table=vouchers_voucher",
        "/api/v1/changes/entries/vouchers_voucher",
    ):
        assert "秘密供应商" not in text(office.get(path))


def test_everybody_has_the_data_page_and_its_file(sign_in, zhao, lin):
    browser = sign_in(zhao)
    assert at("rights") in text(browser.get("/me/account/"))
    packed = zipfile.ZipFile(io.BytesIO(browser.get(at("data_export")).content))
    assert json.loads(packed.read("account.json"))["account"][0]["username"] == "zhao"
    browser.post(at("rights"), {"kind": "delete", "text": "请删除我的登录记录"})
    asked = DataRequest.objects.get()
    answer = at("request", asked.pk)
    refused = {"verdict": "refuse", "answer": "依法保存六个月"}
    assert "法定理由" in text(sign_in(lin).post(answer, refused))
    sign_in(lin).post(answer, refused | {"ground": "audit"})
    assert "网络安全法" in text(sign_in(zhao).get(at("rights")))


def test_the_file_is_printed_on_a_page_or_two(sign_in, mei, built):
    answer = sign_in(mei).get(at("paper"))
    assert answer.content.startswith(b"%PDF")


def test_who_speaks_for_no_enterprise_has_no_desk(sign_in, zhao, bo):
    for person in (zhao, bo):
        for name in ("show", "forms", "vouchers", "voucher_new"):
            assert sign_in(person).get(at(name)).status_code == 403
    assert sign_in(zhao).get(at("desk")).status_code == 403
