"""Messages of a day: once to each, tried again, never twice, never lost."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.actions.add_robot import end_robot
from jigai.apps.reminders.actions.record_message import claim_message
from jigai.apps.reminders.actions.set_sending import add_quiet_span, set_sending
from jigai.apps.reminders.actions.set_switches import set_switches, switch_off
from jigai.apps.reminders.actions.settle_dead_letter import (
    NotADeadLetter,
    drop_message,
    retry_message,
)
from jigai.apps.reminders.models import Delivery, Message, RobotSecret
from jigai.apps.reminders.queries.messages import dead_letters
from jigai.apps.reminders.sealing import sealed
from jigai.domain.reminders.kinds import EVERY_KIND, Medium
from jigai.domain.reminders.occasions import PAUSES
from jigai.domain.reminders.robots import Address, Messenger
from jigai.flows.plan_messages import plan_messages
from jigai.flows.send_messages import send_messages, send_trial
from tests.apps.reminders.double import OK
from tests.cast import change
from tests.reminder_cast import DUE_ON, MONDAY, gives_address, group, moment


def day(at):
    plan_messages(at=at)
    return send_messages(at=at)


def overdue_for_the_office(at=None):
    """The report of the cast is five work-days late: the office's group hears of it."""
    return moment(date(2026, 11, 25))


# --- letters ---------------------------------------------------------------------------------


def test_bo_gets_one_letter_with_reason_and_link_and_way_to_stop(open_round, bo, with_mail):
    gives_address(bo)
    assert day(moment()).sent == 1
    [letter] = mail.outbox
    assert letter.to == ["bo@example.gov.cn"]
    assert letter.from_email == "jigai@example.gov.cn"
    assert letter.subject == "技改提醒：1件待办"
    assert "开关柜产线智能化改造" in letter.body
    assert "https://jigai.example.gov.cn/rounds/2026-11A/reports/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].startswith(
        "<https://jigai.example.gov.cn/reminders/stop/"
    )


def test_nothing_is_told_twice_and_each_occasion_once(open_round, bo, with_mail):
    gives_address(bo)
    assert [day(moment(date(2026, 11, d))).sent for d in (16, 16, 17, 18, 19, 20)] == [
        1, 0, 0, 1, 1, 0,
    ]  # fmt: skip
    said = [letter.body.partition("[")[2].partition("]")[0] for letter in mail.outbox]
    assert said == ["临近期限", "最后期限", "已逾期"]


def test_before_the_hour_and_on_free_and_quiet_days_nothing_goes_out(open_round, bo, with_mail):
    gives_address(bo)
    set_sending(hour=9, work_days_only=True, change=change("定时"))
    add_quiet_span(
        first_on=date(2026, 11, 17), last_on=DUE_ON, reason="防汛值守", change=change("免打扰")
    )
    assert day(moment(hour=8)).sent == 0
    assert day(moment(date(2026, 11, 15), 9)).sent == 0  # a Sunday
    assert day(moment(DUE_ON, 9)).sent == 0
    assert day(moment(date(2026, 11, 19), 9)).sent == 1
    assert "已逾期" in mail.outbox[0].body


def test_a_stopped_kind_and_a_stopped_person_get_nothing(open_round, bo, mei, with_mail):
    gives_address(bo)
    gives_address(mei, "mei@example.com")
    set_switches(user_id=bo.user_id, off={("report", "email")}, change=change("关"))
    set_switches(user_id=mei.user_id, off={(EVERY_KIND, "email")}, change=change("关"))
    assert day(moment()).sent == 0
    assert Message.objects.count() == 0


def test_who_stops_while_a_letter_waits_does_not_get_it(open_round, bo, with_mail):
    gives_address(bo)
    plan_messages(at=moment())
    switch_off(
        user_id=bo.user_id, kind=EVERY_KIND, medium=Medium.EMAIL, change=change("凭链接停收")
    )
    send_messages(at=moment())
    assert (mail.outbox, Message.objects.get().state) == ([], "dropped")


def test_the_letter_speaks_the_language_of_its_reader(open_round, bo, with_mail, django_user_model):
    gives_address(bo)
    with writing("person.edited", change("语言")):
        django_user_model.objects.filter(pk=bo.user_id).update(language="en")
    day(moment())
    assert mail.outbox[0].subject == "Jigai reminders: 1 waiting"


