from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.rules.ranges import (
    Range,
    combine,
    compare,
    greatest_of,
    high_of,
    hull_of,
    least_of,
    low_of,
)

NUMBERS = st.fractions(-20, 20, max_denominator=8)
SIGNS = st.sampled_from(["<", "<=", "==", "!=", ">=", ">"])


@st.composite
def amounts(draw):
    """A true value and what is known of it."""
    value = draw(NUMBERS)
    if draw(st.booleans()):
        return value, value
    low = draw(st.none() | st.just(value - abs(draw(NUMBERS))))
    high = draw(st.none() | st.just(value + abs(draw(NUMBERS))))
    return value, Range(low, high)


def holds(amount, value):
    low, high = low_of(amount), high_of(amount)
    return (low is None or low <= value) and (high is None or value <= high)


@given(amounts(), amounts(), st.sampled_from("+-*/"))
def test_arithmetic_on_ranges_holds_the_true_result(left, right, operation):
    result = combine(operation, left[1], right[1])
    if operation == "/" and right[0] == 0:
        return
    true = {
        "+": lambda: left[0] + right[0],
        "-": lambda: left[0] - right[0],
        "*": lambda: left[0] * right[0],
        "/": lambda: left[0] / right[0],
    }[operation]()
    assert holds(result, true)


@given(st.lists(amounts(), min_size=1, max_size=4))
def test_least_greatest_and_hull_hold_the_true_result(parts):
    values, known = [v for v, _ in parts], [a for _, a in parts]
    assert holds(least_of(known), min(values))
    assert holds(greatest_of(known), max(values))
    assert all(holds(hull_of(known), value) for value in values)


@given(amounts(), amounts(), SIGNS)
def test_a_comparison_is_told_only_when_sure(left, right, sign):
    true = {
        "<": left[0] < right[0],
        "<=": left[0] <= right[0],
        "==": left[0] == right[0],
        "!=": left[0] != right[0],
        ">=": left[0] >= right[0],
        ">": left[0] > right[0],
    }[sign]
    answer = compare(sign, left[1], right[1])
    assert answer is None or answer is true
    if left[1] == left[0] and right[1] == right[0]:
        assert answer is true


def test_dividing_by_a_range_around_0_can_be_anything():
    assert combine("/", Fraction(1), Range(Fraction(-1), Fraction(1))) == Range()
    assert combine("/", Fraction(1), Fraction(0)) == Range()
    assert combine("*", Range(), Fraction(0)) == 0
