"""What a draft would change is named with its lines, and nothing is published by looking."""

from dataclasses import replace
from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.scoring.actions.end_rule_edition import end_rule_edition
from jigai.apps.scoring.models import RuleEdition
from jigai.apps.scoring.queries.drafts import reading_of
from jigai.domain.rules.rulebook import shipped
from jigai.flows.back_test_rule import NotABadgeRule, back_test_rule
from jigai.flows.compute_badges import compute_badges
from jigai.flows.preview_rule import NoRoundToPreview, NothingToCompare, preview_rule
from jigai.flows.publish_round import publish_round
from tests.round_cast import PERIOD, YEAR_FEN, at, building, by, opened, reported, reviewer
from tests.rule_cast import drafted, released, second

RED_BELOW = ("threshold", 2, "value")


@pytest.fixture
def round_(project):
    made = building(project, 3)
    held = opened()
    reported(made, progress_bp=8400, year_fen=YEAR_FEN * 7 // 10)
    return held


def draft_rules(value="95", **at_path):
    return reading_of(drafted(value, **at_path)).rule_set


def test_a_raised_blue_line_names_the_projects_that_drop(lin, round_):
    found = preview_rule(lin, draft=draft_rules(), on=date(2026, 11, 16))
    before = {one.move.before.name for one in found.moved}
    assert (found.period, found.checked) == (PERIOD, 3)
    assert found.counts["down"] == 3
    assert before == {"blue"}
    assert {one.move.after.name for one in found.moved} == {"yellow"}
    assert "95" in found.moved[0].move.lines[0].after.zh
    assert [(group.name.zh, group.counts["down"]) for group in found.by_area()] == [("崔口镇", 3)]
    assert [group.name.en for group in found.by_industry()] == ["Electrical"]


def test_looking_writes_nothing(lin, round_):
    rules = draft_rules()
    number = ChangeSet.objects.count()
    preview_rule(lin, draft=rules, on=date(2026, 11, 16))
    back_test_rule(lin, draft=rules)
    assert ChangeSet.objects.count() == number
    assert RuleEdition.objects.count() == 0
    assert ProjectBadge.objects.count() == 0


def test_a_township_previews_its_own_projects_only(township_of_none, round_):
    found = preview_rule(township_of_none, draft=draft_rules(), on=date(2026, 11, 16))
    assert (found.checked, found.moved) == (0, ())


@pytest.fixture
def township_of_none(lin):
    grant = replace(lin.grants[0], division_ids=frozenset({-1}))
    return replace(lin, grants=(grant,))


def test_without_a_round_there_is_nothing_to_preview(lin, county):
    with pytest.raises(NoRoundToPreview):
        preview_rule(lin, draft=draft_rules(), on=date(2026, 11, 16))


def test_an_enterprise_rule_without_an_edition_has_nothing_to_compare(lin, county):
    rules = shipped().rule_set("cn.tech_sme", on=date(2026, 1, 1))
    with pytest.raises(NothingToCompare):
        preview_rule(lin, draft=replace(rules, id="own.card"), on=date(2026, 11, 16))
    with pytest.raises(NotABadgeRule):
        back_test_rule(lin, draft=rules)


def test_a_released_edition_computes_the_round_of_its_day_and_its_badges_name_it(lin, round_):
    made = released("95", valid_from=date(2026, 11, 16))
    done = compute_badges(round=round_, change=by(2, moment=at(16)))
    assert done.rule_set.threshold("blue_from").value == 80
    later = opened("2026-11B")
    assert compute_badges(round=later, change=by(2, moment=at(26))).rule_set.digest == made.digest


def test_the_back_test_counts_who_would_have_changed_and_leaves_the_round(lin, round_):
    compute_badges(round=round_, change=by(2))
    publish_round(round=round_, change=reviewer(moment=at(28)))
    before = list(ProjectBadge.objects.values_list("colour", "facts", "rule_hash"))
    (tested,) = back_test_rule(lin, draft=draft_rules())
    assert (tested.period, tested.checked, tested.turns) == (PERIOD, 3, [("blue", "yellow", 3)])
    assert "95" in tested.recoloured[0].move.lines[0].after.zh
    assert list(ProjectBadge.objects.values_list("colour", "facts", "rule_hash")) == before


def test_facts_that_a_round_did_not_keep_are_named(lin, round_):
    compute_badges(round=round_, change=by(2))
    publish_round(round=round_, change=reviewer(moment=at(28)))
    text = drafted().text.replace('when = "is_exempt"', 'when = "is_exempt or is_late"')
    draft = drafted()
    draft.text = text
    (tested,) = back_test_rule(lin, draft=reading_of(draft).rule_set)
    label = shipped().facts["project"]["is_late"].label
    assert tested.not_kept == (label,)
    assert tested.turns == [("blue", "not_assessed", 3)]


def test_an_ended_edition_still_explains_what_it_computed(lin, round_):
    made = released("95", valid_from=date(2026, 11, 16))
    later = opened("2026-11B")
    compute_badges(round=later, change=by(2, moment=at(26)))
    end_rule_edition(edition=made, ends_on=date(2026, 12, 1), change=second(at(26)))
    assert compute_badges(round=later, change=by(2, moment=at(27))).changed_count == 0
    assert {badge.rule_hash for badge in later.badges.all()} == {made.digest}
