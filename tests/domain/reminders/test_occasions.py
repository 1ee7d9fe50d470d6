from datetime import UTC, date, datetime, timedelta

import pytest

from jigai.domain.reminders.due import Reach, Who, concerns
from jigai.domain.reminders.occasions import (
    PAUSES,
    Occasion,
    Span,
    is_escalated,
    is_sending_day,
    next_try_at,
    occasion_of,
)
from jigai.domain.workdays import WorkCalendar

WEEK = WorkCalendar()
NATIONAL_DAY = WorkCalendar(
    days_off=frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    make_up_days=frozenset({date(2026, 10, 10)}),
    published_through=date(2026, 12, 31),
)
DUE_ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("on", "occasion"),
    [
        (date(2026, 11, 12), Occasion.NEW),
        (date(2026, 11, 13), Occasion.SOON),
        (date(2026, 11, 19), Occasion.SOON),
        (date(2026, 11, 20), Occasion.LAST_DAY),
        (date(2026, 11, 21), Occasion.OVERDUE),
    ],
)
def test_the_occasion_follows_the_work_days_left(on, occasion):
    assert occasion_of(DUE_ON, on=on, calendar=WEEK) is occasion


def test_a_day_within_the_holiday_is_told_on_the_last_work_day_before():
    due_on = date(2026, 10, 6)
    assert occasion_of(due_on, on=date(2026, 9, 29), calendar=NATIONAL_DAY) is Occasion.SOON
    assert occasion_of(due_on, on=date(2026, 9, 30), calendar=NATIONAL_DAY) is Occasion.LAST_DAY


def test_without_a_day_a_thing_is_only_ever_new():
    assert occasion_of(None, on=DUE_ON, calendar=WEEK) is Occasion.NEW
    assert not is_escalated(None, on=DUE_ON, calendar=WEEK)


def test_five_work_days_late_is_escalated_and_four_are_not():
    assert not is_escalated(DUE_ON, on=date(2026, 11, 26), calendar=WEEK)
    assert is_escalated(DUE_ON, on=date(2026, 11, 27), calendar=WEEK)


def test_messages_go_out_on_work_days_that_are_not_quiet():
    def goes_out(on, *, work_days_only=True, quiet=()):
        return is_sending_day(on, calendar=NATIONAL_DAY, quiet=quiet, work_days_only=work_days_only)

    assert goes_out(date(2026, 9, 30))
    assert not goes_out(date(2026, 10, 1))
    assert goes_out(date(2026, 10, 10))  # a Saturday that is worked
    assert not goes_out(date(2026, 10, 11))
    assert goes_out(date(2026, 10, 11), work_days_only=False)
    flood = Span(date(2026, 9, 29), date(2026, 9, 30))
    assert not goes_out(date(2026, 9, 30), quiet=[flood], work_days_only=False)


def test_the_pauses_grow_and_end():
    at = datetime(2026, 11, 16, 8, tzinfo=UTC)
    tries = [next_try_at(attempts, at) for attempts in range(1, len(PAUSES) + 2)]
    pauses = [moment - at for moment in tries[:-1]]
    assert pauses == sorted(pauses)
    assert (pauses[0], tries[-1]) == (timedelta(minutes=5), None)


def test_a_role_hears_only_of_its_area_and_a_unit_only_of_its_own():
    office = Who(roles=frozenset({"office"}))
    chongkou = [Reach(role="office", division_ids=frozenset({7}))]
    assert concerns(office, division_id=7, key="user:1", reaches=chongkou)
    assert not concerns(office, division_id=8, key="user:1", reaches=chongkou)
    assert not concerns(office, division_id=None, key="user:1", reaches=chongkou)
    nobodys = Who(roles=frozenset({"unit"}), agency_id=None)
    assert not concerns(nobodys, division_id=7, key="", reaches=[Reach(role="unit", agency_id=3)])


def test_who_asked_is_not_told_to_decide():
    who = Who(roles=frozenset({"office"}), not_keys=frozenset({"user:1"}))
    office = [Reach(role="office")]
    assert not concerns(who, division_id=None, key="user:1", reaches=office)
    assert concerns(who, division_id=None, key="user:2", reaches=office)
