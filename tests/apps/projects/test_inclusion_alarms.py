"""Reminder and breach of inclusion: on their set days, once each, and the deadlines by day."""

from datetime import date, datetime, timedelta

import pytest

from jigai.apps.audit.chain import head
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.move_inclusion import move_inclusion
from jigai.apps.projects.actions.raise_inclusion_alarms import raise_inclusion_alarms
from jigai.apps.projects.actions.set_inclusion_cutoff import CutoffUnreadable, set_inclusion_cutoff
from jigai.apps.projects.models import InclusionAlarm
from jigai.apps.projects.queries.inclusion_deadlines import inclusion_deadlines
from jigai.apps.reference.models import Programme
from jigai.domain.inclusion import next_cutoff
from tests.cast import ZONE, change

STARTED = date(2026, 9, 1)


@pytest.fixture
def started(project):
    with writing("project.started", change("开工")):
        project.actual_start_on = STARTED
        project.save()
    move_inclusion(project=project, to="county_review", on=STARTED, change=change("申报"))
    return project


def on_day(number):
    """The job of the day that is so many days past the start."""
    day = STARTED + timedelta(days=number)
    at = datetime(day.year, day.month, day.day, 6, tzinfo=ZONE)
    return [one.kind for one in raise_inclusion_alarms(on=day, change=change("例行", at=at))]


def test_the_clock_raises_the_reminder_on_day_31_and_the_breach_on_day_61_once_each(started):
    said = [(number, kind) for number in range(70) for kind in on_day(number) + on_day(number)]
    assert said == [(31, "reminder"), (61, "breach")]
    assert list(InclusionAlarm.objects.order_by("due_on").values_list("kind", "due_on")) == [
        ("reminder", date(2026, 10, 2)),
        ("breach", date(2026, 11, 1)),
    ]


def test_a_second_run_writes_nothing_at_all(started):
    on_day(31)
    before = head()
    assert on_day(31) == []
    assert head() == before


def test_a_job_that_was_down_raises_late_what_fell_due_and_keeps_the_set_day(started):
    assert on_day(40) == ["reminder"]
    assert InclusionAlarm.objects.get().due_on == STARTED + timedelta(days=31)


def test_what_reached_the_library_in_time_is_not_alarmed(started):
    move_inclusion(project=started, to="higher_review", on=STARTED, change=change())
    move_inclusion(
        project=started, to="in_library", on=STARTED, change=change(), included_month="2026-09"
    )
    assert on_day(61) == []


def test_the_days_are_the_programmes_own(started, programme):
    with writing("programme.set", change()):
        Programme.objects.update(inclusion_reminder_days=10, inclusion_breach_days=20)
    said = [(number, kind) for number in range(30) for kind in on_day(number)]
    assert said == [(10, "reminder"), (20, "breach")]


def test_deadlines_name_the_next_day_the_papers_and_the_unit(started, lin):
    [row] = inclusion_deadlines(lin, on=STARTED)
    assert (row.next_on, row.days_left, row.unit) == (date(2026, 10, 2), 31, "崔口镇政府")
    assert "施工合同" in [paper.zh for paper in row.missing]
    set_inclusion_cutoff(
        state="county_review", day_of_month=10, source="县统计局通知", change=change()
    )
    [row] = inclusion_deadlines(lin, on=STARTED)
    assert (row.next_on, row.days_left) == (date(2026, 9, 10), 9)
    on_day(61)
    [row] = inclusion_deadlines(lin, on=STARTED + timedelta(days=61))
    assert row.is_breached
    assert [alarm.kind for alarm in row.alarms] == ["reminder", "breach"]


def test_a_cutoff_has_a_day_and_a_source_and_can_be_taken_away(county):
    with pytest.raises(CutoffUnreadable):
        set_inclusion_cutoff(state="preparing", day_of_month=32, source="x", change=change())
    with pytest.raises(CutoffUnreadable):
        set_inclusion_cutoff(state="preparing", day_of_month=5, change=change())
    row = set_inclusion_cutoff(state="preparing", day_of_month=5, source="通知", change=change())
    assert row is not None
    assert set_inclusion_cutoff(state="preparing", day_of_month=None, change=change()) is None


def test_a_cutoff_beyond_the_month_is_its_last_day():
    assert next_cutoff(date(2026, 2, 1), day_of_month=31) == date(2026, 2, 28)
    assert next_cutoff(date(2026, 12, 31), day_of_month=5, skips_january=True) == date(2027, 2, 5)
