import pytest

from jigai.apps.rounds.actions.advance_round import mark_published
from jigai.apps.rounds.actions.excuse_entry import excuse_entry
from jigai.apps.rounds.actions.remind import remind
from jigai.apps.rounds.queries.coverage import coverage
from jigai.apps.rounds.queries.lock import PeriodLocked
from tests.cast import change
from tests.round_cast import building, opened, reported

pytestmark = pytest.mark.usefixtures("programme")


def test_the_ledger_shows_who_was_seen_excused_and_missing_by_name(project, lin):
    projects = building(project, 120)
    held = opened()
    reported(projects[:100], state="submitted")
    for entry in held.entries.filter(project__in=projects[100:105]):
        excuse_entry(entry=entry, change=change("停产检修"))
    ledger = coverage(lin, round=held)
    assert (len(ledger.seen), len(ledger.excused), len(ledger.missing)) == (100, 5, 15)
    assert {row.project_id for row in ledger.missing} == {p.pk for p in projects[105:]}
    assert {row.why.zh for row in ledger.missing} == {"没有填报"}
    assert {row.why.zh for row in ledger.excused} == {"停产检修"}
    assert ledger.seen_enterprise_count == 1


def test_drafts_and_returned_reports_are_missing_with_their_reason(project, lin):
    first, second = building(project, 2)
    held = opened()
    reported([first], state="draft")
    reported([second], state="returned")
    whys = {row.why.zh for row in coverage(lin, round=held).missing}
    assert whys == {"只有草稿，没有提交", "已退回，没有再报"}


def test_a_viewer_sees_only_their_own_projects(project, bo, zhao, django_assert_num_queries):
    building(project, 3)
    held = opened()
    with django_assert_num_queries(2):
        assert len(coverage(bo, round=held).rows) == 3


def test_a_reminder_counts_once_a_day(project):
    first, second = building(project, 2)
    held = opened()
    assert remind(round=held, project_ids=[first.pk, second.pk], change=change()) == 2
    assert remind(round=held, project_ids=[first.pk, second.pk], change=change()) == 0


def test_nobody_is_excused_from_a_published_round(project):
    building(project)
    held = opened()
    mark_published(round=held, change=change())
    with pytest.raises(PeriodLocked):
        excuse_entry(entry=held.entries.get(), change=change("补充"))
