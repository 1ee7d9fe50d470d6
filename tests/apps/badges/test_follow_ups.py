from datetime import date

import pytest

from jigai.apps.badges.actions.follow_up import (
    DoneDayImpossible,
    FollowUpDone,
    OwnPlan,
    PlanBlank,
    create_follow_ups,
    finish_follow_up,
    plan_follow_up,
)
from jigai.apps.badges.follow_ups import Due, FollowUpKind, follow_up_of, recheck_day
from jigai.apps.badges.models import FollowUp, ProjectBadge
from jigai.apps.badges.queries.follow_up_rows import follow_up_rows
from jigai.apps.badges.queries.overdue import unanswered_follow_ups
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.domain.workdays import WorkCalendar
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from tests.cast import change
from tests.round_cast import at, building, by, later, opened, reported

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("colour", "red", "yellow", "kind", "due_on"),
    [
        ("yellow", 0, 1, "reminder", date(2026, 11, 27)),
        ("yellow", 0, 2, "supervision_letter", date(2026, 12, 4)),
        ("red", 1, 0, "supervision_letter", date(2026, 12, 4)),
        ("red", 2, 0, "special_meeting", date(2026, 12, 4)),
    ],
)
def test_each_colour_asks_for_its_deed_within_work_days(colour, red, yellow, kind, due_on):
    due = follow_up_of(
        colour=colour,
        red_in_a_row=red,
        yellow_in_a_row=yellow,
        on=date(2026, 11, 20),
        calendar=CALENDAR,
    )
    assert (due.kind, due.due_on) == (kind, due_on)


@pytest.mark.parametrize("colour", ["gold", "blue", "green", "not_assessed"])
def test_other_colours_ask_for_nothing(colour):
    found = follow_up_of(
        colour=colour, red_in_a_row=0, yellow_in_a_row=1, on=at(20).date(), calendar=CALENDAR
    )
    assert found is None


@pytest.fixture
def follow_up(project, programme):
    building(project)
    held = opened()
    reported([project], progress_bp=3000)
    compute_badges(round=held, change=by(3))
    publish_round(round=held, change=by(3, "发布", at(20)))
    return FollowUp.objects.get()


def test_a_follow_up_is_planned_by_the_unit_and_closed_once(follow_up, bo):
    plan_follow_up(follow_up=follow_up, plan="12月前到货", change=by(2, "整改计划"))
    [row] = follow_up_rows(bo)
    assert (row.plan, row.agency, row.colour) == ("12月前到货", "崔口镇政府", "red")
    done = by(3, "已核实", later(14))
    finish_follow_up(follow_up=follow_up, done_on=date(2026, 11, 30), change=done)
    assert follow_up_rows(bo) == []
    [row] = follow_up_rows(bo, is_open=False)
    assert (row.turn, row.outcome, row.verified_by) == ("nobody", "已核实", "人3")
    with pytest.raises(FollowUpDone):
        plan_follow_up(follow_up=follow_up, plan="再改", change=by(2, "再改"))


def test_the_turn_goes_from_the_unit_to_the_office_and_a_late_plan_shows(follow_up, bo):
    [row] = follow_up_rows(bo, turn="unit")
    assert (row.turn, row.turn_due_on) == ("unit", date(2026, 12, 4))
    plan_follow_up(follow_up=follow_up, plan="增开夜班", change=by(2, "计划", later(30)))
    [row] = follow_up_rows(bo, turn="office")
    assert (row.planned_on, row.is_plan_late) == (date(2026, 12, 16), True)
    assert follow_up_rows(bo, turn="unit") == []


def test_a_reminder_is_looked_at_again_when_the_next_round_has_reported():
    due = Due(FollowUpKind.REMINDER, date(2026, 11, 27))
    found = recheck_day(period="2026-11A", due=due, calendar=CALENDAR, report_days=3)
    assert found == date(2026, 12, 3)
    alone = recheck_day(period="2026-11-15", due=due, calendar=CALENDAR, report_days=3)
    assert alone == due.due_on


def test_who_wrote_the_plan_does_not_verify_it(follow_up):
    plan_follow_up(follow_up=follow_up, plan="增开夜班", change=by(3, "计划", at(21)))
    with pytest.raises(OwnPlan):
        finish_follow_up(
            follow_up=follow_up, done_on=date(2026, 11, 21), change=by(3, "好", at(22))
        )


@pytest.mark.parametrize("day", [19, 23])
def test_it_is_done_between_publication_and_today(follow_up, day):
    with pytest.raises(DoneDayImpossible):
        finish_follow_up(
            follow_up=follow_up, done_on=date(2026, 11, day), change=by(3, "好", at(22))
        )


def test_a_blank_plan_is_no_plan(follow_up):
    with pytest.raises(PlanBlank):
        plan_follow_up(follow_up=follow_up, plan=" ", change=by(2, "计划"))


def test_an_answer_in_time_is_no_passed_deadline_whatever_the_office_does(follow_up, project):
    plan_follow_up(follow_up=follow_up, plan="增开夜班", change=by(2, "计划", at(21)))
    assert not unanswered_follow_ups(on=date(2026, 12, 15)).exists()


def test_follow_ups_are_made_once(follow_up):
    held = follow_up.badge.round
    assert create_follow_ups(round=held, calendar=CALENDAR, change=change()) == 0


def test_an_open_notice_past_its_day_is_a_fact_of_the_next_round(follow_up, project):
    later = opened("2026-12A")
    reported([project], period="2026-12A")
    choose_rule_set(
        purpose="badge",
        rule_set_id="huating_2017",
        valid_from=date(2026, 12, 1),
        decision="试行",
        change=change(),
    )
    compute_badges(round=later, change=by(3))
    facts = ProjectBadge.objects.get(round=later).facts
    assert facts["notice_deadline_passed"]["value"] is True
    assert facts["previous_colour"]["value"] == "red"
