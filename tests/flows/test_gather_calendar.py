"""A person's calendar under the parser that other programs use."""

from datetime import date, datetime

import pytest
from icalendar import Calendar

from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.reference.actions.load_calendar import load_published_calendar
from jigai.apps.registry.models import Certificate
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.apps.rounds.models import Reopening, Round
from jigai.flows.gather_calendar import calendar_of
from tests.cast import TODAY, ZONE, change
from tests.reminder_cast import moment


def bytes_of(viewer, on=TODAY, language="zh"):
    return calendar_of(viewer, on=on, language=language)


def events_of(viewer, on=TODAY, language="zh"):
    feed = Calendar.from_ical(bytes_of(viewer, on, language))
    return {str(one["UID"]).partition("@")[0]: one for one in feed.walk("VEVENT")}


@pytest.fixture
def published(programme):
    load_published_calendar(years=range(2026, 2027), change=change("载入"))


def test_the_feed_is_sound_and_names_its_zone(open_round, bo):
    feed = Calendar.from_ical(bytes_of(bo))
    assert (str(feed["VERSION"]), str(feed["X-WR-TIMEZONE"])) == ("2.0", "Asia/Shanghai")
    assert feed.errors == []
    [zone] = feed.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Asia/Shanghai"
    for one in feed.walk("VEVENT"):
        assert one.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(one)


def test_lines_end_with_crlf_and_are_folded_at_75_bytes(open_round, bo):
    content = bytes_of(bo)
    lines = content.split(b"\r\n")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    content.decode("utf-8")


def test_a_due_report_is_an_all_day_event(open_round, bo, project):
    [uid] = [key for key in events_of(bo) if key.startswith("report-")]
    event = events_of(bo)[uid]
    assert event["DTSTART"].dt == date(2026, 11, 18)
    assert event["DTEND"].dt == date(2026, 11, 19)
    assert project.name in event["SUMMARY"]
    assert "收到原因" in event["DESCRIPTION"]


def test_uids_stay_when_the_day_moves_and_no_two_are_alike(open_round, bo):
    before = bytes_of(bo).count(b"BEGIN:VEVENT"), set(events_of(bo))
    with writing("round.moved", change("顺延")):
        Round.objects.update(due_on=date(2026, 11, 20))
    assert before == (len(before[1]), set(events_of(bo)))
    [moved] = [one for key, one in events_of(bo).items() if key.startswith("report-")]
    assert moved["DTSTART"].dt == date(2026, 11, 20)


def test_the_same_data_give_the_same_bytes(open_round, bo):
    assert bytes_of(bo) == bytes_of(bo)


def test_rounds_ahead_fall_due_by_the_published_work_days(published, bo):
    events = events_of(bo, on=date(2026, 9, 20))
    assert events["round-begin-2026-09B"]["DTSTART"].dt == date(2026, 9, 16)
    # 30 September, then eight free days, 8 October worked: three work-days end on 12 October
    due = events["round-due-2026-09B"]["DTSTART"].dt
    assert due == date(2026, 10, 10)
    assert "round-due-2026-12A" in events


def test_a_known_round_shows_its_own_days(open_round, bo):
    with writing("badges.computed", change("计算")):
        Round.objects.update(objections_until_on=date(2026, 11, 24))
    events = events_of(bo)
    assert events["round-due-2026-11A"]["DTSTART"].dt == date(2026, 11, 18)
    assert events["round-objections-2026-11A"]["DTSTART"].dt == date(2026, 11, 24)


def test_a_reopening_ends_at_a_moment_with_its_zone(open_round, lin):
    until = datetime(2026, 11, 17, 17, 30, tzinfo=ZONE)
    with writing("reopening.approved", change("批准")):
        made = Reopening.objects.create(
            round=open_round, reason="更正", asked_by_key="user:9", asked_by="何某",
            asked_at=moment(), approved_by_key="user:8", approved_by="孟某",
            approved_at=moment(), open_until=until,
        )  # fmt: skip
    event = events_of(lin)[f"reopening-{made.pk}"]
    assert event["DTSTART"].dt == until
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"


def test_windows_open_and_close_as_the_notice_says(programme, lin):
    events = events_of(lin, on=date(2026, 6, 1))
    window = events["window-cn.tech_sme-2026"]
    assert window["DTEND"].dt == date(2026, 9, 1)  # the day after the last
    assert events["window-cn.tech_sme-2026-closes"]["DTSTART"].dt == date(2026, 8, 31)


def test_a_certificate_stands_in_the_calendars_of_its_firm_and_of_its_coach(
    enterprise, programme, mei, bo, lin
):
    with writing("certificate.added", change("登记")):
        made = Certificate.objects.create(
            enterprise=enterprise, kind="hnte", number="GR1", valid_to=date(2027, 3, 1)
        )
    uid = f"certificate-{made.pk}"
    assert events_of(mei)[uid]["DTSTART"].dt == date(2027, 3, 1)
    assert uid not in events_of(bo) | events_of(lin)
    assign_coach(enterprise=enterprise, user_id=lin.user_id, since=TODAY, change=change("指定"))
    assert "高新技术企业" in events_of(lin)[uid]["SUMMARY"]


def test_a_switch_takes_a_kind_out_of_the_calendar_alone(open_round, bo):
    off = {("round_days", "calendar"), ("windows", "calendar"), ("report", "email")}
    set_switches(user_id=bo.user_id, off=off, change=change("关"))
    assert {key.partition("-")[0] for key in events_of(bo)} == {"report"}


def test_the_feed_speaks_english_to_who_reads_english(open_round, bo):
    events = events_of(bo, language="en")
    assert "reports are due" in str(events["round-due-2026-11A"]["SUMMARY"])
