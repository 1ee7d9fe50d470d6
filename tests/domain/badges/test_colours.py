from jigai.domain.badges.colours import COUNTY_WORDS, Colour, colour_of
from jigai.domain.rules import rulebook


def test_every_sign_has_its_own_shape_and_a_name():
    assert len({colour.shape for colour in Colour}) == len(Colour)
    assert all(colour.label.zh and colour.label.en for colour in Colour)


def test_every_shipped_outcome_has_a_sign_and_words():
    for rule in rulebook.rule_sets(subject="project"):
        for outcome in rule.outcomes:
            assert colour_of(outcome.name) == outcome.name
            assert outcome.word.zh


def test_the_county_words_are_those_of_the_default_rule():
    rule = next(rule for rule in rulebook.rule_sets() if rule.id == "county_default")
    assert {o.name: o.word for o in rule.outcomes} == COUNTY_WORDS


def test_an_outcome_that_is_no_colour_shows_no_card():
    assert colour_of("met") is Colour.NONE
