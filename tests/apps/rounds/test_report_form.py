from datetime import date

import pytest

from jigai.apps.rounds.queries.access import NoSuchEntry, NoSuchRound
from jigai.apps.rounds.queries.report_form import report_form
from jigai.apps.rounds.queries.review_queue import review_queue
from tests.round_cast import PERIOD, building, opened, reported

pytestmark = pytest.mark.usefixtures("programme")


def test_beside_each_field_stand_the_last_value_the_plan_and_its_basis(project, bo):
    building(project)
    opened()
    reported([project], period="2026-10B", progress_bp=8000, year_fen=70_000_000)
    form = report_form(bo, period=PERIOD, project_id=project.pk)
    assert (form.progress.last, form.progress.planned, form.progress.most) == (8000, 8740, 10_000)
    assert "均匀推算" in form.progress.basis.zh
    assert form.year_investment.last == 70_000_000
    assert form.year_investment.most is None
    assert (form.last_period, form.version, form.due_on) == ("2026-10B", None, date(2026, 11, 18))
    assert "非统计报表" in form.notice.zh


def test_a_project_or_round_out_of_reach_has_no_form(project, bo):
    with pytest.raises(NoSuchRound):
        report_form(bo, period=PERIOD, project_id=project.pk)
    building(project)
    opened()
    with pytest.raises(NoSuchEntry):
        report_form(bo, period=PERIOD, project_id=10**6)


def test_the_queue_shows_what_waits_with_jumps_and_the_last_values(
    project, lin, django_assert_num_queries
):
    projects = building(project, 3)
    held = opened()
    reported(projects, period="2026-10B", progress_bp=5000)
    reported(projects[:2], progress_bp=7500, state="submitted")
    reported(projects[2:], progress_bp=5500)
    with django_assert_num_queries(6):
        queue = review_queue(lin, round=held)
    assert [(one.last_progress_bp, one.progress_bp) for one in queue] == [(5000, 7500)] * 2
    assert [jump.field for jump in queue[0].jumps] == ["progress_bp"]
    assert len(review_queue(lin, round=held, state="")) == 3
