"""The office's channels: robots, hours, quiet days, dead letters."""

from dataclasses import replace
from datetime import date

import pytest

from jigai.apps.reminders.models import Message, QuietSpan, Robot, Sending
from jigai.flows.plan_messages import plan_messages
from jigai.web.reminders import channels
from tests.apps.reminders.double import SECRET
from tests.reminder_cast import gives_address, moment

PAGE = "/reminders/channels/"


def robot_form(double, messenger="wecom", **more):
    return {
        "messenger": messenger,
        "name": "崔口镇工作群",
        "url": double.url(messenger),
        "secret": SECRET if messenger == "dingtalk" else "",
        "role": "office",
    } | more


@pytest.mark.parametrize("messenger", ["wecom", "dingtalk"])
def test_lin_adds_a_robot_tests_it_and_its_address_is_never_shown(
    office, programme, double, messenger, monkeypatch
):
    monkeypatch.setattr(channels, "change_by", at_nine(channels.change_by))
    office.post(f"{PAGE}robots/", robot_form(double, messenger))
    robot = Robot.objects.get()
    office.post(f"{PAGE}robots/{robot.pk}/test/")
    assert len(double.received) == 1
    page = office.get(PAGE).content.decode()
    assert "崔口镇工作群" in page
    assert "已送达" in page
    assert double.host not in page
    assert SECRET not in page


def at_nine(change_by):
    return lambda request, reason: replace(change_by(request, reason), at=moment())


def test_a_wrong_address_is_refused_beside_its_field_and_not_shown_again(office, programme, double):
    answer = office.post(
        f"{PAGE}robots/", robot_form(double, url="https://example.com/hook?key=s3")
    )
    page = answer.content.decode()
    assert "这不是企业微信群机器人的地址" in page
    assert "example.com/hook" not in page
    assert not Robot.objects.exists()


def test_a_unit_names_its_agency_and_dingtalk_its_secret(office, programme, double):
    page = office.post(f"{PAGE}robots/", robot_form(double, role="unit")).content.decode()
    assert "error" in page
    page = office.post(f"{PAGE}robots/", robot_form(double, "dingtalk", secret="")).content.decode()
    assert "加签密钥" in page
    assert not Robot.objects.exists()


def test_the_hour_and_the_quiet_days_are_set(office, programme):
    office.post(f"{PAGE}sending/", {"hour": "7"})
    held = Sending.objects.get()
    assert (held.hour, held.work_days_only) == (7, False)
    assert office.post(f"{PAGE}sending/", {"hour": "24"}).status_code == 200
    assert Sending.objects.get().hour == 7
    days = {"first_on": "2026-12-01", "last_on": "2026-12-03", "reason": "系统维护"}
    office.post(f"{PAGE}quiet/", days)
    span = QuietSpan.objects.get()
    wrong = office.post(f"{PAGE}quiet/", days | {"last_on": "2026-11-01"})
    assert wrong.status_code == 200
    assert "系统维护" in office.get(PAGE).content.decode()
    office.post(f"{PAGE}quiet/{span.pk}/end/")
    assert not QuietSpan.objects.exists()


def test_a_dead_letter_is_listed_and_sent_again_or_dropped(office, open_round, robot, double):
    plan_messages(at=moment(date(2026, 11, 25)))
    Message.objects.update(state="failed", answer_code=93000, problem="invalid webhook url")
    message = Message.objects.get()
    page = office.get(PAGE).content.decode()
    assert "93000 invalid webhook url" in page
    assert "MessageRow" not in page
    office.post(f"{PAGE}messages/{message.pk}/retry/")
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("waiting", 0)
    assert office.post(f"{PAGE}messages/{message.pk}/drop/").status_code == 409
    Message.objects.update(state="uncertain")
    office.post(f"{PAGE}messages/{message.pk}/drop/")
    message.refresh_from_db()
    assert message.state == "dropped"


def test_an_ended_robot_stays_listed_as_ended(office, programme, robot):
    office.post(f"{PAGE}robots/{robot.pk}/end/")
    assert "已停用" in office.get(PAGE).content.decode()
    office.post(f"{PAGE}robots/{robot.pk}/test/")
    assert Message.objects.get().state == "failed"


def test_only_who_keeps_the_whole_county_manages_channels(bo, zhao, programme, sign_in):
    for person in (bo, zhao):
        browser = sign_in(person)
        assert browser.get(PAGE).status_code == 403
        assert browser.post(f"{PAGE}sending/", {"hour": "7"}).status_code == 403
    assert not Sending.objects.exists()


def test_letters_to_persons_are_listed_without_the_person(office, open_round, bo, with_mail):
    gives_address(bo)
    plan_messages(at=moment())
    page = office.get(PAGE).content.decode()
    assert "技改提醒：1件待办" in page
    assert "bo@example.gov.cn" not in page
    assert "薄某" not in page
