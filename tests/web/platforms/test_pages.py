"""What the office, the host and the outside user do on the pages of platforms."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from jigai.apps.platforms.actions.book_instrument import book_instrument
from jigai.apps.platforms.actions.object_to_score import object_to_score
from jigai.apps.platforms.actions.record_use import record_use
from jigai.apps.platforms.actions.upgrade_platform import upgrade_platform
from jigai.apps.platforms.models import Booking, Instrument, Platform, PlatformScore, Standing
from jigai.apps.platforms.queries.sharing import minutes_of
from jigai.flows.score_platforms import score_platforms
from tests.cast import TODAY, change
from tests.platform_cast import NAME, approved, at, by

PAGES = ("list", "show", "coverage", "facts", "scores", "instruments", "services")
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in PAGES:
        monkeypatch.setattr(f"jigai.web.platforms.{page}.localdate", lambda: TODAY)
    moment(monkeypatch, at(TODAY))


def moment(monkeypatch, when):
    monkeypatch.setattr("jigai.web.authorship.now", lambda: when)
    monkeypatch.setattr("jigai.web.platforms.instruments.now", lambda: when)


def page_of(viewer):
    client = Client()
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer):
    return answer.content.decode()


def test_lin_registers_upgrades_and_sees_both_levels_with_their_days(lin, enterprise, programme):
    office = page_of(lin)
    given = {
        "name": "县母线中心", "kind": "engineering_centre", "level": "county",
        "host_enterprise_id": enterprise.name, "on": "2023-05-10",
        "document": "庆发改字〔2023〕1号",
        "equipment_value_fen": "123.45", "reason": "登记",
    }  # fmt: skip
    assert office.post("/platforms/register/", given).status_code == 302
    platform = Platform.objects.get()
    assert platform.equipment_value_fen == 123_450_000
    raised = {
        "level": "provincial", "on": "2026-02-01", "document": "鲁发改字〔2026〕2号",
        "reason": "升级",
    }  # fmt: skip
    assert office.post(f"/platforms/{platform.pk}/upgrade/", raised).status_code == 302
    shown = said(office.get(f"/platforms/{platform.pk}/"))
    for word in ("县级", "省级", "2023年5月10日", "2026年2月1日", "123.45"):
        assert word in shown
    past = office.get("/platforms/on/2026-01-31/?q=level:county")
    assert past.context["list"].shown_count == 1
    assert office.get("/platforms/?q=level:county").context["list"].shown_count == 0
    assert office.get("/platforms/?on=2026-01-31")["Location"] == "/platforms/on/2026-01-31/"


def test_an_application_before_the_year_is_over_is_refused_beside_its_field(lin, platform):
    given = {
        "level": "provincial", "on": "2026-09-01", "applied_on": "2026-02-28",
        "document": "鲁发改字〔2026〕2号", "reason": "升级",
    }  # fmt: skip
    answer = page_of(lin).post(f"/platforms/{platform.pk}/upgrade/", given)
    assert answer.status_code == 409
    [error] = answer.context["form"].errors["applied_on"]
    assert "2026-03-01" in error
    assert "满1年" in error
    assert Standing.objects.count() == 1


def test_due_reviews_are_found_and_done(lin, platform):
    office = page_of(lin)
    platform.refresh_from_db()
    assert office.get("/platforms/?q=is:due").context["list"].shown_count == 0
    given = {
        "reviewed_on": "2026-11-01", "result": "good", "document": "鲁发改评〔2026〕1号",
        "next_due_on": "2027-01-15", "reason": "登记",
    }  # fmt: skip
    office.post(f"/platforms/{platform.pk}/review/", given)
    assert office.get("/platforms/?q=is:due").context["list"].shown_count == 1
    assert office.get("/platforms/?q=is:overdue").context["list"].shown_count == 0
    given = {"on": "2026-11-10", "document": "x", "because": "停止运行", "reason": "撤销"}
    office.post(f"/platforms/{platform.pk}/withdraw/", given)
    assert office.get("/platforms/?q=is:due").context["list"].shown_count == 0
    assert office.get("/platforms/?q=status:withdrawn").context["list"].shown_count == 1


def test_lin_corrects_a_platform_and_the_form_keeps_what_is_there(lin, platform):
    office = page_of(lin)
    form = office.get(f"/platforms/{platform.pk}/correct/").context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    sent |= {"staff_count": "25", "equipment_value_fen": "800", "reason": "补录"}
    assert office.post(f"/platforms/{platform.pk}/correct/", sent).status_code == 302
    platform.refresh_from_db()
    assert (platform.staff_count, platform.name) == (25, NAME)


def test_the_outside_user_books_the_host_records_and_the_user_confirms(
    instrument, neighbour, mei, hua, monkeypatch
):
    user, host = page_of(hua), page_of(mei)
    url = f"/platforms/instruments/{instrument.pk}/"
    page = user.get(url)
    assert page.context["form"]["enterprise_id"].value() == neighbour.name
    assert "每小时300元" in said(page)
    given = {
        "enterprise_id": neighbour.name, "day": TOMORROW.isoformat(), "starts": "09:00",
        "ends": "11:00", "purpose": "样品试验",
    }  # fmt: skip
    assert user.post(url, given).status_code == 302
    taken = user.post(url, given | {"starts": "10:30", "ends": "11:30"})
    assert "10:30" in taken.context["form"].errors["starts"][0]
    booking = Booking.objects.get()
    moment(monkeypatch, at(TOMORROW, 15))
    booked = f"/platforms/bookings/{booking.pk}/"
    assert user.post(f"{booked}use/", {"minutes": "120"}).status_code == 403
    assert host.post(f"{booked}use/", {"minutes": "许多"}).status_code == 409
    host.post(f"{booked}use/", {"minutes": "120"})
    assert host.get("/platforms/bookings/?q=is:unanswered").context["list"].shown_count == 1
    assert user.get("/platforms/bookings/?q=is:mine").context["list"].shown_count == 1
    assert host.post(f"{booked}answer/", {"answer": "right"}).status_code == 403
    assert minutes_of() == 0
    user.post(f"{booked}answer/", {"answer": "right"})
    assert minutes_of(platform_id=instrument.platform_id, enterprise_id=neighbour.pk) == 120
    assert "2 小时" in said(user.get("/platforms/bookings/"))
    assert "外部用户确认 2 小时" in said(host.get(f"/platforms/{instrument.platform_id}/"))


def test_a_booking_is_cancelled_with_its_reason(instrument, neighbour, hua, mei):
    user = page_of(hua)
    given = {
        "enterprise_id": neighbour.name, "day": TOMORROW.isoformat(), "starts": "09:00",
        "ends": "09:30", "purpose": "试验",
    }  # fmt: skip
    user.post(f"/platforms/instruments/{instrument.pk}/", given)
    booking = Booking.objects.get()
    user.post(f"/platforms/bookings/{booking.pk}/cancel/", {"reason": "样品未到"})
    assert "样品未到" in said(user.get(f"/platforms/bookings/{booking.pk}/"))
    assert page_of(mei).get(f"/platforms/bookings/{booking.pk}/").status_code == 200


def test_the_host_offers_and_changes_its_instruments_and_nobody_else(platform, mei, hua):
    host = page_of(mei)
    given = {
        "name": "盐雾箱", "purpose": "耐蚀", "terms": "先约先用", "price": "面议",
        "contact_office": "平台办公室", "opens_at": "08:00", "closes_at": "18:00",
        "is_offered": "on", "reason": "开放",
    }  # fmt: skip
    assert host.post(f"/platforms/{platform.pk}/offer/", given).status_code == 302
    made = Instrument.objects.get()
    host.post(f"/platforms/instruments/{made.pk}/change/", given | {"price": "每小时50元"})
    made.refresh_from_db()
    assert made.price == "每小时50元"
    assert page_of(hua).get(f"/platforms/instruments/{made.pk}/change/").status_code == 404
    assert page_of(hua).get(f"/platforms/{platform.pk}/").status_code == 404


def test_a_service_is_recorded_linked_and_confirmed_and_the_share_is_printed(
    platform, neighbour, lin, mei, hua
):
    office, user = page_of(lin), page_of(hua)
    given = {
        "enterprise_id": neighbour.name, "kind": "testing", "description": "温升检测",
        "given_on": "2026-11-10", "fee_fen": "0.3", "contract": "", "reason": "登记",
    }  # fmt: skip
    for _ in range(2):
        assert office.post(f"/platforms/{platform.pk}/services/", given).status_code == 302
    assert "共 2 次服务，其中 2 次暂无成果（100.00%）" in said(office.get("/platforms/services/"))
    service = platform.services.first()
    url = f"/platforms/services/{service.pk}/"
    office.post(url, {"project_id": "", "certificate_id": "", "contract": "2026-17", "reason": "x"})
    listed = said(office.get("/platforms/services/"))
    assert "其中 1 次暂无成果（50.00%）" in listed
    assert "2026-17" in listed
    assert office.get("/platforms/services/?q=is:without").context["list"].shown_count == 1
    assert office.post(f"{url}confirm/").status_code == 403
    user.post(f"{url}confirm/")
    service.refresh_from_db()
    assert service.confirmed_by == "花某"


def test_the_card_is_computed_explained_objected_to_and_ruled_on(
    platform, programme, lin, mei, judge
):
    office, host = page_of(lin), page_of(mei)
    url = f"/platforms/{platform.pk}/facts/?year=2026"
    told = {
        "paper": "2026年度工作报告", "research_projects": "5", "patents_granted": "2",
        "standards_led": "1", "contract_income_yuan": "100", "serious_breach": "false",
        "reason": "填报",
    }  # fmt: skip
    assert host.post(url, told).status_code == 302
    office.post("/platforms/scores/compute/", {"year": "2026"})
    score = PlatformScore.objects.get()
    shown = said(host.get(f"/platforms/scores/{score.pk}/"))
    for word in ("县级建议", "新增授权知识产权", "2026年度工作报告", "6/10", "66"):
        assert word in shown
    host.post(f"/platforms/scores/{score.pk}/object/", {"reason": "漏计3件"})
    register = said(office.get("/platforms/scores/"))
    assert "漏计3件" in register
    assert "待裁定" in register
    objection = score.objections.get()
    office.post(f"{url}&basis=verified", {"paper": "证书", "patents_granted": "5", "reason": "x"})
    answer = page_of(judge).post(
        f"/platforms/objections/{objection.pk}/rule/", {"ruling": "upheld", "reason": "证书已核"}
    )
    assert answer.status_code == 302
    score.refresh_from_db()
    assert (score.total_low, score.outcome) == ("70", "good")
    assert "证书已核" in said(host.get(f"/platforms/scores/{score.pk}/"))
    refused = office.post("/platforms/scores/settle/", {"year": "2026"})
    assert refused.status_code == 409


def test_each_cell_of_the_matrix_opens_its_list_and_empty_ones_are_seen(lin, platform):
    office = page_of(lin)
    page = office.get("/platforms/coverage/")
    full = [cell for line in page.context["lines"] for cell in line.cells if cell[1]]
    empty = [cell for line in page.context["lines"] for cell in line.cells if not cell[1]]
    folded = [url for _industry, links in page.context["bare"] for _title, url in links]
    kinds = len(page.context["kinds"])
    assert (len(full), page.context["bare_count"]) == (1, len(folded))
    assert page.context["empty"] == len(empty) + kinds * len(folded)
    assert page.context["cells"] == len(full) + page.context["empty"]
    assert "<details" in page.content.decode()
    for _kind, count, url in (*full, *empty[:3], *(("", 0, url) for url in folded[:3])):
        path, query = urlsplit(url).path, parse_qs(urlsplit(url).query)
        listed = office.get(path, query)
        assert listed.context["list"].complaints == ()
        assert listed.context["list"].shown_count == count
    before = office.get("/platforms/coverage/?on=2025-02-28")
    assert before.context["total"] == 0


def test_the_years_show_how_many_stood_at_each_level(lin, platform):
    upgrade_platform(
        platform=platform, approval=approved("provincial", date(2026, 5, 1)), change=change()
    )
    office = page_of(lin)
    lines = office.get("/platforms/levels/?on=2026-04-30").context["lines"]
    counted = {day: {word: n for word, n, _ in cells} for day, _, cells, _ in lines}
    assert counted[date(2024, 12, 31)]["市级"] == 0
    assert counted[date(2025, 12, 31)]["市级"] == 1
    assert (counted[date(2026, 4, 30)]["市级"], counted[TODAY]["市级"]) == (1, 0)
    assert counted[TODAY]["省级"] == 1
    assert office.get("/platforms/levels/?on=昨天").status_code == 409


def test_the_paper_is_one_page(lin, platform, programme):
    answer = page_of(lin).get(f"/platforms/{platform.pk}/paper/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.count(b"/Type /Page\n") <= 1
    assert b"/Count 1" in answer.content or answer.content.count(b"/Type/Page/") <= 1


def test_a_leader_reads_and_changes_nothing(zhao, platform, instrument):
    reader = page_of(zhao)
    assert reader.get(f"/platforms/{platform.pk}/").status_code == 200
    assert reader.get("/platforms/register/").status_code == 403
    assert reader.post("/platforms/scores/compute/", {"year": "2026"}).status_code == 403
    assert reader.post(f"/platforms/instruments/{instrument.pk}/", {}).status_code == 403


def test_due_reviews_objections_and_uses_are_work_on_the_first_page(
    platform, instrument, neighbour, programme, lin, mei, hua, judge, monkeypatch
):
    monkeypatch.setattr("jigai.web.rounds.mine.localdate", lambda: date(2027, 1, 10))
    booking = book_instrument(
        instrument=instrument, enterprise=neighbour, starts_at=at(TOMORROW, 9),
        ends_at=at(TOMORROW, 10), purpose="试验", change=by(hua),
    )  # fmt: skip
    later = by(mei, moment=at(TOMORROW, 12))
    record_use(booking=booking, minutes=60, note="", change=later)
    [score] = score_platforms(year=2026, on=TODAY, change=by(lin))
    object_to_score(score=score, change=by(mei, "有误"))

    def cards(viewer):
        found = page_of(viewer).get("/rounds/mine/").context["cards"]
        return {str(card.title): card.url for card in found if card.icon == "platform"}

    assert cards(lin) == {"平台评估即将到期": "/platforms/?q=is:due"}
    assert cards(judge) == {"裁定平台评价异议": "/platforms/scores/"}
    assert cards(hua) == {"确认仪器使用时长": "/platforms/bookings/?q=is:mine"}
    assert cards(mei) == {}
    hits = said(page_of(lin).get("/search/?q=母线工程"))
    assert NAME in hits
