from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.periods import (
    HalfMonth,
    Month,
    NoExactRollUp,
    NoNeighbour,
    PeriodKind,
    PeriodsNotComparable,
    PeriodUnreadable,
    Week,
    kind_of,
    parse_period,
    parts_of,
    period_containing,
    period_range,
    rolled_up,
)

DAYS = st.dates(date(1980, 1, 1), date(2100, 12, 31))
KINDS = st.sampled_from(list(PeriodKind))
REGULAR = st.sampled_from([k for k in PeriodKind if k is not PeriodKind.REPORT_DAY])


@given(DAYS, KINDS)
def test_a_period_contains_its_day_and_reads_back(day, kind):
    period = period_containing(day, kind=kind)
    assert period.start_on <= day <= period.end_on
    assert parse_period(str(period)) == period
    assert kind_of(period) is kind


@given(DAYS, REGULAR)
def test_neighbours_leave_no_gap(day, kind):
    period = period_containing(day, kind=kind)
    assert period.next().start_on == period.end_on + timedelta(days=1)
    assert period.next().previous() == period
    assert period.previous() < period


def test_the_24_half_months_of_2028_fill_the_months():
    halves = parts_of(parse_period("2028"), kind=PeriodKind.HALF_MONTH)
    assert len(halves) == 24
    assert date(2028, 2, 29) == halves[3].end_on
    for first, second in zip(halves[::2], halves[1::2], strict=True):
        month = rolled_up(first, to=PeriodKind.MONTH)
        assert (first.start_on, second.end_on) == (month.start_on, month.end_on)
        assert rolled_up(second, to=PeriodKind.MONTH) == month


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("2026-11A", "2026年11月上半月", "first half of November 2026"),
        ("2026-11b", "2026年11月下半月", "second half of November 2026"),
        ("2026-11", "2026年11月", "November 2026"),
        ("2026Q4", "2026年第4季度", "quarter 4 of 2026"),
        ("2026", "2026年", "2026"),
        ("2026-W47", "2026年第47周", "week 47 of 2026"),
        ("2014-05-01", "2014年5月1日", "1 May 2014"),
    ],
)
def test_names_in_both_languages(code, zh, en):
    name = parse_period(code).name
    assert (name.zh, name.en) == (zh, en)


@pytest.mark.parametrize(
    "text",
    ["", "2026-13A", "2026-11C", "2026Q5", "2026-W54", "2026-02-30", "11月", "0000", "２０２６"],
)
def test_an_unreadable_code_is_refused(text):
    with pytest.raises(PeriodUnreadable):
        parse_period(text)


def test_a_week_does_not_roll_up_to_a_month_it_straddles():
    with pytest.raises(NoExactRollUp):
        rolled_up(Week(2026, 5), to=PeriodKind.MONTH)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("2026-11", PeriodKind.WEEK),
        ("2027-02", PeriodKind.REPORT_DAY),
        ("2026-11A", PeriodKind.MONTH),
        ("2024-01", PeriodKind.WEEK),
    ],
)
def test_a_rhythm_that_does_not_fill_a_period_is_refused(code, kind):
    with pytest.raises(NoExactRollUp):
        parts_of(parse_period(code), kind=kind)


def test_four_weeks_fill_a_february_that_starts_on_monday():
    assert len(parts_of(Month(2027, 2), kind=PeriodKind.WEEK)) == 4


def test_a_report_day_has_no_neighbours():
    day = parse_period("2014-05-01")
    for neighbour in (day.next, day.previous):
        with pytest.raises(NoNeighbour):
            neighbour()


def test_a_range_includes_both_ends():
    codes = [str(p) for p in period_range(HalfMonth(2025, 12, "B"), HalfMonth(2026, 1, "B"))]
    assert codes == ["2025-12B", "2026-01A", "2026-01B"]
    with pytest.raises(PeriodsNotComparable):
        list(period_range(Month(2026, 1), HalfMonth(2026, 1, "A")))
