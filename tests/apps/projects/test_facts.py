from datetime import date
from fractions import Fraction

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.approve_baseline import approve_baseline
from jigai.apps.projects.actions.move_inclusion import move_inclusion
from jigai.apps.projects.facts import project_facts
from jigai.apps.projects.models import ProgressReport
from jigai.domain.periods import parse_period
from jigai.domain.rules import rulebook
from tests.cast import change

TOTAL = 1_000_000_00


@pytest.fixture
def reported(project):
    first = parse_period("2026-01A")
    points = [(first.numbered(first.serial + n), TOTAL * (n + 1) // 24) for n in range(24)]
    approve_baseline(project=project, points=points, approved_on=date(2026, 1, 5), change=change())
    with writing("report.accepted", change()):
        ProgressReport.objects.create(
            project=project,
            period="2026-06A",
            data_on=date(2026, 6, 14),
            state="accepted",
            progress_bp=4000,
            year_investment_fen=5,
        )
    return project


def facts_of(project, period="2026-06A"):
    return {n: f.value for n, f in project_facts([project.pk], period=period)[project.pk].items()}


def test_facts_are_those_that_the_rules_know(reported):
    move_inclusion(project=reported, to="preparing", on=date(2026, 6, 1), change=change())
    found = facts_of(reported)
    assert found.keys() <= rulebook.shipped().facts.keys()
    assert found["progress_share"] == Fraction(4, 10)
    assert found["planned_progress_share"] == Fraction(166, 365)
    assert found["planned_investment_ytd_fen"] == TOTAL * 11 // 24
    assert found["annual_plan_fen"] == TOTAL
    assert (found["inclusion_state"], found["inclusion_file_complete"]) == ("preparing", False)
    assert (found["months_start_missed"], found["days_since_entry"]) == (5, 165)


def test_what_is_not_known_is_absent(project):
    found = facts_of(project)
    assert "progress_share" not in found
    assert "investment_ytd_fen" not in found
    assert "inclusion_state" not in found


def test_last_years_amount_is_not_this_years(reported):
    assert "investment_ytd_fen" not in facts_of(reported, period="2027-01A")


def test_facts_take_the_same_queries_for_any_number(reported, django_assert_num_queries):
    with django_assert_num_queries(7):
        project_facts([reported.pk], period="2026-06A")
