from datetime import date, timedelta

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.cultivation.models import LadderTask
from jigai.flows.desk import (
    desk_counts,
    desk_rows,
    missing_branches,
    visible_desk_rows,
    with_missing_facts,
)
from jigai.flows.missing_facts import missing_facts
from tests.cast import TODAY, change
from tests.visit_cast import called_every, firms, logged, member, promise


@pytest.fixture
def firm(enterprise):
    return member(enterprise)


def row(viewer):
    return visible_desk_rows(viewer, TODAY).get()


def ladder_task(enterprise, due_on):
    with writing("tasks.raised", change()):
        return LadderTask.objects.create(
            enterprise=enterprise, kind="renewal", rung="cn.hnte", due_on=due_on,
            raised_at=change().at,
        )  # fmt: skip


def test_each_firm_says_what_it_waits_for_first_and_whose_turn_it_is(firm, lin):
    assert (row(lin).next_due_on, row(lin).next_what, row(lin).work_count) == (None, "", 0)
    ladder_task(firm, TODAY + timedelta(days=9))
    assert (row(lin).next_what, row(lin).next_turn) == ("task|renewal|cn.hnte", "@office")
    logged(firm, 3, promises=[promise(days=5, owner=lin), promise("再访", days=30)])
    told = row(lin)
    assert (told.next_what, told.next_turn) == ("promise|送申报指南", "林某")
    assert (told.next_due_on, told.work_count) == (TODAY + timedelta(days=5), 3)


def test_a_promise_without_an_owner_is_the_turn_of_its_department(firm, lin):
    logged(firm, 3, promises=[promise()])
    assert row(lin).next_turn == "县科技局"


def test_the_desk_holds_the_firms_of_the_library_that_the_viewer_sees(
    firm, lin, bo, mei, project, agency
):
    firms(2)
    assert [desk_counts(viewer, on=TODAY).firms for viewer in (lin, bo)] == [3, 1]
    assert desk_rows(date(2020, 1, 1)).count() == 0


def test_the_counts_are_the_lengths_of_the_lists(firm, lin):
    others = firms(2)
    called_every(20)
    logged(firm, 2, promises=[promise(days=0), promise(days=9)])
    logged(others[0], 40, promises=[promise(days=-1)])
    assign_coach(enterprise=firm, user_id=lin.user_id, since=TODAY, change=change())
    counts = desk_counts(lin, on=TODAY)
    assert (counts.firms, counts.mine, counts.silent, counts.late) == (3, 1, 2, 1)
    assert counts.work == {"task": 0, "promise": 3, "request": 0, "approval": 0, "measure": 0}
    rows = visible_desk_rows(lin, TODAY)
    assert rows.filter(is_silent=True).count() == 2
    assert rows.filter(promise_late_count__gt=0).count() == 1


def test_the_next_expiry_is_that_of_what_holds_now(firm, lin):
    assert row(lin).expires_on == date(2027, 1, 1)


def test_missing_facts_are_those_that_the_rule_of_the_next_rung_asks_for(firm, lin):
    told = missing_facts([firm.pk], on=TODAY)[firm.pk]
    assert told.rung == "cn.innovative_sme"
    assert told.names
    rows = visible_desk_rows(lin, TODAY)
    [one] = with_missing_facts(rows, missing_branches(rows, on=TODAY))
    assert one.missing_count == len(told.names)
