"""Rules about platforms: their own folder and facts, and what the two shipped cards say."""

from datetime import date
from fractions import Fraction

import pytest

from jigai.domain.rules import rulebook
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.refusals import NameUnknown

YEARLY, CENTRE = "platform.county_yearly", "platform.sd.technology_centre"
ON = date(2026, 11, 16)


def usual(rule_id):
    edition = next(one for one in rulebook.shipped().editions if one.rule_set.id == rule_id)
    return edition.rule_set, dict(edition.cases[0].facts)


def test_platforms_are_a_subject_of_their_own():
    found = {one.id for one in rulebook.rule_sets(subject="platform")}
    assert found == {YEARLY, CENTRE}
    assert "outside_users" in rulebook.shipped().facts["platform"]
    assert "outside_users" not in rulebook.shipped().facts["enterprise"]


def test_a_platform_rule_cannot_ask_what_is_known_of_enterprises_only():
    edition = next(one for one in rulebook.shipped().editions if one.rule_set.id == CENTRE)
    text = rulebook.texts_of(edition)[0].replace("not serious_breach", "class1_ip != 0")
    with pytest.raises(NameUnknown):
        read_rule_set(
            text, file="rule.toml", facts=rulebook.shipped().facts["platform"], subject="platform"
        )


def test_hours_that_nobody_confirmed_leave_a_range_and_never_a_guess():
    rules, facts = usual(YEARLY)
    facts["shared_use_hours"] = Fact(None)
    verdict = evaluate(rules, facts)
    assert verdict.total == (Fraction(85), Fraction(100))
    assert verdict.outcome == "excellent"


@pytest.mark.parametrize(
    ("high_tech", "revenue", "outcome"),
    [
        (False, 199_990_000, "not_met"),
        (False, 200_000_000, "met"),
        (True, 99_990_000, "not_met"),
        (True, 100_000_000, "met"),
    ],
)
def test_a_high_tech_host_may_be_half_as_large(high_tech, revenue, outcome):
    rules, facts = usual(CENTRE)
    facts |= {
        "host_high_tech": Fact(high_tech),
        "host_revenue_yuan": Fact(revenue),
        "host_rd_expense_yuan": Fact(9_000_000),
    }
    assert evaluate(rules, facts).outcome == outcome


def test_the_cards_say_how_far_they_can_be_trusted():
    assert "县级建议" in rulebook.rule_set(YEARLY, on=ON).title.zh
    assert "可信度低" in rulebook.rule_set(CENTRE, on=ON).note.zh
    assert "Low confidence" in rulebook.rule_set(CENTRE, on=ON).note.en
