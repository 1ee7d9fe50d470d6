"""No two would rather meet each other; proved by a check that knows nothing of how it was made."""

import random
from itertools import combinations, product

import pytest

from jigai.domain.assignment.blocking_pairs import blocking_pairs, faults
from jigai.domain.assignment.deferred_acceptance import assign
from jigai.domain.assignment.participants import Participant, WishTwice, WishUnknown
from jigai.domain.assignment.timetable import turns


def day(seed, *, most=4, capacity=1):
    """Two sides of up to four, each wishing for some of the other side in some order."""
    chance = random.Random(seed)
    left = [f"d{n}" for n in range(chance.randint(1, most))]
    right = [f"o{n}" for n in range(chance.randint(1, most))]

    def side(own, others):
        return [
            Participant(
                key,
                tuple(chance.sample(others, chance.randint(0, len(others)))),
                chance.randint(0, capacity) if capacity > 1 else 1,
            )
            for key in own
        ]

    return side(left, right), side(right, left)


def every_assignment(first, second):
    """Every set of pairs that keeps wishes and capacities, by trying all."""
    pairs = list(product([one.key for one in first], [one.key for one in second]))
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            if not faults(first, second, chosen):
                yield frozenset(chosen)


@pytest.mark.parametrize("seed", range(600))
def test_on_600_random_days_nobody_would_rather_meet_another(seed):
    first, second = day(seed)
    found = assign(first, second)
    assert faults(first, second, found) == []
    assert blocking_pairs(first, second, found) == []


@pytest.mark.parametrize("seed", range(600, 700))
def test_with_capacities_and_from_either_side_it_is_stable_too(seed):
    first, second = day(seed, capacity=3)
    turned = frozenset((one, other) for other, one in assign(second, first))
    for found in (assign(first, second), turned):
        assert faults(first, second, found) == []
        assert blocking_pairs(first, second, found) == []


@pytest.mark.parametrize("seed", range(700, 760))
def test_who_proposes_gets_the_best_of_all_stable_assignments(seed):
    first, second = day(seed, most=3)
    stable = [
        one for one in every_assignment(first, second) if not blocking_pairs(first, second, one)
    ]
    found = assign(first, second)
    assert found in stable
    for one in first:
        mine = dict(found).get(one.key)
        others = {dict(other).get(one.key) for other in stable}
        assert (mine is None) == (others == {None})
        if mine:
            assert all(one.wishes.index(mine) <= one.wishes.index(other) for other in others)


def test_the_check_finds_a_pair_that_would_rather_meet():
    first = [Participant("a", ("x", "y")), Participant("b", ("x", "y"))]
    second = [Participant("x", ("a", "b")), Participant("y", ("a", "b"))]
    assert blocking_pairs(first, second, [("a", "y"), ("b", "x")]) == [("a", "x")]
    assert faults(first, second, [("a", "x"), ("b", "x")]) == [("b", "x")]


def test_a_large_day_is_assigned_and_stable():
    chance = random.Random(1)
    left, right = [f"d{n}" for n in range(400)], [f"o{n}" for n in range(400)]
    first = [Participant(key, tuple(chance.sample(right, 40))) for key in left]
    second = [Participant(key, tuple(chance.sample(left, 400))) for key in right]
    assert blocking_pairs(first, second, assign(first, second)) == []


def test_a_wish_for_a_stranger_or_twice_for_one_is_refused():
    with pytest.raises(WishUnknown):
        assign([Participant("a", ("z",))], [Participant("x", ())])
    with pytest.raises(WishTwice):
        assign([Participant("a", ("x", "x"))], [Participant("x", ())])


@pytest.mark.parametrize("seed", range(50))
def test_nobody_sits_at_two_tables_in_one_turn_and_no_turn_is_wasted(seed):
    chance = random.Random(seed)
    pairs = {(f"d{chance.randint(0, 9)}", f"o{chance.randint(0, 9)}") for _ in range(30)}
    found = turns(pairs)
    assert set(found) == pairs
    for side in (0, 1):
        seats = [(pair[side], turn) for pair, turn in found.items()]
        assert len(seats) == len(set(seats))
    busiest = max(
        sum(pair[side] == key for pair in pairs)
        for side in (0, 1)
        for key in {pair[side] for pair in pairs}
    )
    assert set(found.values()) == set(range(1, busiest + 1))
