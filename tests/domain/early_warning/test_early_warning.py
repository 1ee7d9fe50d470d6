"""Chances of red: fitted as scikit-learn fits, tested on later rounds, told with their reasons."""

from dataclasses import replace
from datetime import date

import pytest

from jigai.cli.bench_warning import peer_weights, synthetic_sightings
from jigai.domain.early_warning.model import MEANT, as_plain, fit, from_plain
from jigai.domain.early_warning.quality import quality_from, quality_of, quality_plain
from jigai.domain.early_warning.reasons import GROUPS, NAMES, reasons
from jigai.domain.early_warning.sightings import Sighting, examples, values_of


@pytest.fixture(scope="module")
def given():
    return examples(synthetic_sightings(120))


def history(*colours, **facts):
    return [
        Sighting("p", date(2026, 1 + place, 15), colour, **facts)
        for place, colour in enumerate(colours)
    ]


def test_weights_are_those_of_scikit_learn_on_the_same_numbers(given):
    model = fit(given)
    mine = [model.intercept, *(term.weight for term in model.terms)]
    assert mine == pytest.approx(peer_weights(model, given), abs=1e-4)


def test_the_order_of_the_sightings_does_not_matter_and_weights_read_back_exactly():
    seen = synthetic_sightings(40)
    model = fit(examples(seen))
    assert fit(examples(reversed(seen))) == model
    assert from_plain(as_plain(model)) == model


def test_no_fact_moves_the_chance_against_its_meaning(given):
    assert all(term.weight * MEANT.get(term.key, 0) >= 0 for term in fit(given).terms)


def test_a_later_slip_raises_the_chance_and_is_named(given):
    model = fit(given)
    little = history("yellow", "yellow", slip_days=100, days_left=700)
    much = history("yellow", "yellow", slip_days=340, days_left=700)
    assert model.chance(values_of(little)) < model.chance(values_of(much))
    told = {one.text.zh: one.raises for one in reasons(model, much)}
    assert told["完工比首次预计推迟 340 天"] is True


def test_what_is_not_known_adds_nothing(given):
    model = fit(given)
    parts = model.parts(values_of(history("blue")))
    assert parts["slip"] == 0.0
    assert not any("推迟" in one.text.zh for one in reasons(model, history("blue")))


def test_a_round_that_was_not_assessed_is_no_outcome_and_does_not_end_a_run_of_red():
    seen = history("red", "not_assessed", "red")
    assert [one.on.month for one in examples(seen)] == [2]
    assert values_of(seen)["red_in_a_row"] == pytest.approx(1.0986, abs=1e-4)


def test_slip_that_goes_on_is_foreseen_better_than_by_same_colour_again():
    quality = quality_of(examples(synthetic_sightings(300)))
    assert quality.is_shown
    assert quality.trained_until < quality.tested_from
    assert quality_from(quality_plain(quality)).is_shown
    assert (
        sum(one.count for one in quality.bins)
        == quality.tested
        == sum(one.tested for one in quality.dates)
    )


def test_colours_that_only_repeat_themselves_are_not_shown():
    seen = [
        Sighting(f"{n:03d}", date(2026, month, 1), "red" if n % 5 == 0 else "blue")
        for n in range(40)
        for month in range(1, 11)
    ]
    quality = quality_of(examples(seen))
    assert not quality.is_shown
    assert "same_colour_hard" in quality.beaten_by


def test_too_few_later_rounds_are_not_shown():
    quality = quality_of(examples(synthetic_sightings(4)))
    assert not quality.is_enough
    assert not quality.is_shown


def test_a_gain_that_may_be_luck_is_not_shown():
    quality = quality_of(examples(synthetic_sightings(300)))
    assert not replace(quality, gain_low=-0.0001).is_shown


def test_nothing_to_learn_from_gives_no_quality():
    assert quality_of([]).brier == {}
    assert fit([]).terms == ()


def test_every_term_has_a_name_and_stands_in_one_group():
    keys = set(values_of(history("blue")))
    assert keys == set(NAMES) == {term for terms in GROUPS.values() for term in terms}
