"""Reminders through the API, as a program of the person or of the office."""

from datetime import date

import pytest

from jigai.apps.reminders.models import Message, Robot, Switch
from jigai.flows.plan_messages import plan_messages
from tests.cast import TODAY
from tests.reminder_cast import moment


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr("jigai.api.v1.reminders.timezone.localdate", lambda: TODAY)


def test_what_waits_is_told_with_reason_and_link(call, open_round, bo):
    status, rows = call("GET", "reminders", bo)
    assert status == 200
    [row] = rows
    assert (row["kind"], row["occasion"], row["due_on"]) == ("report", "soon", "2026-11-18")
    assert row["why"]["zh"].startswith("您的单位")


def test_switches_address_and_calendar_are_the_callers_own(call, open_round, bo, client):
    off = [{"kind": "report", "medium": "page"}]
    status, rows = call("PUT", "reminders/switches", bo, off=off, stops_all_mail=True)
    report = next(row for row in rows if row["kind"] == "report")
    assert (status, report["on"]) == (200, ["calendar"])
    assert call("GET", "reminders", bo)[1] == []
    assert Switch.objects.filter(user_id=bo.user_id).count() == 2
    assert call("PUT", "reminders/address", bo, email="bo@example.gov.cn")[0] == 200
    assert call("PUT", "reminders/address", bo, email="nonsense")[0] == 409
    status, made = call("POST", "reminders/calendar", bo)
    path = "/" + made["address"].split("/", 3)[3]
    assert (status, client.get(path).status_code) == (201, 200)
    call("POST", "reminders/calendar/end", bo)
    assert client.get(path).status_code == 404
    off = [{"kind": "nothing", "medium": "page"}]
    assert call("PUT", "reminders/switches", bo, off=off)[0] == 404


def test_the_office_runs_its_channels(call, open_round, lin, double):
    robot = {"messenger": "wecom", "name": "专班群", "url": double.url("wecom"), "role": "office"}
    status, made = call("POST", "reminders/channels/robots", lin, **robot)
    assert status == 201
    status, sent = call("POST", f"reminders/channels/robots/{made['id']}/test", lin)
    assert (sent["state"], sent["is_test"]) == ("sent", True)
    call("PUT", "reminders/channels/sending", lin, hour=7, work_days_only=False)
    days = {"first_on": "2026-12-01", "last_on": "2026-12-02"}
    quiet = call("POST", "reminders/channels/quiet", lin, **days)[1]
    told = call("GET", "reminders/channels", lin)[1]
    assert (told["sending"]["hour"], len(told["quiet"]), len(told["robots"])) == (7, 1, 1)
    assert double.host not in str(told)
    call("POST", f"reminders/channels/quiet/{quiet['id']}/end", lin)
    call("POST", f"reminders/channels/robots/{made['id']}/end", lin)
    assert not Robot.objects.get().is_active


def test_a_dead_letter_is_settled(call, open_round, lin, robot):
    plan_messages(at=moment(date(2026, 11, 25)))
    Message.objects.update(state="failed")
    [dead] = call("GET", "reminders/channels/messages?state=failed", lin)[1]
    assert call("POST", f"reminders/channels/messages/{dead['id']}/retry", lin)[0] == 200
    assert call("POST", f"reminders/channels/messages/{dead['id']}/drop", lin)[0] == 409


def test_others_do_not_see_the_channels(call, programme, bo, robot):
    assert call("GET", "reminders/channels", bo)[0] == 403
    assert call("POST", f"reminders/channels/robots/{robot.pk}/end", bo)[0] == 403
