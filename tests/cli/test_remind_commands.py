"""jigai remind as a county's operator runs it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from jigai.apps.reminders.models import Message, Robot, Switch
from jigai.cli.remind import remind
from jigai.flows.plan_messages import plan_messages
from tests.apps.reminders.double import SECRET
from tests.reminder_cast import moment

ON = ("--on", "2026-11-16")


@pytest.fixture
def run():
    def ran(*words):
        return CliRunner().invoke(remind, words)

    return ran


def test_what_waits_for_a_login(run, open_round, bo):
    [row] = json.loads(run("list", "bo", *ON, "--json").stdout)["reminders"]
    assert (row["kind"], row["occasion"]) == ("report", "soon")
    assert run("list", "nobody").exit_code == 1


def test_a_robot_is_added_tested_and_ended(run, programme, lin, double):
    words = ("add-robot", "dingtalk", "专班群", "--role", "office", "--area", "崔口镇")
    given = ("--url", double.url("dingtalk"), "--secret", SECRET, "--as", "lin", "--json")
    made = json.loads(run(*words, *given).stdout)
    assert Robot.objects.get(pk=made["id"]).division.name == "崔口镇"
    refused = run(
        "add-robot", "wecom", "x", "--role", "office", "--url", "http://x", "--secret", ""
    )
    assert (refused.exit_code, "Webhook" in refused.stderr) == (1, True)
    assert run("channels", "--json").stdout.count(double.host) == 0
    assert run("end-robot", str(made["id"]), "--reason", "换群").exit_code == 0
    tested = json.loads(run("test-robot", str(made["id"]), "--json").stdout)
    assert tested["messages"][0]["state"] == "failed"


def test_hours_quiet_days_and_dead_letters(run, open_round, robot):
    held = json.loads(run("hour", "7", "--every-day", "--json").stdout)
    assert held == {"hour": 7, "work_days_only": False}
    number = run("quiet", "2026-12-01", "2026-12-03", "--reason", "维护").stdout.split("\t")[0]
    assert run("quiet", "--end", number, "--reason", "取消").exit_code == 0
    plan_messages(at=moment(date(2026, 11, 25)))
    Message.objects.update(state="failed")
    key = str(
        json.loads(run("messages", "--state", "failed", "--json").stdout)["messages"][0]["id"]
    )
    assert run("retry", key).exit_code == 0
    assert run("drop", key, "--reason", "算了").exit_code == 1


def test_switches_and_the_calendar_of_a_person(run, open_round, bo, tmp_path):
    run("switch", "bo", "report", "email")
    assert Switch.objects.filter(kind="report", medium="email").exists()
    run("switch", "bo", "report", "email", "--on")
    assert not Switch.objects.exists()
    run("address", "bo", "bo@example.gov.cn", "--reason", "本人要求")
    made = json.loads(run("calendar", "bo", "--reason", "本人要求", "--json").stdout)
    assert made["address"].endswith(".ics")
    assert run("calendar", "bo", "--end", "--reason", "停用").exit_code == 0
    out = tmp_path / "bo.ics"
    assert run("feed", "bo", "-o", str(out)).exit_code == 0
    assert Calendar.from_ical(out.read_bytes()).walk("VEVENT")


def test_send_says_what_it_did(run, programme, settings):
    settings.HAS_MAIL = False
    told = json.loads(run("send", "--json").stdout)
    assert told == {"made": 0, "sent": 0, "waiting": 0, "dead": 0, "has_mail": False}
