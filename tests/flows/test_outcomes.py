"""Completion schedules follow-ups in the same act; figures of other parts are taken over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jigai.apps.audit.actions.undo_change_set import undo_change_set
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.actions.record_figure import record_figure
from jigai.apps.diagnosis.models import Machine
from jigai.apps.outcomes.actions.answer_follow_up import (
    FollowUpClosed,
    NothingAnswered,
    StillTime,
    answer_follow_up,
    close_unanswered,
)
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry
from jigai.apps.outcomes.models import ProjectFollowUp
from jigai.apps.outcomes.queries.before_after import before_after_card
from jigai.apps.outcomes.queries.dictionary import version_on
from jigai.apps.outcomes.queries.figures import figures
from jigai.apps.outcomes.queries.follow_ups import asked_of, follow_up_list
from jigai.apps.projects.models import Project
from jigai.domain.results.spans import half_of
from jigai.domain.results.states import FigureKind
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.correct_project import correct_project
from jigai.flows.gather_calendar import marked_days
from jigai.flows.gather_reminders import reminders_of
from jigai.flows.move_stage import move_stage
from jigai.flows.take_outcomes import take_outcomes
from tests.cast import TODAY, change
from tests.outcome_cast import reporting, told

pytestmark = pytest.mark.usefixtures("indicators", "programme")
DONE_ON = date(2025, 11, 20)


@pytest.fixture
def completed(project):
    """A project that was completed a year ago; its stage was under construction."""
    with writing("project.edited", change()):
        project.stage = "under_construction"
        project.actual_completion_on = DONE_ON
        project.save()
    move_stage(project=project, to="completed", is_bypassed=True, change=change("竣工"))
    return project


def dues(project):
    rows = ProjectFollowUp.objects.filter(project=project).order_by("months")
    return [(one.months, one.due_on.isoformat(), one.state) for one in rows]


def answered(follow_up, value="120000"):
    entry = OutcomeEntry(
        kind=FigureKind.ACTUAL,
        span=half_of(follow_up.due_on),
        value=Decimal(value),
        source="账簿（测试）",
    )
    version = version_on("added_revenue", on=follow_up.due_on)
    return answer_follow_up(
        follow_up=follow_up, answers=[(version, entry)], note="", change=reporting()
    )


def test_completion_brings_three_follow_ups_with_forms_ready(completed):
    assert dues(completed) == [
        (12, "2026-11-20", "open"), (24, "2027-11-20", "open"), (36, "2028-11-20", "open"),
    ]  # fmt: skip
    for one in ProjectFollowUp.objects.all():
        assert [line.definition.id for line in asked_of(one)][:1] == ["added_revenue"]


def test_one_undo_takes_back_the_stage_and_its_follow_ups(completed):
    last = ChangeSet.objects.order_by("-id").first()
    undo_change_set(number=last.id, change=change("撤销"))
    assert Project.objects.get(pk=completed.pk).stage == "under_construction"
    assert dues(completed) == []


def test_the_form_asks_for_what_has_a_baseline_by_its_version(completed):
    told(completed, "yield_rate", "baseline", "2024", "0.9")
    first = ProjectFollowUp.objects.order_by("months").first()
    (line,) = asked_of(first)
    assert (line.definition.id, line.baseline) == ("yield_rate", "90% (2024)")


def test_an_answer_is_a_reported_actual_and_closes_the_follow_up(completed, mei):
    first = ProjectFollowUp.objects.order_by("months").first()
    answered(first)
    (row,) = figures(mei)
    assert (row.kind, row.state, row.follow_up_id, row.period) == (
        "actual", "reported", first.pk, "2026H2",
    )  # fmt: skip
    with pytest.raises(FollowUpClosed):
        answered(first)


def test_silence_is_recorded_as_missing_and_never_as_0(completed, lin):
    first = ProjectFollowUp.objects.order_by("months").first()
    with pytest.raises(NothingAnswered):
        answer_follow_up(follow_up=first, answers=[], note="", change=reporting())
    with pytest.raises(StillTime):
        close_unanswered(
            follow_up=first, note="多次催办", on=first.due_on + timedelta(days=60), change=change()
        )
    late = first.due_on + timedelta(days=61)
    close_unanswered(follow_up=first, note="多次催办", on=late, change=change())
    assert dues(completed)[0] == (12, "2026-11-20", "no_answer")
    assert figures(lin) == []
    assert follow_up_list(lin, on=late, state="no_answer")[0].note == "多次催办"
    answered(first)
    assert dues(completed)[0][2] == "answered"


def test_mei_and_bo_are_told_when_it_is_due_and_the_calendar_has_the_day(completed, mei, bo):
    on = date(2026, 11, 16)
    for viewer in (mei, bo):
        said = [
            one.due.what.zh for one in reminders_of(viewer, on=on) if one.due.kind.id == "outcome"
        ]
        assert said == ["填写竣工 12 个月后的成效"]
    days = [one.first for one in marked_days(mei, on=on) if one.kind.id == "outcome"]
    assert days == [date(2026, 11, 20), date(2027, 11, 20)]
    late = date(2026, 11, 21)
    assert [one.is_overdue for one in follow_up_list(mei, on=late, state="overdue")] == [True]


def test_what_diagnosis_holds_is_taken_over_and_a_typed_figure_stays(enterprise, lin):
    for month, right in ((8, 171), (9, 186)):
        record_figure(
            enterprise=enterprise,
            measure="order_accuracy",
            basis=Basis.REPORTED,
            period=(date(2026, month, 1), date(2026, month, 28)),
            parts={"lines": Decimal(200), "right": Decimal(right)},
            value=None,
            source="订单台账",
            note="",
            change=change(),
        )
    with writing("machinery.recorded", change()):
        for number, marked in (("1", True), ("2", False)):
            Machine.objects.create(
                enterprise=enterprise, number=number, name="车床", source="清单",
                is_main=True, is_numerical=marked, is_networked=False, is_digital=False,
            )  # fmt: skip
    first = take_outcomes(enterprise=enterprise, on=TODAY, change=change("取数"))
    rows = {(row.indicator, row.state): row for row in figures(lin)}
    taken = rows["order_accuracy", "reported"]
    assert (taken.value, taken.last_on, taken.period) == (
        Decimal("0.93"), date(2026, 9, 28), "2026H2",
    )  # fmt: skip
    assert rows["equipment_cnc_rate", "computed"].value == Decimal("0.5")
    assert first.taken == len(rows)
    again = take_outcomes(enterprise=enterprise, on=TODAY, change=change("再取"))
    assert (again.taken, again.unchanged) == (0, len(rows))
    told(enterprise, "order_accuracy", "actual", "2026H2", "0.5")
    third = take_outcomes(enterprise=enterprise, on=TODAY, change=change("再取"))
    assert any("不覆盖" in one.zh for one in third.left)
    kept = {(row.indicator, row.state): row.value for row in figures(lin)}
    assert kept["order_accuracy", "reported"] == Decimal("0.5")


def test_before_and_after_keeps_reported_and_computed_in_rows_of_their_own(enterprise):
    told(enterprise, "equipment_cnc_rate", "baseline", "2025", "0.4")
    told(enterprise, "equipment_cnc_rate", "target", "2026", "0.9")
    told(enterprise, "equipment_cnc_rate", "actual", "2026H2", "0.6")
    (row,) = before_after_card(enterprise).rows
    assert row.result.change_said.zh == "+20 个百分点（相对 +50%）"
    assert (row.result.is_reached, row.target_state) == (False, "reported")


def corrected(project, day):
    return correct_project(
        project=project,
        base_version=version_of(project),
        values={"actual_completion_on": day},
        change=change("竣工验收证书日期更正"),
    )


def test_a_corrected_completion_moves_what_is_still_open_and_leaves_what_was_answered(completed):
    first = ProjectFollowUp.objects.get(months=12)
    answered(first)
    done = corrected(completed, date(2025, 12, 31))
    assert done.moved == 2
    assert dues(completed) == [
        (12, "2026-11-20", "answered"),
        (24, "2027-12-31", "open"),
        (36, "2028-12-31", "open"),
    ]
    last = ChangeSet.objects.order_by("-pk").first()
    assert last.reason == "竣工验收证书日期更正"


def test_an_edit_that_leaves_the_completion_alone_moves_nothing(completed):
    assert corrected(completed, DONE_ON).moved == 0
    assert [one[1] for one in dues(completed)] == ["2026-11-20", "2027-11-20", "2028-11-20"]


def test_undoing_the_correction_takes_the_follow_ups_back(completed):
    before = dues(completed)
    corrected(completed, date(2025, 12, 31))
    made = ChangeSet.objects.order_by("-pk").first()
    undo_change_set(number=made.id, change=change("撤销"))
    assert dues(completed) == before
