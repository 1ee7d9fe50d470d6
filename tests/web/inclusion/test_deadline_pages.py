"""Reminder and breach where people see them: list, project, cockpit, own work."""

from datetime import timedelta

import pytest

from jigai.apps.projects.models import InclusionCutoff
from tests.api.test_api import call, reader  # noqa: F401 - the API's caller and its token
from tests.apps.projects.test_inclusion_alarms import (  # noqa: F401 - a started project
    STARTED,
    on_day,
    started,
)

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def clock(monkeypatch):
    def set_to(number):
        day = STARTED + timedelta(days=number)
        for page in ("jigai.web.inclusion.list", "jigai.web.projects.show"):
            monkeypatch.setattr(f"{page}.localdate", lambda: day)
        return on_day(number)

    return set_to


def test_before_the_day_nothing_is_said(office, started, clock):  # noqa: F811
    assert clock(30) == []
    assert "提醒记录" not in office.get(f"/projects/{started.pk}/").content.decode()
    assert office.get("/cockpit/waiting/inclusion/").context["list"].shown_count == 0
    text = office.get("/inclusion/").content.decode()
    assert "还剩 1 天" in text
    assert "施工合同" in text


@pytest.mark.parametrize(("number", "word"), [(31, "提醒"), (61, "超期")])
def test_on_the_day_it_stands_on_every_page(office, bo, sign_in, started, clock, number, word):  # noqa: F811
    clock(number)
    assert "提醒记录" in (text := office.get(f"/projects/{started.pk}/").content.decode())
    assert f"{word} 2026年" in text
    [row] = office.get("/cockpit/waiting/inclusion/").context["list"].rows
    assert word in [cell.text for cell in row.cells]
    waiting = {step.key: step.count for step in office.get("/").context["cockpit"].waiting}
    assert waiting["inclusion"] == 1
    cards = sign_in(bo).get("/rounds/mine/").context["cards"]
    assert [card.count for card in cards if card.url == "/inclusion/"] == [1]


def test_the_list_groups_and_narrows(office, started, clock):  # noqa: F811
    clock(61)
    counts = {key: count for key, _, count, _ in office.get("/inclusion/").context["groups"]}
    assert counts == {"": 1, "breach": 1, "reminder": 0, "papers": 1}
    assert office.get("/inclusion/", {"area": "别处"}).context["count"] == 0


def test_an_administrator_sets_the_calendar(office, started):  # noqa: F811
    assert office.get("/inclusion/calendar/").status_code == 403


def test_the_api_gives_deadlines_and_calendar(call, reader, started):  # noqa: F811
    _, told = call("GET", f"inclusion/deadlines?on={STARTED}", reader)
    assert [(one["next_on"], one["days_left"]) for one in told] == [("2026-10-02", 31)]
    status, problem = call(
        "PUT", "inclusion/calendar/preparing", reader, {"day_of_month": 5, "reason": "x"}
    )
    assert (status, problem["code"]) == (403, "token.read_only")
    assert not InclusionCutoff.objects.exists()
