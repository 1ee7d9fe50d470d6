from datetime import date, timedelta

import pytest

from jigai.apps.audit.queries.change_sets import change_set_of
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import CoachCannotSee, assign_coach
from jigai.apps.cultivation.actions.finish_task import finish_task
from jigai.apps.cultivation.actions.hand_over_enterprises import (
    HandOverBeforeTheLast,
    HandOverInFuture,
)
from jigai.apps.cultivation.models import Coach, LadderTask
from jigai.apps.cultivation.queries.coaches import accompanied_by, coach_periods
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.actions.finish_follow_up import finish_follow_up
from jigai.apps.visits.models import FollowUp
from jigai.flows.hand_over import NothingChosen, NothingToHandOver, hand_over, plan_hand_over
from jigai.flows.undo_change import undo_change
from tests.cast import TODAY, _person, change
from tests.visit_cast import logged, promise

BEGUN = TODAY - timedelta(days=100)
LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def sun(county, django_user_model):
    """Takes over from lin."""
    return _person(django_user_model, "sun", "孙某", "office")


@pytest.fixture
def forty(county, lin):
    """Forty enterprises of lin, each with an open and a closed ladder task."""
    with writing("enterprises.registered", change("登记")):
        made = Enterprise.objects.bulk_create(
            Enterprise(credit_code=f"CODE{at:04d}", name=f"企业{at:02d}", name_sort=f"qy{at:02d}")
            for at in range(40)
        )
        Coach.objects.bulk_create(
            Coach(enterprise=one, user_id=lin.user_id, valid_from=BEGUN) for one in made
        )
        tasks = [
            LadderTask.objects.create(
                enterprise=one, kind="renewal", rung="cn.hnte", officer_id=lin.user_id,
                due_on=TODAY + timedelta(days=add), raised_at=change().at,
            )
            for one in made
            for add in (1, 2)
        ]  # fmt: skip
    for task in tasks[::2]:
        finish_task(task=task, on=LAST_WEEK, note="已办", change=change("办结"))
    return made


def handed(lin, enterprises, to, *, since=LAST_WEEK, said=None):
    return hand_over(
        lin, enterprise_ids=[one.pk for one in enterprises], to_user_id=to.user_id, since=since,
        change=said or change("换人"),
    )  # fmt: skip


def officers_of(tasks):
    return set(tasks.values_list("officer__display_name", flat=True))


def test_forty_enterprises_go_to_a_new_officer_open_work_moves_and_closed_keeps_the_old_name(
    forty, lin, sun
):
    kept = logged(forty[0], 9, promises=[promise(owner=lin), promise("已送", owner=lin)])
    first, second = kept.follow_ups.order_by("pk")
    finish_follow_up(follow_up=second, on=TODAY, note="已送达", change=change())
    plan = handed(lin, forty, sun)
    assert (len(plan.lines), plan.totals) == (40, (40, 1, 0, 0))
    tasks = LadderTask.objects.all()
    assert officers_of(tasks.filter(done_on=None)) == {"孙某"}
    assert officers_of(tasks.exclude(done_on=None)) == {"林某"}
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.owner_id, second.owner_id) == (sun.user_id, lin.user_id)
    assert len(accompanied_by(sun.user_id)) == 40
    assert accompanied_by(lin.user_id) == []


def test_who_was_responsible_on_any_past_day_stays_answerable(forty, lin, sun):
    handed(lin, forty[:3], sun)

    def on(day):
        return [row.officer for row in coach_periods(lin, on=day, enterprise_id=forty[0].pk)]

    assert on(LAST_WEEK - timedelta(days=1)) == ["林某"]
    assert on(LAST_WEEK) == on(TODAY) == ["孙某"]
    assert on(BEGUN - timedelta(days=1)) == []
    assert len(coach_periods(lin, on=TODAY)) == 40


def test_the_preview_moves_nothing_and_names_what_would_move(forty, lin, sun):
    logged(forty[5], 9, promises=[promise(owner=lin), promise(owner=sun)])
    plan = plan_hand_over(
        lin, enterprise_ids=[one.pk for one in forty], to_user_id=sun.user_id, since=TODAY
    )
    [line] = [line for line in plan.lines if line.enterprise_id == forty[5].pk]
    assert (line.former, line.open_counts) == ("林某", (1, 1, 0, 0))
    assert accompanied_by(sun.user_id) == []


def test_one_undo_brings_everything_back(forty, lin, sun):
    logged(forty[0], 9, promises=[promise(owner=lin)])
    said = change("换人")
    handed(lin, forty, sun, said=said)
    undone = undo_change(number=change_set_of(said), change=change("撤销"))
    assert undone.kept == ()
    assert len(accompanied_by(lin.user_id)) == 40
    assert officers_of(LadderTask.objects.all()) == {"林某"}
    assert FollowUp.objects.get().owner_id == lin.user_id
    assert not Coach.objects.exclude(valid_to=None).exists()


def test_what_another_department_promised_stays_with_it(forty, lin, sun, agency, bo):
    kept = logged(forty[0], 9, agency=agency, promises=[promise(owner=bo), promise()])
    handed(lin, forty[:1], sun)
    assert set(kept.follow_ups.values_list("owner_id", flat=True)) == {bo.user_id, None}


def test_a_hand_over_to_who_cannot_see_them_is_refused_and_previewed_by_name(forty, lin, bo):
    plan = plan_hand_over(lin, enterprise_ids=[forty[0].pk], to_user_id=bo.user_id, since=TODAY)
    assert plan.unseen == ("企业00",)
    with pytest.raises(CoachCannotSee):
        handed(lin, forty[:1], bo)


def test_the_day_lies_between_the_last_hand_over_and_today(forty, lin, sun):
    with pytest.raises(HandOverInFuture):
        handed(lin, forty[:1], sun, since=TODAY + timedelta(days=1))
    with pytest.raises(HandOverBeforeTheLast):
        handed(lin, forty[:1], sun, since=BEGUN - timedelta(days=1))


def test_nothing_chosen_or_nothing_to_move_is_said(forty, lin, sun, mei):
    with pytest.raises(NothingToHandOver):
        handed(lin, forty[:2], lin)
    with pytest.raises(NothingChosen):
        handed(mei, forty[:2], sun)
    plan = handed(lin, forty[:1], sun)
    assert plan.staying_count == 0
    assert handed(lin, forty[:2], sun).staying_count == 1


def test_an_enterprise_without_an_officer_gets_its_first(enterprise, lin, sun):
    handed(lin, [enterprise], sun, since=TODAY)
    assert accompanied_by(sun.user_id) == [enterprise.pk]
    assign_coach(enterprise=enterprise, user_id=lin.user_id, since=TODAY, change=change())
    assert accompanied_by(lin.user_id) == [enterprise.pk]
    assert coach_periods(lin, on=date(2026, 1, 1)) == []
