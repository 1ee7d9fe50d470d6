"""Requests on screen: the enterprise raises and closes, departments work, each sees their own."""

import re

import pytest

from jigai.apps.support.actions.add_blocking import add_blocking
from jigai.apps.support.models import EnterpriseRequest, RequestPart, ServiceStandard
from jigai.domain.request_clocks.words import Grade
from tests.request_cast import WORDS, answered, at, by, raised, under_way

pytestmark = pytest.mark.usefixtures("calendar", "programme")
RAISED = {"title": "缺一台变压器", "text": "需增容", "category": "energy", "urgency": "normal"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is the morning of 16 November on every page and in every change."""
    now = at(11, 16, 9)
    for place in ("support.list", "support.show", "support.departments", "support.files",
                  "authorship"):  # fmt: skip
        monkeypatch.setattr(f"jigai.web.{place}.localtime", lambda *_: now)
    for place in ("support.departments", "support.standards", "support.files"):
        monkeypatch.setattr(f"jigai.web.{place}.localdate", now.date)


def shown(answer):
    """What the page says, in one line."""
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"\s+", " ", answer.content.decode())


def test_mei_raises_for_her_own_enterprise_and_the_office_takes_it_in(
    sign_in, mei, lin, enterprise, agency
):
    own = {**RAISED, "enterprise": enterprise.pk, "asker_name": "梅三",
           "asker_telephone": "13812345678"}  # fmt: skip
    assert sign_in(mei).post("/support/raise/", own).status_code == 302
    request = EnterpriseRequest.objects.get()
    assert (request.code, request.origin, request.raised_by) == ("2026-0001", "platform", "梅某")
    office = sign_in(lin)
    accepted = {"request_class": "single_department"}
    office.post(f"/support/{request.pk}/accept/", accepted)
    office.post(f"/support/{request.pk}/assign/", {"agency": agency.pk})
    said = shown(office.get(f"/support/{request.pk}/"))
    assert "轮到：崔口镇政府" in said
    assert "梅* 138****5678" in said
    assert "13812345678" not in said
    assert "已用 0 / 3 个工作日" in said
    assert "2026年11月19日 17:30" in said
    assert "深圳2020年" in said


def test_an_officer_answers_and_cannot_close_and_mei_does(
    sign_in, mei, lin, bo, enterprise, agency
):
    request = under_way(enterprise, mei, lin, agency, at(11, 13))
    unit = sign_in(bo)
    unit.post(f"/support/{request.pk}/answer/", {"result": "solved", "way": "visit", "text": "好"})
    said = shown(unit.get(f"/support/{request.pk}/"))
    assert "已答复，等企业确认" in said
    assert f"/support/{request.pk}/confirm/" not in said
    for deed in ("confirm", "rate", "reopen", "withdraw"):
        assert unit.post(f"/support/{request.pk}/{deed}/", {"text": "x"}).status_code == 403
    assert EnterpriseRequest.objects.get().state == "answered"
    asker = sign_in(mei)
    assert f"/support/{request.pk}/confirm/" in shown(asker.get(f"/support/{request.pk}/"))
    assert asker.get(f"/support/{request.pk}/confirm/").status_code == 200
    asker.post(f"/support/{request.pk}/confirm/")
    assert EnterpriseRequest.objects.get().closing == "confirmed"


def test_a_blocking_department_is_added_on_screen_and_mei_sees_one_total(
    sign_in, mei, lin, bo, dian, enterprise, agency, power
):
    request = under_way(enterprise, mei, lin, agency, at(11, 11))
    sign_in(bo).post(f"/support/{request.pk}/block/", {"agency": power.pk, "task": "核定方案"})
    told = shown(sign_in(bo).get(f"/support/{request.pk}/"))
    assert "轮到：县供电公司" in told
    for clock in ("企业总时钟", "崔口镇政府", "县供电公司"):
        assert clock in told
    theirs = shown(sign_in(mei).get(f"/support/{request.pk}/"))
    assert "企业总时钟" in theirs
    assert theirs.count("个工作日</td>") == 1
    part = RequestPart.objects.get(is_lead=False)
    assert sign_in(bo).post(f"/support/parts/{part.pk}/", {"reply": "x"}).status_code == 403
    sign_in(dian).post(f"/support/parts/{part.pk}/", {"reply": "已核定"})
    assert EnterpriseRequest.objects.get().state == "working"


def test_three_ratings_stand_on_the_department_page_with_median_and_rate(
    sign_in, mei, lin, bo, enterprise, agency
):
    browser = sign_in(mei)
    for day, grade in zip((3, 4, 9), Grade, strict=True):
        request = under_way(enterprise, mei, lin, agency, at(11, 2))
        answered(request, bo, at(11, day))
        said = {"grade": grade.value, "cause": "答非所问" if grade == "unsatisfied" else ""}
        assert browser.post(f"/support/{request.pk}/rate/", said).status_code == 302
    answered(under_way(enterprise, mei, lin, agency, at(11, 2)), bo, at(11, 5))
    page = browser.get("/support/departments/?first=2026-11-01&last=2026-11-30")
    line = next(one for one in page.context["lines"] if one["name"] == "崔口镇政府")
    row = line["row"]
    assert (row.satisfied, row.basically, row.unsatisfied, row.replies) == (1, 1, 1, 3)
    assert (line["median"], line["rate"]) == ("2.5", "75%")
    told = shown(page)
    assert "75%" in told
    assert "平均分" not in told
    for key, count in (("taken", 4), ("open", row.open_count), ("overdue", row.overdue_count)):
        listed = sign_in(lin).get(line[f"{key}_url"]).context["list"]
        assert (listed.complaints, listed.shown_count) == ((), count)


def test_unsatisfied_without_a_reason_comes_back_with_the_words(
    sign_in, mei, lin, bo, enterprise, agency
):
    request = under_way(enterprise, mei, lin, agency, at(11, 12))
    answered(request, bo, at(11, 13))
    page = sign_in(mei).post(f"/support/{request.pk}/rate/", {"grade": "unsatisfied"})
    assert page.status_code == 409
    assert "不满意请写明原因" in page.content.decode()


def test_the_office_calls_back_and_not_who_answered(sign_in, mei, lin, bo, enterprise, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 12))
    answered(request, bo, at(11, 13))
    office = sign_in(lin)
    assert f"/support/{request.pk}/call_back/" in shown(office.get(f"/support/{request.pk}/"))
    office.post(f"/support/{request.pk}/call_back/", {"grade": "basically"})
    assert EnterpriseRequest.objects.get().state == "closed"
    own = under_way(enterprise, mei, lin, agency, at(11, 12))
    answered(own, lin, at(11, 13))
    page = office.post(f"/support/{own.pk}/call_back/", {"grade": "satisfied"})
    assert page.status_code == 403


def test_each_step_of_the_department_has_its_form(sign_in, mei, lin, enterprise, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 12))
    office, place = sign_in(lin), f"/support/{request.pk}"
    for deed in ("accept", "assign", "block", "suspend", "resume", "extend", "note", "answer"):
        assert office.get(f"{place}/{deed}/").status_code == 200
    office.post(f"{place}/suspend/", {"hold": "enterprise_papers", "text": "请补图"})
    assert EnterpriseRequest.objects.get().hold == "enterprise_papers"
    office.post(f"{place}/resume/", {"text": ""})
    office.post(f"{place}/extend/", {"days": 2, "text": "上会"})
    office.post(f"{place}/note/", {"text": "内部研究", "is_internal": "on"})
    assert "内部研究" in shown(office.get(f"{place}/"))
    assert "内部研究" not in shown(sign_in(mei).get(f"{place}/"))
    assert EnterpriseRequest.objects.get().extended_days == 2
    refused = sign_in(lin).post(f"{place}/extend/", {"days": 1, "text": "再延"})
    assert (refused.status_code, "只能延期一次" in refused.content.decode()) == (409, True)


def test_units_see_what_they_work_on_and_secrets_only_who_has_them(
    sign_in, mei, lin, bo, dian, zhao, enterprise, agency
):
    secret = type(WORDS)(
        title="并购融资", text="对方报价", category=WORDS.category, origin=WORDS.origin,
        is_confidential=True,
    )  # fmt: skip
    request = raised(enterprise, mei, at(11, 13), words=secret, receiver=agency)
    assert sign_in(dian).get(f"/support/{request.pk}/").status_code == 404
    assert "并购融资" in shown(sign_in(bo).get("/support/"))
    leader = sign_in(zhao)
    for page in ("/support/", f"/support/{request.pk}/", "/support/?export=csv"):
        found = leader.get(page)
        said = b"".join(found).decode() if found.streaming else found.content.decode()
        assert ("并购融资" in said, "对方报价" in said, "商业秘密" in said) == (False, False, True)


def test_history_keeps_the_words_of_a_request_to_itself(
    sign_in, mei, lin, bo, zhao, enterprise, agency
):
    request = under_way(enterprise, mei, lin, agency, at(11, 13))
    answered(request, bo, at(11, 13, 15), "下周一送电")
    leader = sign_in(zhao)
    for table in ("enterpriserequest", "requestanswer", "requeststep", "requestpart"):
        said = shown(leader.get(f"/changes/entries/?table=support_{table}"))
        assert ("变压器" in said, "送电" in said) == (False, False)
    assert "●●●" in shown(leader.get("/changes/entries/?table=support_enterpriserequest"))


def test_what_was_said_on_a_request_is_not_undone(sign_in, mei, lin, enterprise):
    raised(enterprise, mei, at(11, 13))
    office = sign_in(lin)
    number = office.get("/changes/?q=").context["list"].rows[0].id
    page = office.post(f"/changes/{number}/undo/", {"reason": "撤回"})
    assert page.status_code in {302, 409}
    assert EnterpriseRequest.objects.count() == 1


def test_marks_find_what_is_mine_overdue_and_awaits(sign_in, mei, lin, bo, enterprise, agency):
    late = under_way(enterprise, mei, lin, agency, at(11, 2))
    waits = under_way(enterprise, mei, lin, agency, at(11, 12))
    answered(waits, bo, at(11, 13))
    browser = sign_in(bo)
    for mark, code in (("mine", late.code), ("overdue", late.code), ("answered", waits.code)):
        rows = browser.get(f"/support/?q=is:{mark}").context["list"].rows
        assert [row.id for row in rows] == [EnterpriseRequest.objects.get(code=code).pk]


def test_the_list_and_the_page_take_few_queries(
    sign_in, mei, lin, enterprise, agency, django_assert_max_num_queries
):
    for _ in range(5):
        under_way(enterprise, mei, lin, agency, at(11, 12))
    request, office = EnterpriseRequest.objects.first(), sign_in(lin)
    office.get("/support/")
    with django_assert_max_num_queries(20):
        office.get("/support/")
    with django_assert_max_num_queries(50):
        office.get(f"/support/{request.pk}/")


def test_limits_show_their_sources_and_the_office_sets_its_own(sign_in, lin, mei):
    office = sign_in(lin)
    assert "德企行" in shown(office.get("/support/limits/"))
    given = {
        "kind": "hard",
        "valid_from": "2026-11-01",
        "amount": 12,
        "decision": "庆政办〔2026〕9号",
    }
    assert office.post("/support/limits/set/", given).status_code == 302
    assert ServiceStandard.objects.get().amount == 12
    told = shown(office.get("/support/limits/"))
    assert "12 个工作日" in told
    assert "庆政办〔2026〕9号" in told
    hours = {"valid_from": "2026-11-01", "opens": "08:00", "break_from": "12:00",
             "break_to": "14:00", "closes": "18:00", "decision": "冬季作息"}  # fmt: skip
    assert office.post("/support/limits/hours/", hours).status_code == 302
    assert "08:00—12:00" in shown(office.get("/support/limits/"))
    assert sign_in(mei).post("/support/limits/set/", given).status_code == 403


def test_sheet_and_ledger_come_as_files(sign_in, mei, lin, bo, enterprise, agency, power):
    request = under_way(enterprise, mei, lin, agency, at(11, 12))
    add_blocking(request=request, agency=power, task="核定", change=by(bo, at(11, 13)))
    office = sign_in(lin)
    assert office.get(f"/support/{request.pk}/paper/").content[:4] == b"%PDF"
    assert office.get("/support/ledger/").content[:2] == b"PK"
    assert sign_in(mei).get("/support/ledger/").status_code == 403


def test_the_pages_speak_english(sign_in, mei, lin, enterprise, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 12))
    browser = sign_in(lin)
    browser.cookies["django_language"] = "en"
    said = shown(browser.get(f"/support/{request.pk}/"))
    for words in ("being worked on", "Clock of the enterprise", "work-days"):
        assert words in said
