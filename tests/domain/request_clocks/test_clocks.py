"""Clocks over a simulated quarter with its holidays, against a count by the half hour."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from chinese_calendar import constants
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.request_clocks.clock import (
    Clock,
    ClockDisordered,
    Limit,
    Span,
    Unit,
    due,
    standing,
    used,
)
from jigai.domain.request_clocks.office_time import (
    BEIJING,
    HoursDisordered,
    NoOfficeHours,
    OfficeHours,
    OfficeTime,
)
from jigai.domain.request_clocks.standards import (
    SHIPPED,
    NoStandards,
    StandardKind,
    read_standards,
    standards_in_force,
)
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.sentence import Sentence
from jigai.domain.workdays import WorkCalendar

SAID = Sentence("默认", "default")
CALENDAR = WorkCalendar(
    days_off=frozenset(day for day in constants.holidays if day.weekday() < 5),
    make_up_days=frozenset(constants.workdays),
    published_through=date(2026, 12, 31),
)
OFFICE = OfficeTime(CALENDAR, standards_in_force(on=date(2026, 1, 1)).hours)
HALF_HOUR = timedelta(minutes=30)
QUARTERS = ((date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 9, 15), date(2026, 12, 15)))


def at(month, day, hour=0, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


def days(count):
    return Limit(count, Unit.WORK_DAY, SAID)


def minutes(count):
    return Limit(count, Unit.OFFICE_MINUTE, SAID)


def running(*spans):
    return Clock(tuple(Span(*one) for one in spans))


class Stepper:
    """The same clock as a person with a watch would keep it, half hour by half hour."""

    def __init__(self, spans):
        self.spans = spans
        self.days = self.days_before = self.minutes = 0
        self.dues = {}

    def runs_from(self, moment):
        return any(a <= moment and (b is None or moment < b) for a, b in self.spans)

    def runs_up_to(self, moment):
        return any(a < moment and (b is None or moment <= b) for a, b in self.spans)

    def step(self, moment, limits):
        """Come to a moment: count what has passed, then see which limits are used up."""
        before, self.days_before = moment - HALF_HOUR, self.days
        if self.runs_up_to(moment) and in_office(before):
            self.minutes += 30
        if moment.time() == time.min and self.runs_up_to(moment) and self.runs_from(moment):
            self.days += CALENDAR.is_workday(moment.date())
        closes = moment.time() == time(17, 30) and CALENDAR.is_workday(moment.date())
        for limit in limits:
            if limit.unit is Unit.WORK_DAY:
                spent = closes and self.days >= limit.amount
            else:
                spent = self.minutes >= limit.amount
            if spent and self.runs_from(moment):
                self.dues.setdefault(limit, moment)


def in_office(moment):
    half = moment.time()
    return CALENDAR.is_workday(moment.date()) and (
        time(8, 30) <= half < time(12) or time(13, 30) <= half < time(17, 30)
    )


def invented(rng, first, last):
    """A request: raised at some half hour, paused and taken up again some times."""
    whole = int((last - first).days * 48)
    marks = sorted(rng.sample(range(whole), 2 * rng.randint(1, 4)))
    start = datetime.combine(first, time.min, BEIJING)
    moments = [start + HALF_HOUR * mark for mark in marks]
    spans = list(zip(moments[::2], moments[1::2], strict=True))
    if rng.random() < 0.5:
        spans[-1] = (spans[-1][0], None)
    return spans


LIMITS = (days(1), days(3), days(7), days(15), minutes(120), minutes(450), minutes(3000))


@pytest.mark.parametrize("quarter", QUARTERS, ids=("Spring Festival", "National Day"))
def test_every_half_hour_of_a_quarter_agrees_with_a_count_by_hand(quarter):
    first, last = quarter
    rng = random.Random(f"requests {first}")
    requests = [invented(rng, first, last) for _ in range(25)]
    keepers = [Stepper(spans) for spans in requests]
    clocks = [running(*spans) for spans in requests]
    dues = [{limit: due(clock, limit, OFFICE) for limit in LIMITS} for clock in clocks]
    moment = datetime.combine(first, time.min, BEIJING)
    end = datetime.combine(last, time.min, BEIJING)
    while moment <= end:
        for keeper, clock, found in zip(keepers, clocks, dues, strict=True):
            keeper.step(moment, LIMITS)
            assert used(clock, Unit.WORK_DAY, OFFICE, at=moment) == keeper.days_before
            for limit in LIMITS:
                is_late = limit in keeper.dues and keeper.dues[limit] < moment
                assert (found[limit] is not None and moment > found[limit]) == is_late
        moment += HALF_HOUR
    for keeper, clock, found in zip(keepers, clocks, dues, strict=True):
        assert used(clock, Unit.OFFICE_MINUTE, OFFICE, at=end) == keeper.minutes
        for limit, moment_due in found.items():
            expected = keeper.dues.get(limit)
            assert moment_due == expected or (expected is None and moment_due > end)
    assert sum(len(keeper.dues) for keeper in keepers) > 60


def test_the_day_of_raising_does_not_count_and_the_last_ends_with_the_office():
    clock = running((at(11, 16, 9), None))
    assert due(clock, days(1), OFFICE) == at(11, 17, 17, 30)
    assert due(clock, days(3), OFFICE) == at(11, 19, 17, 30)
    assert used(clock, Unit.WORK_DAY, OFFICE, at=at(11, 16, 23)) == 0


def test_national_day_is_skipped_and_its_make_up_saturday_counts():
    clock = running((at(9, 30, 16), None))
    assert due(clock, days(3), OFFICE) == at(10, 10, 17, 30)
    assert used(clock, Unit.WORK_DAY, OFFICE, at=at(10, 8, 8)) == 1


def test_two_hours_of_an_evening_before_the_holiday_end_after_it():
    clock = running((at(9, 30, 16, 30), None))
    assert due(clock, minutes(120), OFFICE) == at(10, 8, 9, 30)
    assert due(running((at(11, 16, 11, 0), None)), minutes(120), OFFICE) == at(11, 16, 14, 30)
    assert due(running((at(11, 16, 10, 0), None)), minutes(120), OFFICE) == at(11, 16, 12, 0)


def test_a_pause_takes_out_the_days_on_which_the_clock_does_not_begin_running():
    clock = running((at(11, 16, 9), at(11, 17, 10)), (at(11, 20, 9), None))
    assert used(clock, Unit.WORK_DAY, OFFICE, at=at(11, 23, 12)) == 2
    assert due(clock, days(3), OFFICE) == at(11, 24, 17, 30)


def test_stopped_with_something_left_it_is_not_due_and_stopped_at_the_very_end_it_was_kept():
    paused = running((at(11, 16, 9), at(11, 17, 10)))
    told = standing(paused, days(1), OFFICE, at=at(12, 1, 9))
    assert (told.due_at, told.is_overdue, told.left, told.is_running) == (None, False, 0, False)
    kept = running((at(11, 16, 9), at(11, 17, 17, 30)))
    late = running((at(11, 16, 9), at(11, 17, 17, 31)))
    assert due(kept, days(1), OFFICE) is None
    assert standing(late, days(1), OFFICE, at=at(12, 1, 9)).is_overdue


def test_beyond_the_published_calendar_the_plain_week_counts_and_it_is_said():
    told = standing(running((at(12, 29, 9), None)), days(7), OFFICE, at=at(12, 30, 9))
    assert (told.due_at.date(), told.is_published) == (date(2027, 1, 7), False)
    assert standing(running((at(11, 2, 9), None)), days(7), OFFICE, at=at(11, 3, 9)).is_published


def test_new_office_hours_hold_from_their_day_on():
    summer = OfficeHours(date(2026, 6, 1), time(8), time(12), time(14, 30), time(18), SAID)
    office = OfficeTime(CALENDAR, (*OFFICE.hours, summer))
    assert due(running((at(5, 29, 17), None)), minutes(60), office) == at(6, 1, 8, 30)
    assert due(running((at(5, 29, 9), None)), days(1), office) == at(6, 1, 18)
    with pytest.raises(NoOfficeHours):
        office.hours_on(date(2019, 1, 1))
    with pytest.raises(HoursDisordered):
        OfficeHours(date(2026, 6, 1), time(8), time(12), time(11), time(18), SAID)


def test_spans_that_overlap_or_run_backwards_are_refused():
    for spans in (
        ((at(11, 16), None), (at(11, 17), None)),
        ((at(11, 16), at(11, 18)), (at(11, 17), None)),
        ((at(11, 18), at(11, 17)),),
    ):
        with pytest.raises(ClockDisordered):
            running(*spans)
    assert not running().is_running


@given(st.integers(0, 60 * 24 * 60), st.integers(1, 4000))
def test_office_time_added_and_measured_agree_to_the_minute(start, length):
    begins = at(9, 20) + timedelta(minutes=start)
    span = timedelta(minutes=length)
    ends = OFFICE.after(begins, span)
    assert OFFICE.elapsed(begins, ends) == span
    assert OFFICE.elapsed(begins, ends - timedelta(seconds=1)) < span


@given(st.integers(0, 60 * 24 * 60), st.integers(1, 20))
def test_work_days_agree_with_the_calendar(start, count):
    begins = at(9, 20, 0, 1) + timedelta(minutes=start)
    found = due(running((begins, None)), days(count), OFFICE)
    assert found.date() == CALENDAR.add(begins.date(), count)
    assert used(running((begins, None)), Unit.WORK_DAY, OFFICE, at=found) == count


def test_the_shipped_standards_name_their_sources():
    book = standards_in_force(on=date(2026, 11, 1))
    assert {kind: book.limit(kind).amount for kind in StandardKind} == {
        "response": 120, "policy_question": 1, "single_department": 3, "several_departments": 7,
        "hard": 15, "blocking": 3, "silence": 5, "second_level": 3, "reopening": 20,
    }  # fmt: skip
    assert "德企行" in book.limit(StandardKind.RESPONSE).source.zh
    assert all(limit.source.en for limit in book.limits.values())


def test_a_file_that_lacks_a_limit_or_a_time_is_refused_with_its_line():
    whole = (SHIPPED / "2020-01-01.toml").read_text()
    for before, after in (
        ('kind = "hard"', 'kind = "harder"'),
        ('kind = "hard"', 'kind = "silence"'),
        ('opens = "08:30"', 'opens = "early"'),
        (whole[whole.index("[[limit]]") : whole.index("[[limit]]", 400)], ""),
    ):
        with pytest.raises(RuleFileRefused):
            read_standards(whole.replace(before, after), file="x.toml")
    with pytest.raises(NoStandards):
        standards_in_force(on=date(2019, 12, 31))
