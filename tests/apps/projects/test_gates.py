from datetime import date, timedelta

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.add_code import add_code
from jigai.apps.projects.actions.advance_stage import PaperUnknown, advance_stage, hand_in_paper
from jigai.apps.projects.actions.move_inclusion import (
    InclusionUnknown,
    LibraryMonthMissing,
    move_inclusion,
    tick_paper,
)
from jigai.apps.projects.actions.record_procedure import record_procedure
from jigai.apps.projects.queries.inclusion import (
    alarms_between,
    inclusion_funnel,
    inclusion_of,
    inclusion_rows,
)
from jigai.apps.projects.queries.stage_gate import gates_of
from jigai.domain.inclusion import InclusionCannotMove, ReturnWithoutReason
from jigai.domain.stages import StageNotReady
from tests.cast import TODAY, change


def advance(project, to, **options):
    return advance_stage(project=project, to=to, change=change("推进"), **options)


def test_the_gate_lists_what_is_missing_and_opens_when_it_is_there(project):
    [filed, _] = gates_of(project)
    assert [item.name for item in filed.missing] == ["project_code", "filing"]
    with pytest.raises(StageNotReady, match="项目代码、备案证明"):
        advance(project, "filed")
    add_code(project=project, code="2601-371423-07-02-000019", change=change())
    record_procedure(project=project, kind="filing", state="done", change=change())
    assert advance(project, "filed") == ()
    assert project.stage == "filed"


def test_a_bypass_leaves_its_reason_in_the_audit(project):
    left = advance(project, "filed", is_bypassed=True)
    assert len(left) == 2
    last = ChangeSet.objects.latest("id")
    assert (last.verb, last.reason) == ("stage.bypassed", "推进")


def test_only_papers_that_a_stage_asks_for_are_kept(project):
    hand_in_paper(project=project, kind="start_proof", change=change())
    with pytest.raises(PaperUnknown):
        hand_in_paper(project=project, kind="poem", change=change())


def move(project, to, **said):
    return move_inclusion(project=project, to=to, on=TODAY, change=change(), **said)


def test_inclusion_moves_along_its_table(project):
    move(project, "preparing")
    with pytest.raises(InclusionCannotMove):
        move(project, "in_library", included_month="2026-11")
    with pytest.raises(InclusionUnknown):
        move(project, "counted")
    move(project, "county_review")
    with pytest.raises(ReturnWithoutReason):
        move(project, "returned")
    assert move(project, "returned", return_code="duplicate").declared_on == TODAY


def test_the_month_of_entry_is_named(project):
    for state in ("preparing", "county_review", "higher_review"):
        move(project, state)
    with pytest.raises(LibraryMonthMissing):
        move(project, "in_library")
    assert move(project, "in_library", included_month="2026-11").included_month == "2026-11"


def test_papers_still_missing_are_named(project, lin):
    tick_paper(project=project, kind="filing", is_ready=True, on=TODAY, change=change())
    [row] = inclusion_rows(lin, as_of=TODAY)
    assert "备案或核准文件" not in [label.zh for label in row.missing]
    assert len(row.missing) == 4
    assert inclusion_of(project, as_of=TODAY) == row
    assert inclusion_funnel(lin)["awaiting_start"] == 1


def test_reminder_and_breach_come_on_day_31_and_61_once_each(project, lin):
    started = date(2026, 9, 1)
    with_start = change("开工")
    project.actual_start_on = started
    with writing("project.started", with_start):
        project.save()
    move(project, "county_review")
    said = []
    for day in range(70):
        after = started + timedelta(days=day)
        through = after + timedelta(days=1)
        said += [(day + 1, a.alarm) for a in alarms_between(lin, after=after, through=through)]
    assert said == [(31, "reminder"), (61, "breach")]
