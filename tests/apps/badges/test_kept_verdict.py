"""Lin's badges keep a headline and a seal; what earlier versions stored whole reads the same."""

import json
from datetime import date

import pytest
from django.db import connection

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.freeze_board import freeze_board
from jigai.apps.badges.kept_verdict import agrees, condensed, whole_verdict
from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.badges.queries.board import badge_row
from jigai.apps.badges.queries.explanation import explanation_of
from jigai.apps.badges.stored_facts import facts_from_json
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.rules.verdict import verdict_to_json
from jigai.flows.compute_badges import compute_badges
from tests.cast import change
from tests.round_cast import building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")
LESS = 5


@pytest.fixture
def badge(project):
    building(project)
    opened_round = opened()
    reported([project], progress_bp=5000)
    compute_badges(round=opened_round, change=by(3, "计算"))
    return ProjectBadge.objects.select_related("round", "project").get()


def whole(badge):
    """The verdict as earlier versions stored it."""
    rules = rule_set(badge.rule_set, on=date(2026, 11, 15))
    return verdict_to_json(evaluate(rules, facts_from_json(badge.facts)))


def stored_whole(badge):
    with writing("badge.of_an_earlier_version", change()):
        ProjectBadge.objects.update(verdict=whole(badge))
    return ProjectBadge.objects.select_related("round", "project").get()


def test_a_badge_takes_a_fraction_of_the_room_and_loses_nothing(badge):
    before = json.dumps([badge.facts, whole(badge)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(facts AS text), CAST(verdict AS text) FROM badges_projectbadge")
        kept = "".join(cursor.fetchone())
    assert LESS * len(kept.encode()) < len(before)
    assert verdict_to_json(whole_verdict(badge)) == whole(badge)
    assert agrees(badge)


def test_a_badge_that_was_stored_whole_reads_the_same(badge):
    now = explanation_of(badge), badge_row(badge)
    old = stored_whole(badge)
    assert (explanation_of(old), badge_row(old)) == now
    assert condensed(old.verdict) == badge.verdict


def test_computing_again_leaves_a_badge_that_was_stored_whole_alone(badge):
    old = stored_whole(badge)
    before = ChangeSet.objects.count()
    assert compute_badges(round=old.round, change=by(4, "重算")).changed_count == 0
    assert ChangeSet.objects.count() == before


def test_a_seal_that_does_not_fit_is_seen(badge):
    badge.verdict = {**badge.verdict, "seal": "0" * 64}
    assert not agrees(badge)
    assert not explanation_of(badge).agrees


def test_chinese_is_stored_as_it_is_written_and_the_chain_holds(badge, project):
    freeze_board(round=badge.round, change=by(4, "公示"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(rows AS text) FROM badges_board")
        assert project.name in cursor.fetchone()[0]
    assert Board.objects.get().rows[0]["project"] == project.name
    assert verify_chain().problems == ()
