"""Bulk edit: the same rules as one by one, every row accounted for, one undo."""

import pytest

from jigai.apps.accounts.permissions import RoleMissing
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.bulk.models import BulkRow
from jigai.apps.bulk.queries.runs import result_rows, rules_broken, run_row
from jigai.apps.projects.actions.decide_change import decide_change
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.models import PendingChange, Project
from jigai.domain.change import ReasonMissing
from jigai.flows.bulk import work_through as working
from jigai.flows.bulk.fields import ValueUnreadable
from jigai.flows.bulk.offer_edits import offers
from jigai.flows.bulk.order_edit import NothingSet, RowsNotSeen, keys_where
from jigai.flows.bulk.work_through import work_through
from jigai.flows.undo_change import undo_change, undo_edit
from jigai.jobs.bulk_edit import run_bulk_edit, take_up_bulk_edits
from tests.bulk_cast import by, carried_out, file_them, many_enterprises, many_projects, ordered
from tests.cast import TODAY, change


def refused(run):
    return [(row.label, row.code) for row in result_rows(run, outcome="refused", page=1, size=50)]


def test_of_3000_rows_the_2995_that_may_change_and_the_5_that_break_a_rule_are_listed(lin, project):
    rows = many_projects(project, 3000)
    file_them(rows[5:])
    run = ordered(lin, rows, stage="filed")
    foreseen = run_row(run)
    assert (foreseen.changed_count, foreseen.refused_count) == (2995, 5)
    assert not Project.objects.filter(stage="filed").exists()
    done = carried_out(lin, run)
    assert (done.state, done.changed_count, done.refused_count) == ("done", 2995, 5)
    assert refused(run) == [(row.name, "stages.not_ready") for row in rows[:5]]
    (rule,) = rules_broken(run)
    assert "备案证明" in rule.said.zh
    assert Project.objects.filter(stage="filed").count() == 2995
    assert undo_edit(run=run, change=change("撤销")).restored_count == 2995
    assert not Project.objects.filter(stage="filed").exists()


def test_rows_that_have_the_value_are_skipped_and_leave_no_trace(lin, project, agency):
    same = many_projects(project, 2, responsible_leader="王某")
    run = ordered(lin, [project, *same], responsible_leader="王某")
    before = [version_of(one) for one in same]
    done = carried_out(lin, run)
    assert (done.changed_count, done.same_count) == (1, 2)
    assert [version_of(one) for one in same] == before


def test_an_edit_that_changes_nothing_leaves_no_change_set(lin, project):
    run = ordered(lin, [project], responsible_leader="")
    before = ChangeSet.objects.count()
    assert carried_out(lin, run).same_count == 1
    assert ChangeSet.objects.count() == before


def test_the_rule_of_the_single_edit_refuses_the_row_and_no_other(lin, project):
    late = many_projects(project, 1, planned_start_on=TODAY.replace(year=2027),
                         planned_completion_on=TODAY.replace(year=2028))  # fmt: skip
    run = ordered(lin, [project, *late], planned_completion_on="2026-11-30")
    assert carried_out(lin, run).changed_count == 1
    assert refused(run) == [(late[0].name, "project.planned_backwards")]


def test_a_row_that_breaks_one_of_two_values_keeps_both_as_they_were(lin, project):
    run = ordered(lin, [project], responsible_leader="王某", stage="started")
    assert carried_out(lin, run).refused_count == 1
    project.refresh_from_db()
    assert (project.responsible_leader, project.stage) == ("", "reserve")


def test_a_row_that_somebody_changed_after_the_preview_is_refused_and_named(lin, project):
    other = many_projects(project, 1)[0]
    run = ordered(lin, [project, other], responsible_leader="王某")
    edit_project(
        project=project, base_version=version_of(project), values={"remarks": "急"}, change=change()
    )
    assert carried_out(lin, run).changed_count == 1
    (left,) = result_rows(run, outcome="refused", page=1, size=50)
    assert (left.label, left.code) == (project.name, "bulk.changed_since_preview")
    assert "林某" in left.said.zh


def test_a_change_of_amount_above_a_fifth_waits_for_a_second_person(lin, project, programme):
    run = ordered(lin, [project], total_investment_fen="130000000")
    assert not PendingChange.objects.exists()
    assert carried_out(lin, run).waits_count == 1
    waiting = PendingChange.objects.get()
    project.refresh_from_db()
    assert project.total_investment_fen == 1_000_000_00
    with pytest.raises(Exception, match="不能自己批准"):
        decide_change(pending=waiting, is_approved=True, change=by(lin, "同意"))


def test_rows_of_another_area_cannot_be_ordered_nor_told_from_absent(bo, lin, project, enterprise):
    elsewhere = many_projects(project, 1, responsible_agency=None)
    with pytest.raises(RoleMissing):
        ordered(bo, elsewhere, responsible_leader="王某")
    with pytest.raises(RowsNotSeen, match="999"):
        ordered(lin, [type(project)(pk=999)], responsible_leader="王某")


