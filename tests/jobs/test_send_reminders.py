"""The daily job: at the set hour, again for what failed, and without harm when run twice."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from jigai.jobs import send_reminders as job
from tests.reminder_cast import gives_address, moment


@pytest.fixture
def clock(monkeypatch):
    def set_to(at):
        monkeypatch.setattr(job, "localtime", lambda: at)
        return job.send_reminders.func()

    return set_to


def queued():
    found = DBTaskResult.objects.filter(task_path__endswith="send_reminders", status="READY")
    return list(found.values_list("run_after", flat=True))


def test_at_midnight_it_waits_for_the_hour_and_then_sends(open_round, bo, with_mail, clock):
    gives_address(bo)
    assert clock(moment(hour=0))["made"] == 0
    assert queued() == [moment(hour=8, minute=0)]
    assert clock(moment(hour=0, minute=40))["made"] == 0
    assert len(queued()) == 1
    assert clock(moment())["sent"] == 1
    assert clock(moment(hour=9))["sent"] == 0
    assert len(mail.outbox) == 1


def test_what_failed_is_queued_for_its_next_try(open_round, double, robot, clock):
    double.planned = [{"errcode": -1, "errmsg": "system busy"}]
    at = moment(date(2026, 11, 25))
    assert clock(at)["waiting"] == 1
    assert queued() == [at + timedelta(minutes=5)]
    assert clock(at + timedelta(minutes=5))["sent"] == 1


def test_without_mail_and_robots_it_does_nothing_and_does_not_fail(programme, settings, clock):
    settings.HAS_MAIL = False
    assert clock(moment()) == {"made": 0, "sent": 0, "waiting": 0, "dead": 0}
    assert queued() == []
