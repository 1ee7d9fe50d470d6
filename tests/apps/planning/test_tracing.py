"""Gap, measure, project, result: one line of sight both ways."""

from datetime import date

import pytest

from jigai.apps.accounts.viewer import Grant, Viewer
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.drop_gap import drop_gap
from jigai.apps.planning.actions.link_measure import (
    LinkedAlready,
    NotAMeasure,
    ProjectOfAnother,
    link_measure,
)
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.actions.unlink_measure import unlink_measure
from jigai.apps.planning.queries.tracing import gaps_of_project, gaps_seen, orphans
from jigai.apps.projects.models import Project
from tests.cast import change
from tests.plan_cast import LIN, approved_of, by, draft_of, gap_of


@pytest.fixture
def gap(enterprise):
    return gap_of(enterprise)


@pytest.fixture
def version(enterprise, agency, gap):
    return approved_of(draft_of(enterprise, agency, gap))


def measure(version):
    return version.lines.get(kind="measure")


def test_a_gap_shows_its_project_and_result_and_the_project_its_gap(lin, version, gap, project):
    link_measure(line=measure(version), project=project, change=by(LIN))
    record_gap_result(
        gap=gap, project=project, indicator="设备数控化率", value="88.5", unit="%",
        measured_on=date(2027, 5, 1), evidence="验收单", origin="enterprise", change=by(LIN),
    )  # fmt: skip
    [card] = gaps_seen(lin)
    assert [one.id for m in card.measures for one in m.projects] == [project.pk]
    assert [(one.value, one.project.id) for one in card.results] == [("88.5", project.pk)]
    assert [one.id for one in gaps_of_project(project, lin)] == [gap.pk]


def test_the_orphan_report_tells_both_ways(lin, version, gap, project):
    found = orphans(lin)
    assert [one.id for one in found.gaps] == [gap.pk]
    assert [one.id for one in found.projects] == [project.pk]
    link = link_measure(line=measure(version), project=project, change=by(LIN))
    assert orphans(lin).gaps == orphans(lin).projects == ()
    unlink_measure(link=link, change=by(LIN))
    assert [one.id for one in orphans(lin).gaps] == [gap.pk]


def test_a_project_on_a_line_without_gap_answers_to_none(lin, version, project):
    link_measure(line=version.lines.get(kind="equipment"), project=project, change=by(LIN))
    assert [one.id for one in orphans(lin).projects] == [project.pk]


def test_a_dropped_gap_is_no_orphan(lin, version, gap):
    drop_gap(gap=gap, change=by(LIN, "设备已报废"))
    assert orphans(lin).gaps == ()
    assert gaps_seen(lin)[0].dropped_because == "设备已报废"


def test_only_projects_of_the_enterprise_carry_out_measures_and_once(version, project):
    link_measure(line=measure(version), project=project, change=by(LIN))
    with pytest.raises(LinkedAlready):
        link_measure(line=measure(version), project=project, change=by(LIN))
    with pytest.raises(NotAMeasure):
        link_measure(line=version.lines.get(kind="investment"), project=project, change=by(LIN))
    with writing("project.registered", change()):
        other = Project.objects.create(name="别家", name_sort="b", entered_on=date(2026, 1, 1))
    with pytest.raises(ProjectOfAnother):
        link_measure(line=measure(version), project=other, change=by(LIN))


def test_a_leader_of_another_township_sees_no_gap_and_no_project(version, project):
    elsewhere = Viewer(99, "唐某", (Grant("leader", None, frozenset({0})),))
    found = orphans(elsewhere)
    assert (found.gaps, found.projects, gaps_seen(elsewhere)) == ((), (), [])
