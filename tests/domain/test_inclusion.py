from datetime import date, timedelta
from itertools import pairwise

import pytest

from jigai.domain.inclusion import (
    MOVES,
    PAPERS,
    Alarm,
    InclusionCannotMove,
    Limits,
    ProjectKind,
    ReturnReason,
    ReturnWithoutReason,
    State,
    alarms_due,
    check_move,
    clock,
    papers_missing,
    papers_needed,
)
from jigai.domain.rules import rulebook

START = date(2026, 3, 1)


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_only_the_moves_of_the_table_are_possible(now, then):
    if then in MOVES[now]:
        check_move(now, then, reason=ReturnReason.DUPLICATE)
    else:
        with pytest.raises(InclusionCannotMove, match=now.label.zh):
            check_move(now, then)


def test_a_return_needs_its_reason():
    with pytest.raises(ReturnWithoutReason):
        check_move(State.COUNTY_REVIEW, State.RETURNED)
    assert all(reason.label.en for reason in ReturnReason)


def test_the_states_are_those_the_rules_know():
    choices = rulebook.shipped().facts["project"]["inclusion_state"].choices
    assert dict(choices) == {s.value: s.label for s in State}


def test_papers_depend_on_the_kind_of_project():
    built = papers_needed(ProjectKind.CONSTRUCTION, buys_equipment=True)
    assert built == PAPERS
    plain = papers_needed(ProjectKind.CONSTRUCTION, buys_equipment=False)
    assert "equipment_contract" not in [paper.name for paper in plain]
    bought = papers_missing(ProjectKind.PURE_PURCHASE, buys_equipment=True, held={"filing"})
    assert [p.name for p in bought] == [
        "business_licence",
        "site_photos",
        "equipment_contract",
        "invoices",
    ]


@pytest.mark.parametrize(
    ("days", "left", "alarm"),
    [
        (0, 60, None),
        (30, 30, None),
        (31, 29, Alarm.REMINDER),
        (60, 0, Alarm.REMINDER),
        (61, -1, Alarm.BREACH),
    ],
)
def test_the_clock_reminds_at_31_and_breaches_at_61_days(days, left, alarm):
    found = clock(State.PREPARING, started_on=START, as_of=START + timedelta(days=days))
    assert (found.days_left, found.alarm) == (left, alarm)


def test_there_is_no_clock_before_the_start_or_in_the_library():
    assert clock(State.PREPARING, started_on=None, as_of=START) is None
    assert clock(State.PREPARING, started_on=START, as_of=START - timedelta(days=1)) is None
    assert clock(State.IN_LIBRARY, started_on=START, as_of=START) is None


def test_each_alarm_comes_once_however_often_one_looks():
    looks = [START + timedelta(days=n) for n in range(0, 90, 7)]
    found = [
        alarm
        for after, through in pairwise(looks)
        for alarm in alarms_due(State.PREPARING, started_on=START, after=after, through=through)
    ]
    assert found == [Alarm.REMINDER, Alarm.BREACH]
    done = alarms_due(State.IN_LIBRARY, started_on=START, after=looks[0], through=looks[-1])
    assert done == ()


def test_a_county_may_set_other_limits():
    limits = Limits(reminder_after_days=10, breach_after_days=20)
    found = clock(State.RETURNED, started_on=START, as_of=START + timedelta(days=21), limits=limits)
    assert found.alarm is Alarm.BREACH
