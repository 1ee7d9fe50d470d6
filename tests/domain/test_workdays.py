from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.workdays import CalendarContradicts, WorkCalendar

# National Day 2026: 1 to 7 October off, 20 September and 10 October are worked.
AUTUMN = WorkCalendar(
    days_off=frozenset(date(2026, 10, d) for d in (1, 2, 5, 6, 7)),
    make_up_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
    published_through=date(2026, 12, 31),
)


def test_the_holiday_is_skipped_and_the_make_up_saturday_counts():
    assert AUTUMN.add(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert AUTUMN.between(date(2026, 9, 30), date(2026, 10, 10)) == 3


def test_a_due_day_moves_to_the_next_or_the_last_workday():
    assert AUTUMN.on_or_after(date(2026, 10, 3)) == date(2026, 10, 8)
    assert AUTUMN.on_or_before(date(2026, 10, 3)) == date(2026, 9, 30)


def test_years_not_yet_published_are_not_covered():
    assert AUTUMN.covers(date(2026, 12, 31))
    assert not AUTUMN.covers(date(2027, 1, 1))


def test_a_day_cannot_be_off_and_worked():
    with pytest.raises(CalendarContradicts):
        WorkCalendar(frozenset({date(2026, 1, 1)}), frozenset({date(2026, 1, 1)}))


@given(st.dates(date(2026, 8, 1), date(2026, 12, 1)), st.integers(-40, 40))
def test_adding_and_counting_agree(day, count):
    later = AUTUMN.add(day, count)
    if AUTUMN.is_workday(day):
        assert AUTUMN.between(day, later) == count
    assert count == 0 or AUTUMN.is_workday(later)
    assert abs(later - day) >= timedelta(days=abs(count))
