"""The same answers the slow way: every choice tried, every one worked out by itself."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

from jigai.domain.supply_chain.ties import Tie

ZERO, ONE = Fraction(0), Fraction(1)


def random_ties(draw: random.Random, *, parties: int, most: int) -> list[Tie]:
    """Ties among a few parties, circles and unknown shares included; no buyer above 1 an input."""
    names = [f"p{number}" for number in range(parties)]
    links = ["l1", "l2"]
    used: dict[tuple[str, str], Fraction] = {}
    found: dict[tuple[str, str, str], Tie] = {}
    for _ in range(draw.randint(1, most)):
        supplier, buyer = draw.sample(names, 2)
        link = draw.choice(links)
        left = ONE - used.get((buyer, link), ZERO)
        share = None if draw.random() < 0.25 else left * Fraction(draw.randint(0, 4), 4)
        if (supplier, buyer, link) in found:
            continue
        used[buyer, link] = ONE - left + (share or ZERO)
        found[supplier, buyer, link] = Tie(supplier, buyer, link, share)
    return list(found.values())


def every_option(
    ties: list[Tie], buyer: str, *, is_high: bool
) -> list[tuple[str, dict[str, Fraction]]]:
    """All ways to look at one buyer: one input, and for the high end one taker of its rest."""
    options = []
    for link in sorted({tie.link for tie in ties if tie.buyer == buyer}):
        own = [tie for tie in ties if tie.buyer == buyer and tie.link == link]
        known = {tie.supplier: tie.share for tie in own if tie.share is not None}
        rest = ONE - sum(known.values(), ZERO)
        takers = [tie.supplier for tie in own if tie.share is None] if is_high else []
        options += [(link, {**known, taker: rest}) for taker in takers] or [(link, known)]
    return options


def brute_lost(ties: list[Tie], stopped: str, *, is_high: bool) -> dict[str, Fraction]:
    """The worst of every combination of options, each solved by taking parties out one by one."""
    kept = [tie for tie in ties if tie.buyer != stopped]
    buyers = sorted({tie.buyer for tie in kept})
    worst = dict.fromkeys(buyers, ZERO)
    options = [every_option(kept, buyer, is_high=is_high) for buyer in buyers]
    for choice in product(*options):
        shares = {buyer: dict(chosen[1]) for buyer, chosen in zip(buyers, choice, strict=True)}
        for buyer in buyers:
            worst[buyer] = max(worst[buyer], hitting(shares, buyer, stopped))
    return worst


def hitting(shares: dict[str, dict[str, Fraction]], start: str, goal: str) -> Fraction:
    """How much of ``start`` ends at ``goal``: every other party is folded into its buyers."""
    left = {name: dict(row) for name, row in shares.items()}
    for name in [one for one in left if one != start]:
        row = left.pop(name)
        itself = row.pop(name, ZERO)
        out = {one: share / (ONE - itself) for one, share in row.items()} if itself < 1 else {}
        for other in left.values():
            weight = other.pop(name, ZERO)
            for one, share in out.items():
                other[one] = other.get(one, ZERO) + weight * share
    row = left[start]
    itself = row.get(start, ZERO)
    return row.get(goal, ZERO) / (ONE - itself) if itself < 1 else ZERO


def brute_tiers(ties: list[Tie], stopped: str) -> dict[str, int]:
    """Tier of each party downstream, ring by ring."""
    tiers, ring, depth = {stopped: 0}, {stopped}, 0
    while ring:
        depth += 1
        ring = {tie.buyer for tie in ties if tie.supplier in ring} - set(tiers)
        tiers |= dict.fromkeys(ring, depth)
    return tiers


def brute_high(ties: list[Tie], link: str) -> Fraction:
    """The largest index: each buyer's rest to each of its open suppliers, or to one other."""
    own = [tie for tie in ties if tie.link == link]
    buyers = sorted({tie.buyer for tie in own})
    sums: dict[str, Fraction] = {}
    choices = []
    for buyer in buyers:
        rest = ONE
        for tie in own:
            if tie.buyer == buyer and tie.share is not None:
                sums[tie.supplier] = sums.get(tie.supplier, ZERO) + tie.share
                rest -= tie.share
        takers = [t.supplier for t in own if t.buyer == buyer and t.share is None]
        choices.append([(taker, rest) for taker in [*takers, "others"]])
    best = ZERO
    for choice in product(*choices):
        total = dict(sums)
        for taker, rest in choice:
            total[taker] = total.get(taker, ZERO) + rest
        best = max(best, sum((value * value for value in total.values()), ZERO))
    return best * 10_000 / len(buyers) ** 2
