from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from jigai.domain.maturity.peers import ELSE, Peer, group_for, quartiles, shown_groups

LEAST = 5


def peers_of(**sizes):
    """``electrical_small=6`` → six peers; values count up."""
    found = []
    for name, count in sizes.items():
        industry, size = name.split("_")
        found += [Peer(industry, size, Fraction(len(found) + n)) for n in range(count)]
    return found


def cells_of(group, peers):
    """The industry-and-size cells that a shown group is the sum of."""
    cells = {(one.industry, one.size) for one in peers}
    if not group.key:
        return cells
    if len(group.key) == 1:
        return {cell for cell in cells if cell[0] in group.members}
    return {cell for cell in cells if cell[0] == group.key[0] and cell[1] in group.members}


def is_derivable(wanted, shown):
    """Whether a sum over ``wanted`` follows from sums over the shown groups, by elimination."""
    atoms = sorted({cell for one in [wanted, *shown] for cell in one})
    rows = [[Fraction(cell in one) for cell in atoms] for one in shown]
    target = [Fraction(cell in wanted) for cell in atoms]
    place = 0
    for column in range(len(atoms)):
        pivot = next((r for r in range(place, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in [*rows[place + 1 :], target]:
            if row[column]:
                factor = row[column] / rows[place][column]
                for n in range(len(atoms)):
                    row[n] -= factor * rows[place][n]
        place += 1
    return not any(target)


def attack(peers):
    """Every set of cells below the minimum whose total could be worked out."""
    shown = [cells_of(group, peers) for group in shown_groups(peers, least=LEAST)]
    cells = sorted({(one.industry, one.size) for one in peers})
    for length in range(1, len(cells) + 1):
        for chosen in combinations(cells, length):
            size = sum((one.industry, one.size) in chosen for one in peers)
            if size < LEAST and is_derivable(set(chosen), shown):
                yield chosen


def test_a_group_of_three_is_not_shown_and_its_total_cannot_be_derived():
    peers = peers_of(electrical_small=6, electrical_large=3, sports_small=7)
    keys = [group.key for group in shown_groups(peers, least=LEAST)]
    assert ("electrical", "large") not in keys
    assert ("electrical", "small") not in keys  # with it the three would follow
    assert list(attack(peers)) == []


def test_the_attack_finds_a_careless_table():
    careless = [{("electrical", "small"), ("electrical", "large")}, {("electrical", "small")}]
    assert is_derivable({("electrical", "large")}, careless)


@pytest.mark.parametrize("seed", range(40))
def test_no_difference_of_shown_groups_tells_of_a_smaller_one(seed):
    random = Random(seed)
    peers = [
        Peer(random.choice("abc"), random.choice("smlx"[: 2 + seed % 3]), Fraction(n))
        for n in range(random.randint(0, 40))
    ]
    assert list(attack(peers)) == []
    assert all(group.quartiles.count >= LEAST for group in shown_groups(peers, least=LEAST))


def test_small_parts_are_merged_and_found_again():
    peers = peers_of(electrical_small=8, sports_small=3, energy_small=4)
    groups = shown_groups(peers, least=LEAST)
    assert [group.key for group in groups] == [
        (),
        ("electrical",),
        ("electrical", "small"),
        (ELSE,),
    ]
    assert groups[-1].members == ("energy", "sports")
    assert group_for(groups, industry="sports", size="small").key == (ELSE,)
    assert group_for(groups, industry="electrical", size="large").key == ("electrical",)
    assert group_for(groups, industry="wood", size="small").key == ()


def test_sizes_are_shown_where_each_is_large_enough():
    peers = peers_of(
        electrical_small=6,
        electrical_large=5,
        electrical_micro=2,
        electrical_medium=4,
        sports_small=5,
    )
    groups = shown_groups(peers, least=LEAST)
    assert group_for(groups, industry="electrical", size="large").key == ("electrical", "large")
    merged = group_for(groups, industry="electrical", size="micro")
    assert (merged.key, merged.members) == (("electrical", ELSE), ("medium", "micro"))


def test_fewer_than_the_minimum_altogether_show_nothing():
    assert shown_groups(peers_of(electrical_small=4), least=LEAST) == ()
    assert group_for((), industry="electrical", size="small") is None


def test_quartiles_by_linear_interpolation():
    found = quartiles([Fraction(n) for n in (7, 1, 3, 5, 9, 11)])
    assert (found.count, found.lowest_quarter, found.median, found.highest_quarter) == (
        6, Fraction(7, 2), 6, Fraction(17, 2)
    )  # fmt: skip
    assert quartiles([Fraction(4)]).highest_quarter == 4
