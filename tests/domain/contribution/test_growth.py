"""Contributions add up to the growth, with the rounding shown; small groups are pooled."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.contribution.growth import Base, GroupSums, growth_table
from jigai.domain.contribution.remainders import rounded_parts
from jigai.domain.contribution.small_groups import REST, pooled_groups
from jigai.domain.quantities import rounded

cents = st.integers(min_value=-(10**13), max_value=10**13).map(lambda fen: Decimal(fen) / 100)
positive = st.integers(min_value=1, max_value=10**13).map(lambda fen: Decimal(fen) / 100)
fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=997)


@given(st.lists(fractions, max_size=30), st.integers(min_value=0, max_value=4))
def test_rounded_parts_add_up_and_none_moves_by_a_whole_unit(parts, places):
    shown = rounded_parts(parts, places=places)
    assert sum(shown, Decimal(0)) == rounded(sum(parts, Fraction(0)), places=places)
    unit = Fraction(1, 10**places)
    assert all(abs(Fraction(a) - b) < unit for a, b in zip(shown, parts, strict=True))


@given(st.lists(st.tuples(positive, cents), min_size=1, max_size=25))
def test_contributions_add_up_to_the_growth_of_the_total(sums):
    groups = [GroupSums(str(n), 3, before, after) for n, (before, after) in enumerate(sums)]
    table = growth_table(groups)
    points = [one.points for one in table.groups]
    assert sum(points, Decimal(0)) == table.total.points
    assert sum(one.change for one in table.groups) == table.total.change
    exact = Fraction(table.total.change) / Fraction(table.total.before) * 100
    assert table.total.points == rounded(exact, places=2)
    for one in table.groups:
        assert one.points - one.rounding == rounded(one.exact_points, places=2)
        assert abs(one.rounding) <= Decimal("0.01")


def test_a_base_of_0_or_below_gives_the_change_alone_and_says_so():
    nothing = growth_table([GroupSums("a", 3, Decimal(0), Decimal(5))])
    assert nothing.total.base is Base.ZERO
    assert (nothing.total.growth, nothing.total.points) == (None, None)
    assert nothing.total.change == 5
    loss = growth_table([GroupSums("a", 3, Decimal(-2), Decimal(5))])
    assert (loss.total.base, loss.groups[0].points) == (Base.NEGATIVE, None)


def test_a_group_of_base_0_still_contributes_to_a_total_that_has_one():
    table = growth_table(
        [GroupSums("a", 3, Decimal(0), Decimal(5)), GroupSums("b", 3, Decimal(100), Decimal(100))]
    )
    assert [one.growth for one in table.groups] == [None, Decimal(0)]
    assert [one.points for one in table.groups] == [Decimal("5.00"), Decimal("0.00")]


@given(
    st.lists(st.tuples(st.integers(min_value=1, max_value=9), positive, positive), max_size=15),
    st.integers(min_value=3, max_value=7),
)
def test_no_shown_row_and_no_difference_is_of_fewer_than_the_least(groups, least):
    given_ = [GroupSums(f"g{n:02d}", *one) for n, one in enumerate(groups)]
    found = pooled_groups(given_, least=least)
    assert all(one.count >= least for one in found.groups)
    if found.groups:
        assert sum(one.count for one in found.groups) == sum(one.count for one in given_)
        assert sum(one.after for one in found.groups) == sum(one.after for one in given_)
    named = {one.key for one in found.groups} - {REST}
    assert not named & set(found.pooled)
    assert found.is_hidden == (bool(given_) and sum(one.count for one in given_) < least)
