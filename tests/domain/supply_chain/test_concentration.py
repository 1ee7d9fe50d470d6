"""Concentration of a link: by hand, and the high end against trying every bundling."""

from __future__ import annotations

import random
from fractions import Fraction

from jigai.domain.supply_chain.concentration import MOST_OPEN, concentration
from jigai.domain.supply_chain.ties import Tie
from tests.domain.supply_chain.brute_force import brute_high, random_ties

CASES = 600
HALF = Fraction(1, 2)


def test_two_equal_suppliers_give_5000():
    ties = [Tie("a", "x", "core", HALF), Tie("b", "x", "core", HALF)]
    found = concentration(ties, link="core")
    assert (found.low, found.high, found.buyer_count, found.supplier_count) == (5000, 5000, 1, 2)
    assert found.is_exact


def test_each_buyer_counts_alike():
    ties = [Tie("a", "x", "core", Fraction(1)), Tie("b", "y", "core", Fraction(1))]
    assert concentration(ties, link="core").high == 5000


def test_a_rest_that_nobody_named_gives_a_range():
    found = concentration([Tie("a", "x", "core", Fraction(6, 10))], link="core")
    assert (found.low, found.high) == (3600, 5200)


def test_a_supplier_without_a_share_may_take_the_whole_rest_of_two_buyers():
    ties = [Tie("a", "x", "core"), Tie("a", "y", "core")]
    found = concentration(ties, link="core")
    assert (found.low, found.high) == (0, 10_000)


def test_a_link_that_nobody_buys_has_no_index():
    assert concentration([Tie("a", "x", "core")], link="oil") is None


def test_very_many_open_suppliers_give_a_safe_bound_and_say_so():
    ties = [Tie(f"s{n}", "x", "core") for n in range(MOST_OPEN + 1)]
    ties.append(Tie("big", "x", "core", HALF))
    found = concentration(ties, link="core")
    assert found.is_bound
    assert found.high >= brute_high(ties, "core")


def test_random_links_agree_with_trying_every_bundling():
    draw, ranges = random.Random(4), 0
    for _ in range(CASES):
        ties = random_ties(draw, parties=6, most=9)
        link = draw.choice(ties).link
        found = concentration(ties, link=link)
        assert found.high == brute_high(ties, link)
        assert found.low <= found.high
        ranges += not found.is_exact
    assert ranges >= 100
