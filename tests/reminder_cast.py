"""A round that is open, a messenger on this machine, and moments of the days around it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jigai.apps.accounts.actions.set_address import set_address
from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.apps.reminders.actions.add_robot import add_robot
from jigai.apps.rounds.models import Round, RoundEntry
from tests.apps.reminders.double import SECRET, Double
from tests.cast import ZONE, change

MONDAY = date(2026, 11, 16)
DUE_ON = date(2026, 11, 18)


def moment(day=MONDAY, hour=8, minute=30):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def open_round(project, programme):
    """Waits for one report of ``project`` until 18 November."""
    with writing("round.opened", change("开启")):
        held = Round.objects.create(
            period="2026-11A",
            starts_on=date(2026, 11, 1),
            ends_on=date(2026, 11, 15),
            due_on=DUE_ON,
            stage="open",
        )
        RoundEntry.objects.create(round=held, project=project)
    return held


@pytest.fixture
def double(settings):
    held = Double()
    settings.ROBOT_HOSTS = frozenset({held.host})
    held.now_ms = int(moment().timestamp() * 1000)
    yield held
    held.close()


@pytest.fixture
def with_mail(settings):
    settings.HAS_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "jigai@example.gov.cn"
    settings.SITE_ADDRESS = "https://jigai.example.gov.cn"


@pytest.fixture
def robot(double, county):
    """The office's group in WeCom."""
    return group(double, "wecom")


def group(double, messenger, *, role="office", **more):
    return add_robot(
        messenger=messenger,
        name=f"{messenger} {role} {len(more)}",
        url=double.url(messenger),
        secret=SECRET if messenger == "dingtalk" else "",
        role=role,
        change=change("接通"),
        **more,
    )


def gives_address(viewer, email="bo@example.gov.cn"):
    set_address(user=User.objects.get(pk=viewer.user_id), email=email, change=change("邮箱"))