def test_a_letter_that_has_arrived_keeps_no_text(open_round, bo, with_mail):
    gives_address(bo)
    day(moment())
    kept = Message.objects.get()
    assert (kept.state, kept.text, kept.item_count) == ("sent", "", 1)


def test_without_a_mail_server_no_letter_is_written_and_nothing_fails(open_round, bo, settings):
    settings.HAS_MAIL = False
    gives_address(bo)
    assert (day(moment()).dead, Message.objects.count()) == (0, 0)


class Down:
    """A mail server that is away, or that refuses."""

    def __init__(self, fault, *, opens=False):
        self.fault, self.opens = fault, opens

    def open(self):
        if not self.opens:
            raise self.fault

    def send_messages(self, _letters):
        raise self.fault

    def close(self):
        pass


def test_a_mail_server_that_is_away_is_tried_again_and_then_it_is_a_dead_letter(
    open_round, bo, with_mail, monkeypatch
):
    gives_address(bo)
    monkeypatch.setattr(
        "jigai.flows.send_messages.get_connection", lambda: Down(ConnectionRefusedError())
    )
    at = moment()
    assert day(at).waiting == 1
    for pause in PAUSES:
        assert send_messages(at=at + pause - timedelta(seconds=1)).waiting == 0
        at += pause
        told = send_messages(at=at)
    assert told.dead == 1
    [dead] = dead_letters()
    assert (dead.attempts, dead.problem) == (len(PAUSES) + 1, "ConnectionRefusedError")


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    open_round, bo, with_mail, monkeypatch
):
    gives_address(bo)
    fault = smtplib.SMTPRecipientsRefused({"bo@example.gov.cn": (550, b"no such user")})
    monkeypatch.setattr("jigai.flows.send_messages.get_connection", lambda: Down(fault, opens=True))
    assert day(moment()).dead == 1
    assert dead_letters()[0].answer_code == 550


def test_a_server_that_breaks_while_it_takes_the_letter_leaves_it_uncertain(
    open_round, bo, with_mail, monkeypatch
):
    gives_address(bo)
    monkeypatch.setattr(
        "jigai.flows.send_messages.get_connection",
        lambda: Down(smtplib.SMTPServerDisconnected("gone"), opens=True),
    )
    day(moment())
    assert [row.state for row in dead_letters()] == ["uncertain"]
    assert send_messages(at=moment() + timedelta(days=1)).sent == 0


# --- group robots ----------------------------------------------------------------------------


@pytest.mark.parametrize("messenger", ["wecom", "dingtalk"])
def test_a_group_gets_counts_and_links_of_its_role_and_no_names(
    open_round, double, messenger, project
):
    group(double, messenger)
    at = overdue_for_the_office()
    double.now_ms = int(at.timestamp() * 1000)
    assert day(at).sent == 1
    text = str(double.received)
    assert "**待填报** 1件，其中逾期1件" in text
    assert project.name not in text
    assert "薄某" not in text


def test_a_group_of_a_unit_hears_of_its_own_unit_alone(open_round, double, agency):
    with writing("agency.opened", change("设立")):
        other = Agency.objects.create(name="尚堂镇政府", kind="township")
    group(double, "wecom", role="unit", agency_id=agency.pk)
    group(double, "dingtalk", role="unit", agency_id=other.pk, division_id=None)
    assert day(moment()).sent == 1


def test_the_signature_is_checked_by_the_service(open_round, double, robot):
    wrong = group(double, "dingtalk")
    address = Address(Messenger.DINGTALK, double.url("dingtalk"), "SEC-wrong")
    RobotSecret.objects.filter(robot=wrong).update(sealed=sealed(address))
    send_trial(robot=wrong, change=change("测试", at=moment()))
    [dead] = dead_letters()
    assert (dead.answer_code, dead.problem) == (310000, "sign not match")
    assert send_trial(robot=robot, change=change("测试", at=moment())).state == "sent"


