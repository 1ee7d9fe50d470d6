"""C10: a badge by a rule past its review day says so, on every page that shows it."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.queries.explanation import explanation_of
from jigai.domain.rules import rulebook
from jigai.flows.compute_badges import compute_badges
from tests.round_cast import PERIOD, building, by, opened, reported


@pytest.fixture
def badge(project, programme, monkeypatch):
    """A badge by the shipped rule, whose review day lies before the round's end."""
    book = rulebook.shipped()
    early = tuple(
        replace(
            one,
            rule_set=replace(
                one.rule_set,
                review_by=date(2026, 11, 1),
                thresholds=tuple(
                    replace(t, review_by=date(2026, 11, 1)) for t in one.rule_set.thresholds
                ),
            ),
        )
        for one in book.editions
    )
    past = rulebook.Rulebook(book.facts, early)
    monkeypatch.setattr("jigai.apps.scoring.queries.rulebook.shipped", lambda: past)
    made = building(project)
    held = opened()
    reported(made)
    compute_badges(round=held, change=by(2))
    return ProjectBadge.objects.get()


def test_the_explanation_ends_with_the_mark(badge):
    told = explanation_of(badge)
    assert told.needs_review
    assert "2026-11-01" in told.paragraph.zh
    assert told.paragraph.en.endswith("and has not been.")


def test_board_and_badge_pages_show_it(badge, office):
    board = office.get(reverse("badges:round", args=[PERIOD])).content.decode()
    page = office.get(reverse("badges:show", args=[PERIOD, badge.project_id])).content.decode()
    assert "尚未复核" in board
    assert "已过复核日" in page
    assert "尚未复核" in page


def test_a_rule_within_its_day_carries_no_mark(project, programme, office):
    made = building(project)
    held = opened()
    reported(made)
    compute_badges(round=held, change=by(2))
    page = office.get(reverse("badges:round", args=[PERIOD])).content.decode()
    assert "尚未复核" not in page
