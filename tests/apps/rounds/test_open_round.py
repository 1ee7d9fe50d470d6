from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import CalendarDay
from jigai.apps.rounds.actions.open_round import (
    NobodyDue,
    RoundOpenAlready,
    add_due_projects,
    open_round,
)
from jigai.domain.periods import parse_period
from tests.cast import change
from tests.round_cast import building, opened

pytestmark = pytest.mark.usefixtures("programme")


def change_of(pk, **values):
    with writing("project.changed", change()):
        Project.objects.filter(pk=pk).update(**values)


def test_who_is_due_stands_in_the_register(project):
    projects = building(project, 5)
    change_of(projects[1].pk, stage="reserve")
    change_of(projects[2].pk, is_withdrawn=True)
    change_of(projects[3].pk, entered_on=date(2026, 11, 16))
    due = opened().entries.values_list("project_id", flat=True)
    assert list(due) == [projects[0].pk, projects[4].pk]


def test_the_due_day_counts_work_days_after_the_period(project):
    building(project)
    with writing("calendar.loaded", change()):
        CalendarDay.objects.create(day_on=date(2026, 11, 17), is_work_day=False)
    held = opened()
    assert (held.ends_on, held.due_on) == (date(2026, 11, 15), date(2026, 11, 19))


def test_a_round_is_opened_once_and_never_empty(project):
    with pytest.raises(NobodyDue):
        opened()
    building(project)
    opened()
    with pytest.raises(RoundOpenAlready, match="11月上半月"):
        opened()


def test_projects_registered_later_are_added(project):
    first, second = building(project, 2)
    change_of(second.pk, stage="reserve")
    held = opened()
    change_of(second.pk, stage="filed")
    assert add_due_projects(round=held, change=change()) == 1
    assert held.entries.count() == 2
    assert first.round_entries.count() == 1


def test_a_report_day_is_a_round_too(project):
    building(project)
    held = open_round(period=parse_period("2026-11-05"), change=change())
    assert held.starts_on == held.ends_on == date(2026, 11, 5)