def test_whoever_lost_the_role_since_the_preview_changes_nothing(lin, project, django_user_model):
    run = ordered(lin, [project], responsible_leader="王某")
    working.confirm_edit(run=run, change=by(lin, "统一"))
    work_through(batch=run.batch, today=TODAY.replace(year=2025))
    assert refused(working.run_of(run.batch)) == [(project.name, "role.missing")]


def test_a_killed_worker_goes_on_and_does_nothing_twice(lin, project, monkeypatch):
    rows = many_projects(project, 7)
    run = ordered(lin, rows, responsible_leader="王某")
    monkeypatch.setattr(working, "BLOCK", 3)
    monkeypatch.setattr("jigai.jobs.bulk_edit.localdate", lambda: TODAY)
    working.confirm_edit(run=run, change=by(lin, "统一"))

    def killed(through, _total):
        if through >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work_through(batch=run.batch, today=TODAY, progress=killed)
    halfway = run_row(working.run_of(run.batch))
    assert (halfway.state, halfway.through_count) == ("running", 6)
    versions = [version_of(one) for one in rows[:6]]
    assert take_up_bulk_edits.call() == [run.batch]
    work_through(batch=run.batch, today=TODAY)
    assert [version_of(one) for one in rows[:6]] == versions
    assert run_row(working.run_of(run.batch)).changed_count == 7
    assert (
        undo_change(
            number=ChangeSet.objects.filter(batch=run.batch).first().pk, change=change("撤销")
        ).restored_count
        == 7
    )


def test_the_job_finishes_the_trial_of_an_order(lin, project, monkeypatch):
    monkeypatch.setattr("jigai.jobs.bulk_edit.localdate", lambda: TODAY)
    run = ordered(lin, [project], responsible_leader="王某")
    type(run).objects.update(state="trying")
    BulkRow.objects.update(foreseen="")
    assert run_bulk_edit.call(run.batch) == "tried"


def test_of_forty_changed_rows_one_edited_since_is_kept_and_named(lin, project):
    rows = many_projects(project, 40)
    run = ordered(lin, rows, responsible_leader="王某")
    carried_out(lin, run)
    edit_project(
        project=rows[7], base_version=version_of(rows[7]), values={"remarks": "急"}, change=change()
    )
    undone = undo_edit(run=run, change=change("撤销"))
    assert undone.restored_count == 39
    assert [one.label for one in undone.kept] == [rows[7].name]
    assert run_row(run).kept == (rows[7].name,)
    with pytest.raises(Exception, match="已撤销"):
        undo_edit(run=run, change=change("撤销"))


def test_enterprises_are_edited_in_bulk_too(lin, enterprise):
    rows = many_enterprises(enterprise, 3)
    run = ordered(lin, rows, register="enterprises", size="small", industry_code="3821")
    assert carried_out(lin, run).changed_count == 3
    enterprise.refresh_from_db()
    assert enterprise.size == ""
    assert {(one.size, one.industry_code) for one in type(enterprise).objects.exclude(
        pk=enterprise.pk)} == {("small", "3821")}  # fmt: skip


def test_only_moves_that_all_rows_allow_are_offered_and_a_mix_is_counted(lin, project):
    started = many_projects(project, 2, stage="under_construction")
    keys = [project.pk, *(one.pk for one in started)]
    (stage, *others) = offers("projects", lin, keys, on=TODAY)
    moves = {one.value: (one.allowed_count, one.is_offered) for one in stage.values}
    assert moves["withdrawn"] == (3, True)
    assert moves["filed"] == (1, False)
    assert moves["completed"] == (2, False)
    assert "accepted" not in moves
    units = next(one for one in others if one.field.key == "responsible_agency_id")
    assert [(one.changes_count, one.is_offered) for one in units.values] == [(0, True)]
    assert [one.count for one in units.present] == [3]


def test_a_value_that_the_field_does_not_take_is_refused_with_the_choices(lin, project):
    with pytest.raises(ValueUnreadable, match="expansion"):
        ordered(lin, [project], construction_kind="rebuilt")
    with pytest.raises(ValueUnreadable, match="2026-11-30"):
        ordered(lin, [project], planned_start_on="11/30")
    with pytest.raises(NothingSet):
        ordered(lin, [project])


def test_a_unit_is_understood_by_its_name(lin, project, agency):
    run = ordered(lin, [project], responsible_agency="崔口镇政府")
    assert carried_out(lin, run).same_count == 1


def test_rows_are_chosen_by_the_values_of_their_fields(lin, project):
    blank = many_projects(project, 2, responsible_leader="", stage="filed")
    many_projects(project, 1, first=5, responsible_leader="李某", stage="filed")
    where = {"stage": ["立项备案"], "responsible_leader": [""]}
    found = keys_where("projects", lin, where, change())
    assert found == [one.pk for one in blank]


def test_a_confirmed_edit_needs_its_reason(lin, project):
    run = ordered(lin, [project], responsible_leader="王某")
    with pytest.raises(ReasonMissing):
        carried_out(lin, run, reason=" ")
