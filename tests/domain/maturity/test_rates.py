from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jigai.domain.maturity.lists import Control, Equipment, Process, list_rates
from jigai.domain.maturity.rates import Item, rate_of

MARK = st.sampled_from([True, False, None])


def every_world(items):
    """All shares that the unknown marks allow."""
    free = [
        (
            [i.counts] if i.counts is not None else [True, False],
            [i.has] if i.has is not None else [True, False],
        )
        for i in items
    ]
    shares = set()
    for world in product(*(list(product(*marks)) for marks in free)):
        pairs = list(zip(items, world, strict=True))
        whole = sum(i.weight for i, (counts, _) in pairs if counts)
        part = sum(i.weight for i, (counts, has) in pairs if counts and has)
        if whole:
            shares.add(Fraction(part, whole))
    return shares


@given(st.lists(st.builds(Item, MARK, MARK, st.integers(1, 5)), max_size=5))
@settings(max_examples=300)
def test_a_rate_is_exactly_the_range_of_all_worlds(items):
    rate, worlds = rate_of(items), every_world(items)
    assert (rate.low, rate.high) == ((min(worlds), max(worlds)) if worlds else (None, None))


def test_an_unknown_value_leaves_the_share_unknown():
    rate = rate_of([Item(True, True, 100), Item(True, False, None)])
    assert (rate.low, rate.high, rate.is_exact, rate.unknown_count) == (None, None, False, 1)


def test_a_line_that_does_not_count_needs_no_value():
    rate = rate_of([Item(True, True, 100), Item(False, None, None)])
    assert (rate.low, rate.is_exact) == (1, True)


def test_equipment_and_key_processes_are_kept_apart():
    machines = [
        Equipment(9, 900, True, True, True, True),
        Equipment(1, 300, True, False, False, True),
        Equipment(5, 100, False, False, False, False),
    ]
    steps = [
        Process(True, Control.NUMERICAL),
        Process(True, Control.MANUAL),
        Process(True, None),
        Process(False, Control.MANUAL),
    ]
    cnc, key, digital, networked = list_rates(machines, steps)
    assert (cnc.by_count.low, cnc.by_value.low) == (Fraction(9, 10), Fraction(3, 4))
    assert (key.by_count.low, key.by_count.high) == (Fraction(1, 3), Fraction(2, 3))
    assert key.by_value is None
    assert (digital.by_count.low, networked.by_count.low) == (Fraction(2, 3), Fraction(3, 5))