def test_a_busy_service_is_asked_again_and_the_message_arrives_once(open_round, double, robot):
    double.planned = [{"errcode": 45009, "errmsg": "api freq out of limit"}, 503, OK]
    at = overdue_for_the_office()
    assert day(at).waiting == 1
    assert send_messages(at=at + PAUSES[0]).waiting == 1
    assert send_messages(at=at + PAUSES[0] + PAUSES[1]).sent == 1
    assert send_messages(at=at + timedelta(days=2)).sent == 0
    assert double.asked == 3


def test_a_robot_that_was_removed_is_a_dead_letter_at_once(open_round, double, robot):
    double.planned = [{"errcode": 93000, "errmsg": "invalid webhook url"}]
    assert day(overdue_for_the_office()).dead == 1
    assert dead_letters()[0].answer_code == 93000


def test_an_answer_that_never_came_is_left_to_a_person(open_round, double, robot, lin):
    double.planned = ["cut"]
    at = overdue_for_the_office()
    day(at)
    [dead] = dead_letters()
    assert dead.state == "uncertain"
    assert send_messages(at=at + timedelta(days=1)).sent == 0
    message = Message.objects.get()
    retry_message(message=message, change=change("再发", at=at))
    assert send_messages(at=at).sent == 1
    with pytest.raises(NotADeadLetter):
        drop_message(message=Message.objects.get(), change=change("算了"))


def test_one_that_cannot_be_reached_keeps_no_other_back(open_round, double, bo, with_mail):
    gives_address(bo)
    unit = bo.grants[0].agency_id
    gone = group(double, "wecom", role="unit", agency_id=unit)
    double.close()
    told = day(moment())
    assert (told.sent, told.waiting) == (1, 1)
    assert Message.objects.get(robot=gone).problem == "ConnectionRefusedError"


def test_twenty_messages_a_minute_are_kept_by_ourselves(double, robot):
    at = moment()
    states = [send_trial(robot=robot, change=change("测试", at=at)).state for _ in range(21)]
    assert states.count("sent") == 20
    assert states[-1] == "waiting"
    assert double.asked == 20
    double.received.clear()
    assert send_messages(at=at + timedelta(minutes=1, seconds=1)).sent == 1


def test_an_interrupted_message_is_neither_lost_nor_sent_again(open_round, double, robot):
    at = overdue_for_the_office()
    plan_messages(at=at)
    Message.objects.update(state="sending", tried_at=at, attempts=1)
    assert send_messages(at=at + timedelta(minutes=5)).sent == 0
    assert dead_letters() == []
    send_messages(at=at + timedelta(minutes=11))
    assert [row.state for row in dead_letters()] == ["uncertain"]
    assert double.asked == 0


def test_two_processes_write_and_send_one_message(open_round, double, robot):
    at = overdue_for_the_office()
    assert len(plan_messages(at=at)) == 1
    assert plan_messages(at=at) == []
    first, second = Message.objects.get(), Message.objects.get()
    assert claim_message(message=first, at=at)
    assert not claim_message(message=second, at=at)


def test_the_database_refuses_a_second_telling(open_round, bo, with_mail):
    gives_address(bo)
    plan_messages(at=moment())
    told = Delivery.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(message=told.message, user_id=told.user_id, key=told.key)


# --- secrets ---------------------------------------------------------------------------------


def test_the_address_is_sealed_and_stands_nowhere_in_history(double, robot):
    assert "send?key=k1" not in RobotSecret.objects.get().sealed
    assert double.host not in RobotSecret.objects.get().sealed
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reminders_robot_history")
        told = str(cursor.fetchall()) + str(list(ChangeSet.objects.values_list()))
    assert double.host not in told
    assert "reminders_robotsecret_history" not in connection.introspection.table_names()


def test_an_ended_robot_loses_its_address_and_hears_nothing(open_round, double, robot):
    end_robot(robot=robot, change=change("停用"))
    assert not RobotSecret.objects.exists()
    assert day(overdue_for_the_office()).sent == double.asked == 0


def test_old_messages_go_with_what_they_told(open_round, bo, with_mail):
    gives_address(bo)
    day(moment())
    send_messages(at=moment(MONDAY + timedelta(days=402)))
    assert (Message.objects.count(), Delivery.objects.count()) == (0, 0)
