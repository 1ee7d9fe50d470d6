"""My reminders, switches, calendar address, and the way out of a letter."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from icalendar import Calendar

from jigai.apps.accounts.models import User
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import FeedToken, Switch
from jigai.apps.reminders.stop_links import Stop, stop_secret
from jigai.apps.rounds.models import Round
from tests.cast import TODAY, change

MINE, SWITCHES = "/reminders/", "/reminders/switches/"


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    for module in ("mine", "feed"):
        monkeypatch.setattr(f"jigai.web.reminders.{module}.localdate", lambda: TODAY)


def test_bo_sees_what_waits_why_and_until_when(open_round, bo, sign_in, project):
    page = sign_in(bo).get(MINE).content.decode()
    assert project.name in page
    assert "1 件等您办理" in page
    assert "2026年11月18日截止" in page
    assert "您的单位或企业负责填报这些项目" in page
    assert f"/rounds/2026-11A/reports/{project.pk}/" in page


def test_who_has_nothing_reads_so(open_round, zhao, sign_in):
    assert "没有待办" in sign_in(zhao).get(MINE).content.decode()


def test_a_kind_that_is_switched_off_is_gone_from_the_page(open_round, bo, sign_in):
    browser = sign_in(bo)
    boxes = {f"{kind}.page": "on" for kind in ("review", "plan")}
    browser.post(SWITCHES, boxes)
    assert "没有待办" in browser.get(MINE).content.decode()
    held = set(Switch.objects.filter(user_id=bo.user_id).values_list("kind", "medium"))
    assert ("report", "page") in held
    assert ("review", "page") not in held


def test_the_switches_come_back_as_they_were_left(open_round, bo, sign_in):
    browser = sign_in(bo)
    browser.post(SWITCHES, {"report.page": "on", "all.email": "on"})
    page = browser.get(SWITCHES).content.decode()
    assert 'name="report.page" checked' in page
    assert 'name="report.email">' in page
    assert 'name="all.email" checked' in page


def test_saving_the_same_switches_changes_nothing(open_round, bo, sign_in):
    browser = sign_in(bo)
    browser.post(SWITCHES, {"report.page": "on"})
    before = ChangeSet.objects.count()
    browser.post(SWITCHES, {"report.page": "on"})
    assert ChangeSet.objects.count() == before


def test_the_page_says_that_there_is_no_mail_server(programme, bo, sign_in, settings):
    settings.HAS_MAIL = False
    assert "没有配置邮件服务器" in sign_in(bo).get(SWITCHES).content.decode()
    settings.HAS_MAIL = True
    assert "没有配置邮件服务器" not in sign_in(bo).get(SWITCHES).content.decode()


def test_set_up_says_it_too(programme, lin, sign_in, settings):
    settings.HAS_MAIL = False
    assert "没有配置邮件服务器" in sign_in(lin).get("/setup/").content.decode()


def test_an_address_is_kept_and_a_wrong_one_is_refused_beside_its_field(programme, bo, sign_in):
    browser = sign_in(bo)
    assert browser.post("/reminders/address/", {"email": "no-address"}).status_code == 200
    assert User.objects.get(pk=bo.user_id).email == ""
    browser.post("/reminders/address/", {"email": "bo@example.gov.cn"})
    assert User.objects.get(pk=bo.user_id).email == "bo@example.gov.cn"


def test_the_address_of_a_previewed_person_is_not_shown(programme, lin, bo, sign_in):
    browser = sign_in(bo)
    browser.post("/reminders/address/", {"email": "bo@example.gov.cn"})
    browser = sign_in(lin)
    browser.post("/people/preview/", {"person_id": bo.user_id, "reason": "看看"})
    page = browser.get(SWITCHES).content.decode()
    assert "bo@example.gov.cn" not in page


# --- the calendar ----------------------------------------------------------------------------


def made_address(browser):
    page = browser.post("/reminders/calendar/make/").content.decode()
    return re.search(r"/reminders/calendar/[\w-]{40,}\.ics", page)[0]


def test_the_calendar_is_read_without_sign_in_by_its_secret_alone(open_round, bo, sign_in, client):
    path = made_address(sign_in(bo))
    client.logout()
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert Calendar.from_ical(answer.content).walk("VEVENT")
    assert client.get("/reminders/calendar/other.ics").status_code == 404
    again = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_secret_is_shown_once_and_kept_as_a_digest(open_round, bo, sign_in):
    browser = sign_in(bo)
    secret = made_address(browser).removeprefix("/reminders/calendar/").removesuffix(".ics")
    assert secret not in browser.get(SWITCHES).content.decode()
    assert secret not in str(list(FeedToken.objects.values_list()))
    assert secret not in str(list(ChangeSet.objects.values_list()))


def test_a_new_address_ends_the_old_one_and_an_ended_one_reads_nothing(
    open_round, bo, sign_in, client
):
    browser = sign_in(bo)
    first, second = made_address(browser), made_address(browser)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    browser.post("/reminders/calendar/revoke/")
    assert client.get(second).status_code == 404


def test_who_has_left_has_no_calendar(open_round, bo, sign_in, client):
    path = made_address(sign_in(bo))
    with writing("person.barred", change("离任")):
        get_user_model().objects.filter(pk=bo.user_id).update(is_active=False)
    assert client.get(path).status_code == 404


# --- the way out of a letter -----------------------------------------------------------------


def way_out(viewer, kind):
    return f"/reminders/stop/{stop_secret(Stop(viewer.user_id, kind))}/"


def test_a_link_asks_first_and_stops_with_one_post(programme, bo, client):
    path = way_out(bo, "report")
    page = client.get(path)
    assert (page.status_code, Switch.objects.count()) == (200, 0)
    assert "待填报" in page.content.decode()
    assert "已停收" in client.post(path).content.decode()
    [off] = Switch.objects.all()
    assert (off.user_id, off.kind, off.medium) == (bo.user_id, "report", "email")
    assert client.post(path).status_code == 200
    assert Switch.objects.count() == 1


def test_a_mail_program_stops_everything_with_its_own_post(programme, bo):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(way_out(bo, "all"), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Switch.objects.get().kind == "all"


@pytest.mark.parametrize("secret", ["nothing", "WzEsInJlcG9ydCJd:1x:forged"])
def test_a_forged_link_stops_nothing(programme, bo, client, secret):
    assert client.post(f"/reminders/stop/{secret}/").status_code == 404
    assert Switch.objects.count() == 0


def test_it_is_kept_who_stopped_by_which_link(programme, bo, client):
    client.post(way_out(bo, "report"))
    newest = ChangeSet.objects.latest("id")
    assert (newest.verb, newest.actor_key) == ("reminders.switched", bo.key)


def test_the_office_is_told_of_what_is_five_work_days_late_and_why(
    open_round, lin, sign_in, monkeypatch
):
    monkeypatch.setattr("jigai.web.reminders.mine.localdate", lambda: date(2026, 11, 25))
    page = sign_in(lin).get(MINE).content.decode()
    assert "逾期未办，上报" in page
    assert "按规定告知您的角色" in page
    assert "您的单位或企业负责填报这些项目" not in page


def test_an_english_page_names_the_round_in_english(open_round, lin, sign_in):
    with writing("badges.computed", change("计算")):
        Round.objects.update(stage="provisional", objections_until_on=date(2026, 11, 20))
    browser = sign_in(lin)
    browser.cookies["django_language"] = "en"
    page = browser.get(MINE).content.decode()
    assert "first half of November 2026" in page
    assert "上半月" not in page
