from datetime import date, timedelta

import pytest

from jigai.apps.cultivation.actions.assign_coach import CoachCannotSee, assign_coach
from jigai.apps.cultivation.actions.finish_task import TaskFinishedAlready, finish_task
from jigai.apps.cultivation.actions.raise_ladder_tasks import raise_ladder_tasks
from jigai.apps.cultivation.queries.tasks import NoSuchTask, task_for, task_rows
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.actions.admit_to_library import admit_to_library
from jigai.apps.reports.queries.waiting import Task, what_waits
from jigai.domain.rules.rule_set import Source
from jigai.domain.sentence import Sentence
from jigai.domain.windows import Window
from tests.cast import TODAY, change

ENDS_ON = date(2027, 2, 14)
NINETY_BEFORE = ENDS_ON - timedelta(days=90)
NOTICE = Source(Sentence("通知", "notice"), Sentence("时间", "dates"))
WINDOWS = {"cn.tech_sme": {2027: Window(date(2027, 6, 1), date(2027, 8, 31), None, NOTICE)}}


@pytest.fixture
def certificate(enterprise):
    return add_certificate(
        enterprise=enterprise,
        kind="hnte",
        valid_from=date(2024, 2, 14),
        valid_to=ENDS_ON,
        change=change(),
    )


def raised(on, *, windows=None):
    return raise_ladder_tasks(on=on, windows=windows or {}, change=change("例行检查"))


def mine(viewer):
    return [(row.kind, row.enterprise, row.due_on) for row in task_rows(viewer, is_mine=True)]


def test_ninety_days_before_the_end_the_renewal_waits_for_the_right_officer_once(
    certificate, project, lin, bo
):
    assign_coach(
        enterprise=certificate.enterprise, user_id=bo.user_id, since=TODAY, change=change()
    )
    assert raised(NINETY_BEFORE - timedelta(days=1)) == []
    assert len(raised(NINETY_BEFORE)) == 1
    assert mine(bo) == [("renewal", "庆云辛亥母线有限公司", ENDS_ON)]
    assert mine(lin) == []
    for days in range(90):
        assert raised(NINETY_BEFORE + timedelta(days=days)) == []
    assert len(task_rows(lin)) == 1
    [waiting] = [one for one in what_waits(bo, on=TODAY) if one.task is Task.LADDER]
    assert (waiting.count, waiting.due_on) == (1, ENDS_ON)


def test_without_a_coach_the_office_has_the_task_and_nobody_else(certificate, lin, bo, mei):
    raised(NINETY_BEFORE)
    assert len(mine(lin)) == 1
    assert (mine(bo), mine(mei), task_rows(mei)) == ([], [], [])


def test_a_registered_successor_needs_no_reminder(certificate):
    add_certificate(
        enterprise=certificate.enterprise,
        kind="hnte",
        valid_from=ENDS_ON,
        valid_to=date(2030, 2, 14),
        change=change(),
    )
    assert raised(NINETY_BEFORE) == []


def test_a_done_task_does_not_come_again_and_is_done_once(certificate, lin):
    [task] = raised(NINETY_BEFORE)
    finish_task(task=task, on=TODAY, note="已交材料", change=change("办结"))
    assert raised(NINETY_BEFORE + timedelta(days=1)) == []
    assert mine(lin) == []
    with pytest.raises(TaskFinishedAlready):
        finish_task(task=task, on=TODAY, note="", change=change("办结"))


def test_an_officer_of_another_town_cannot_touch_the_task(certificate, bo, lin):
    [task] = raised(NINETY_BEFORE)
    assert task_for(lin, task.pk) == task
    with pytest.raises(NoSuchTask):
        task_for(bo, task.pk)


def test_the_coach_must_see_the_enterprise(enterprise, bo, mei):
    for viewer in (bo, mei):
        with pytest.raises(CoachCannotSee):
            assign_coach(
                enterprise=enterprise, user_id=viewer.user_id, since=TODAY, change=change()
            )


def test_open_tasks_go_over_to_a_new_coach(certificate, lin, project, bo):
    raised(NINETY_BEFORE)
    assign_coach(
        enterprise=certificate.enterprise, user_id=bo.user_id, since=TODAY, change=change()
    )
    assert (len(mine(bo)), mine(lin)) == (1, [])


def test_the_yearly_window_waits_for_last_years_members_who_have_not_entered(enterprise, lin):
    number = "2026371423A0000001"
    admit_to_library(
        enterprise=enterprise, registration_number=number, valid_from=date(2026, 7, 1),
        change=change(),
    )  # fmt: skip
    assert raised(date(2027, 5, 1), windows=WINDOWS) == []
    raised(date(2027, 5, 2), windows=WINDOWS)
    assert mine(lin) == [("window", "庆云辛亥母线有限公司", date(2027, 8, 31))]
    assert raised(date(2027, 9, 1), windows=WINDOWS) == []


def test_the_annual_report_of_may_waits_for_whoever_holds_the_certificate(certificate, lin):
    assert raised(date(2026, 4, 30)) == []
    assert [task.due_on for task in raised(date(2026, 5, 1))] == [date(2026, 5, 31)]
    assert mine(lin)[0][0] == "duty"
