from datetime import date

import pytest

from jigai.domain.badges.lifecycle import (
    MOVES,
    BadgeCannotMove,
    Exemption,
    JudgeInOwnCase,
    ObjectionTooLate,
    State,
    check_judge,
    check_move,
    exempt_days,
    objection_window,
    ruling_due_on,
)
from jigai.domain.workdays import WorkCalendar

CALENDAR = WorkCalendar()
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_only_the_moves_of_the_table_are_possible(now, then):
    if then in MOVES[now]:
        check_move(now, then)
    else:
        with pytest.raises(BadgeCannotMove, match=now.label.zh):
            check_move(now, then)


def test_the_window_shuts_after_three_workdays():
    window = objection_window(CALENDAR, notified_on=FRIDAY)
    assert window.closes_on == date(2026, 11, 25)
    window.check_open(on=date(2026, 11, 25))
    with pytest.raises(ObjectionTooLate, match="2026-11-25"):
        window.check_open(on=date(2026, 11, 26))
    assert ruling_due_on(CALENDAR, objected_on=FRIDAY) == date(2026, 11, 27)


def test_the_grader_does_not_rule():
    check_judge(graded_by="user:1", ruled_by="user:2")
    with pytest.raises(JudgeInOwnCase):
        check_judge(graded_by="user:1", ruled_by="user:1")


def test_an_exemption_ends_and_overlapping_days_count_once():
    flood = Exemption("洪涝", "县政府", date(2026, 7, 1), date(2026, 7, 10))
    permit = Exemption("待批", "县政府", date(2026, 7, 8), date(2026, 7, 12))
    assert flood.is_in_force(on=date(2026, 7, 10))
    assert not flood.is_in_force(on=date(2026, 7, 11))
    stretch = {"first": date(2026, 7, 5), "last": date(2026, 7, 31)}
    assert exempt_days((flood, permit), **stretch) == 8
