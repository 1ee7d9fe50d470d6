from datetime import date

import pytest

from jigai.apps.projects.actions.review_report import NotHandedIn, OwnReport
from jigai.apps.projects.actions.save_draft_report import ReportInReview
from jigai.apps.projects.actions.submit_report import (
    AcceptedAlready,
    DataAfterPeriod,
    ProgressMissing,
    ReasonForJumpMissing,
)
from jigai.apps.rounds.actions.advance_round import mark_published
from jigai.apps.rounds.queries.lock import PeriodLocked
from jigai.flows.report_progress import (
    NotDueHere,
    accept_progress,
    draft_report,
    report_progress,
    return_progress,
)
from tests.cast import change
from tests.round_cast import PERIOD, at, building, by, opened, reported, reviewer

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def built(project):
    [one] = building(project)
    opened()
    return one


def submit(project, *, day=17, **values):
    values = {"progress_bp": 9000, "is_started": True} | values
    return report_progress(
        project=project, period=PERIOD, values=values, change=by(2, "填报", at(day))
    )


def test_a_draft_becomes_a_report_and_is_accepted_by_another(built):
    draft_report(project=built, period=PERIOD, values={"problem": "设备未到"}, change=by(2))
    report = submit(built)
    assert (report.state, report.is_late, report.problem) == ("submitted", False, "设备未到")
    with pytest.raises(ReportInReview):
        draft_report(project=built, period=PERIOD, values={}, change=by(2))
    with pytest.raises(OwnReport):
        accept_progress(report=report, change=by(2, "通过"))
    accept_progress(report=report, change=reviewer())
    assert (report.state, report.reviewed_by) == ("accepted", "人7")
    with pytest.raises(AcceptedAlready):
        submit(built)


def test_a_returned_report_carries_the_comment_and_can_be_handed_in_again(built):
    report = submit(built)
    return_progress(report=report, change=reviewer("进度与照片不符"))
    assert (report.state, report.review_comment) == ("returned", "进度与照片不符")
    with pytest.raises(NotHandedIn):
        return_progress(report=report, change=reviewer())
    assert submit(built).state == "submitted"


def test_after_the_due_day_a_report_is_late_for_good(built):
    assert submit(built, day=18).is_late is False
    assert submit(built, day=19).is_late is True
    assert submit(built, day=18).is_late is True


def test_what_cannot_be_handed_in(built):
    with pytest.raises(ProgressMissing):
        submit(built, progress_bp=None)
    with pytest.raises(DataAfterPeriod):
        submit(built, data_on=date(2026, 11, 16))


@pytest.mark.parametrize("progress_bp", [4000, 7001])
def test_a_jump_or_a_fall_asks_for_a_reason_and_is_not_forbidden(built, progress_bp):
    reported([built], period="2026-10B", progress_bp=5001)
    with pytest.raises(ReasonForJumpMissing, match="形象进度由 50.01%"):
        submit(built, progress_bp=progress_bp)
    assert submit(built, progress_bp=progress_bp, jump_reason="设备到货").state == "submitted"


def test_a_step_under_a_fifth_needs_no_reason(built):
    reported([built], period="2026-10B", progress_bp=5001, year_fen=0)
    assert submit(built, progress_bp=7000).state == "submitted"


def test_a_project_that_is_not_due_does_not_report(built, enterprise):
    twin = type(built)(pk=999, name="他项目")
    with pytest.raises(NotDueHere):
        submit(twin)


def test_a_published_period_is_locked_except_for_what_was_never_handed_in(project):
    accepted, missed = building(project, 2)
    held = opened()
    [report] = reported([accepted])
    mark_published(round=held, change=change())
    with pytest.raises(PeriodLocked):
        submit(accepted)
    with pytest.raises(PeriodLocked):
        return_progress(report=report, change=reviewer())
    made_up = submit(missed, day=25)
    accept_progress(report=made_up, change=reviewer())
    assert (made_up.state, made_up.is_late) == ("accepted", True)
