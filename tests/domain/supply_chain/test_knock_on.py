"""What hangs on a firm: small cases by hand, and random graphs against trying everything."""

from __future__ import annotations

import random
from fractions import Fraction

from jigai.domain.supply_chain.knock_on import knock_on
from jigai.domain.supply_chain.ties import Tie
from tests.domain.supply_chain.brute_force import brute_lost, brute_tiers, random_ties

GRAPHS = 600
HALF, FIFTH = Fraction(1, 2), Fraction(1, 5)


def told(ties, stopped):
    return {one.party: (one.tier, one.low, one.high) for one in knock_on(ties, stopped=stopped)}


def test_a_share_is_handed_down_tier_by_tier():
    ties = [Tie("steel", "core", "sheet", HALF), Tie("core", "transformer", "core", FIFTH)]
    assert told(ties, "steel") == {
        "core": (1, HALF, HALF),
        "transformer": (2, Fraction(1, 10), Fraction(1, 10)),
    }


def test_the_worst_hit_input_counts_and_is_named():
    ties = [Tie("a", "x", "core", FIFTH), Tie("a", "x", "oil", HALF)]
    [x] = knock_on(ties, stopped="a")
    assert (x.high, x.link) == (HALF, "oil")


def test_an_unknown_share_leaves_a_range_up_to_what_the_others_leave():
    ties = [Tie("a", "x", "core"), Tie("b", "x", "core", Fraction(7, 10))]
    assert told(ties, "a") == {"x": (1, Fraction(0), Fraction(3, 10))}


def test_a_single_source_without_a_share_is_the_whole():
    [x] = knock_on([Tie("a", "x", "core", is_single_source=True)], stopped="a")
    assert x.low == x.high == 1
    assert x.is_exact


def test_firms_that_supply_one_another_are_worked_out_together():
    ties = [Tie("f", "a", "in", HALF), Tie("b", "a", "in", HALF), Tie("a", "b", "in", Fraction(1))]
    assert told(ties, "f") == {
        "a": (1, Fraction(1), Fraction(1)),
        "b": (2, Fraction(1), Fraction(1)),
    }


def test_a_circle_that_the_stopped_firm_does_not_reach_loses_nothing():
    ties = [Tie("a", "b", "in", Fraction(1)), Tie("b", "a", "in", Fraction(1)), Tie("f", "c", "in")]
    assert set(told(ties, "f")) == {"c"}


def test_nothing_hangs_on_a_firm_without_buyers():
    assert knock_on([Tie("a", "b", "in", HALF)], stopped="b") == ()
    assert knock_on([], stopped="b") == ()


def test_random_graphs_agree_with_trying_every_choice():
    draw, circles, ranges = random.Random(20261126), 0, 0
    for _ in range(GRAPHS):
        ties = random_ties(draw, parties=draw.randint(2, 5), most=8)
        stopped = draw.choice(ties).supplier
        tiers = brute_tiers(ties, stopped)
        low = brute_lost(ties, stopped, is_high=False)
        high = brute_lost(ties, stopped, is_high=True)
        found = told(ties, stopped)
        assert found == {
            name: (tier, low[name], high[name]) for name, tier in tiers.items() if name != stopped
        }
        circles += any(
            t.supplier in found and brute_tiers(ties, t.buyer).get(t.supplier) for t in ties
        )
        ranges += any(one[1] != one[2] for one in found.values())
    assert circles >= 50
    assert ranges >= 100
