from datetime import date

import pytest

from jigai.apps.badges.actions.follow_up import plan_follow_up
from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.models import FollowUp, ProjectBadge
from jigai.apps.reports.queries.cockpit_work import waiting_work
from jigai.apps.reports.queries.waiting import what_waits
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.queries.timeline import rules_past_review
from jigai.domain.change import Actor, Change, Path
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from jigai.flows.reopen_round import request_reopening
from tests.cast import TODAY, _person
from tests.round_cast import at, building, by, opened, reported
from tests.rule_cast import author, drafted

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def wei(county, django_user_model):
    """Reviews reports and rules on objections."""
    return _person(django_user_model, "wei", "魏某", "reviewer")


def tasks(viewer):
    return {(one.task.value, one.count) for one in what_waits(viewer, on=TODAY)}


def test_each_role_sees_what_waits_for_it_through_a_round(project, lin, bo, wei, zhao):
    projects = building(project, 4)
    held = opened()
    assert tasks(bo) == {("report", 4)}
    reported(projects[:1], state="returned")
    reported(projects[1:3], state="submitted", progress_bp=3000)
    assert tasks(bo) == {("report", 1), ("correct_report", 1)}
    assert tasks(wei) == tasks(lin) == {("review_report", 2)}
    compute_badges(round=held, change=by(3))
    lodge_objection(badge=ProjectBadge.objects.first(), agency=None, change=by(2, "异议"))
    assert ("publish_round", 1) in tasks(lin)
    assert ("rule_on_objection", 1) in tasks(wei)
    assert tasks(zhao) == set()


def test_follow_ups_and_reopenings_wait_for_their_people(project, lin, bo, wei):
    building(project)
    held = opened()
    reported([project], progress_bp=3000)
    compute_badges(round=held, change=by(3))
    publish_round(round=held, change=by(3, "发布", at(20)))
    [follow_up] = what_waits(bo, on=TODAY)
    assert (follow_up.task, follow_up.count, follow_up.due_on) == (
        "follow_up",
        1,
        date(2026, 12, 4),
    )
    request_reopening(round=held, change=by(3, "更正"))
    assert ("approve_reopening", 1) in tasks(lin)


def test_after_the_plan_it_is_the_reviewers_turn_and_overdue_work_is_counted(project, lin, bo, wei):
    building(project)
    held = opened()
    reported([project], progress_bp=3000)
    compute_badges(round=held, change=by(3))
    publish_round(round=held, change=by(3, "发布", at(20)))
    counted = {one.kind: one for one in waiting_work(bo, today=date(2026, 12, 5))}
    assert (counted["plans"].count, counted["plans"].overdue_count) == (1, 1)
    plan_follow_up(follow_up=FollowUp.objects.get(), plan="夜班", change=by(2, "计划", at(21)))
    assert tasks(bo) == set()
    assert ("verify_follow_up", 1) in tasks(wei)
    counted = {one.kind: one for one in waiting_work(lin, today=date(2026, 12, 4))}
    assert (counted["plans"].count, counted["checks"].overdue_count) == (0, 0)


def test_a_submitted_rule_waits_for_whoever_did_not_write_it(lin, bo, django_user_model, county):
    gao = _person(django_user_model, "gao", "高某", "administrator")
    draft = drafted(change=Change(Actor(lin.key, lin.name), "提高蓝牌线", at(16), Path.FORM))
    assert tasks(gao) == set()
    submit_rule_draft(draft=draft, change=author())
    assert tasks(gao) == {("release_rule", 1)}
    assert tasks(lin) == tasks(bo) == set()


def test_a_rule_past_its_review_day_is_a_task_of_the_office(lin, bo, county):
    late = date(2027, 1, 2)
    found = {one.task.value: one for one in what_waits(lin, on=late)}
    assert found["confirm_rule"].due_on == date(2026, 12, 31)
    assert found["confirm_rule"].count == len(rules_past_review(on=late)) > 1
    assert what_waits(bo, on=late) == []
