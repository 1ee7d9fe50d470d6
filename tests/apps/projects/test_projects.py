from datetime import date

import pytest

from jigai.apps.audit.editing import EditedByOthers
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.projects.actions.add_code import ProjectCodeTaken, add_code
from jigai.apps.projects.actions.approve_baseline import BaselineTotalDiffers, approve_baseline
from jigai.apps.projects.actions.decide_change import OwnChange, decide_change
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.actions.explain_gap import GapReasonUnknown, explain_gap
from jigai.apps.projects.actions.record_amount import GradeMissing, record_amount
from jigai.apps.projects.actions.register_project import EquipmentAboveTotal, register_project
from jigai.apps.projects.actions.set_milestones import (
    MilestoneAchievedAlready,
    PlannedMilestone,
    achieve_milestone,
    set_milestones,
)
from jigai.apps.projects.models import Project
from jigai.apps.projects.queries.access import NoSuchProject, project_for
from jigai.apps.projects.queries.gaps import reconciliation
from jigai.apps.projects.queries.projects import project_profile
from jigai.apps.projects.queries.register import register_rows
from jigai.domain.change import Actor, Change, Path
from jigai.domain.earned_value.baseline import WeightsNotWhole
from jigai.domain.periods import parse_period
from tests.cast import TODAY, change

TOTAL = 1_000_000_00


def by_another(reason="同意"):
    return Change(Actor("user:2", "薄某"), reason, change().at, Path.FORM)


def edit(project, base=None, **values):
    base = version_of(project) if base is None else base
    return edit_project(project=project, base_version=base, values=values, change=change("调整"))


def test_a_code_with_a_wrong_check_digit_is_saved_with_a_warning(programme):
    registered = register_project(
        values={"name": "甲项目"},
        entered_on=TODAY,
        codes=("2201-371423-07-02-123456", "2601-371423-07-02-000019"),
        change=change(),
    )
    assert len(registered.warnings) == 1
    codes = project_profile(registered.project).codes
    assert [(c.code[:4], c.is_primary) for c in codes] == [("2201", True), ("2601", False)]


def test_a_code_belongs_to_one_project(project):
    add_code(project=project, code="2601-371423-07-02-000019", change=change())
    with pytest.raises(ProjectCodeTaken, match="开关柜"):
        register_project(
            values={"name": "乙项目"},
            entered_on=TODAY,
            codes=("2601-371423-07-02-000019",),
            change=change(),
        )
    assert Project.objects.count() == 1


def test_equipment_is_part_of_the_total(programme):
    values = {"name": "甲", "total_investment_fen": 5, "equipment_investment_fen": 6}
    with pytest.raises(EquipmentAboveTotal):
        register_project(values=values, entered_on=TODAY, change=change())


def test_a_large_change_of_amount_waits_for_another_person(project):
    edited = edit(project, total_investment_fen=TOTAL * 13 // 10, remarks="扩建")
    assert edited.changed == ("remarks",)
    with pytest.raises(OwnChange):
        decide_change(pending=edited.pending, is_approved=True, change=change("同意"))
    decide_change(pending=edited.pending, is_approved=True, change=by_another())
    project.refresh_from_db()
    assert project.total_investment_fen == TOTAL * 13 // 10


def test_a_rejected_change_leaves_the_amount(project):
    pending = edit(project, total_investment_fen=TOTAL * 2).pending
    decide_change(pending=pending, is_approved=False, change=by_another("依据不足"))
    project.refresh_from_db()
    assert project.total_investment_fen == TOTAL
    assert project_profile(project).pending == ()


def test_a_change_of_exactly_a_fifth_is_saved_at_once(project):
    assert edit(project, total_investment_fen=TOTAL * 12 // 10).pending is None


def test_two_editors_of_one_field_are_asked(project):
    base = version_of(project)
    edit(project, base, remarks="甲")
    assert edit(project, base, content="乙").changed == ("content",)
    with pytest.raises(EditedByOthers):
        edit(project, base, remarks="丙")


def test_milestones_weigh_one_together_and_achieved_ones_stay(project):
    def plan(*weights):
        nodes = [PlannedMilestone(f"节点{n}", TODAY, w) for n, w in enumerate(weights)]
        set_milestones(project=project, milestones=nodes, change=change())

    with pytest.raises(WeightsNotWhole):
        plan(5000, 4999)
    plan(5000, 3000, 2000)
    last = project_profile(project).milestones[2]
    achieve_milestone(project=project, milestone_id=last.id, achieved_on=TODAY, change=change())
    with pytest.raises(MilestoneAchievedAlready):
        plan(6000, 4000)
    plan(6000, 3000, 1000)
    assert project_profile(project).milestones[2].achieved_on == TODAY


def curve(*amounts):
    first = parse_period("2026-01A")
    return [(first.numbered(first.serial + n), fen) for n, fen in enumerate(amounts)]


def baseline(project, *amounts, reason="批准"):
    return approve_baseline(
        project=project, points=curve(*amounts), approved_on=TODAY, change=change(reason)
    )


def test_a_new_baseline_leaves_the_old_one_visible_with_its_reason(project):
    baseline(project, 10, TOTAL)
    baseline(project, 5, 20, TOTAL, reason="设备延期")
    first, second = project_profile(project).baselines
    assert (first.is_current, second.is_current) == (False, True)
    assert (second.reason, second.points[1]) == ("设备延期", ("2026-01B", 20))


def test_a_baseline_ends_at_the_total(project):
    with pytest.raises(BaselineTotalDiffers):
        baseline(project, 10, 20)


def amount(project, stream, fen, grade=""):
    return record_amount(
        project=project,
        stream=stream,
        period="2026-01A",
        amount_fen=fen,
        grade=grade,
        change=change(),
    )


def test_gaps_between_streams_are_listed_with_their_reasons(project, lin):
    with pytest.raises(GradeMissing):
        amount(project, "verified", 100)
    amount(project, "verified", 100, "B")
    amount(project, "paid", 50)
    assert reconciliation(lin) == []
    amount(project, "paid", 49)
    with pytest.raises(GapReasonUnknown):
        explain_gap(
            project=project, period="2026-01A", pair="x", reason_code="other", change=change()
        )
    explain_gap(
        project=project,
        period="2026-01A",
        pair="verified_paid",
        reason_code="payment_terms",
        change=change(),
    )
    [gap] = reconciliation(lin)
    assert (gap.difference_fen, gap.reason_code) == (51, "payment_terms")


def test_lists_and_gate_agree_for_everybody(project, lin, bo, mei, zhao):
    register_project(values={"name": "他处项目"}, entered_on=TODAY, change=change())
    counts = {}
    for viewer in (lin, bo, mei, zhao):
        listed = {row.id for row in register_rows(viewer)}
        counts[viewer.name] = len(listed)
        for pk in Project.objects.values_list("pk", flat=True):
            if pk in listed:
                assert project_for(viewer, pk).pk == pk
            else:
                with pytest.raises(NoSuchProject):
                    project_for(viewer, pk)
    assert counts == {"林某": 2, "薄某": 1, "梅某": 1, "赵某": 2}


def test_the_list_takes_one_query_for_any_length(project, lin, django_assert_num_queries):
    with django_assert_num_queries(1):
        register_rows(lin, text="kgg")


def test_the_planned_date_may_be_put_off(project):
    edit(project, planned_completion_on=date(2027, 3, 31))
    assert project.planned_completion_on == date(2027, 3, 31)
