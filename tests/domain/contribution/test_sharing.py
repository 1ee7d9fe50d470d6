"""One result is shared out once: the sum over programmes less the overlap is the total."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.contribution.sharing import (
    Claim,
    Method,
    SharedResult,
    overlap_of,
    share_out,
)

DAY = date(2024, 1, 1)
claim_lists = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.integers(min_value=0, max_value=900),
        st.one_of(st.none(), st.integers(min_value=0, max_value=10**11)),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0],
)
values = st.integers(min_value=-(10**12), max_value=10**12).map(lambda fen: Decimal(fen) / 100)


def claims_of(told):
    return tuple(Claim(name, DAY + timedelta(days=days), fen) for name, days, fen in told)


@given(st.lists(st.tuples(values, claim_lists), max_size=12), st.sampled_from(Method))
def test_programmes_less_overlap_are_the_total_to_the_cent(results, method):
    shared = [SharedResult(str(n), value, claims_of(c)) for n, (value, c) in enumerate(results)]
    found = overlap_of(shared, method=method, places=2)
    total = sum((value for value, _ in results), Decimal(0))
    assert found.total == total
    assert found.claimed - found.overlap == total
    assert sum((one.given for one in found.programmes), found.unshared) == total


def test_an_unknown_investment_is_not_taken_for_0():
    both = claims_of([("a", 0, 100), ("b", 1, None)])
    assert share_out(Decimal(9), both, method=Method.INVESTMENT, places=2) is None
    found = overlap_of([SharedResult("firm", Decimal(9), both)], method=Method.INVESTMENT, places=2)
    assert (found.unshared, found.unshared_subjects) == (Decimal("9.00"), ("firm",))


def test_alone_in_a_programme_the_result_is_wholly_its_own():
    alone = claims_of([("a", 0, None)])
    assert share_out(Decimal(9), alone, method=Method.INVESTMENT, places=2) == {"a": Decimal(9)}


def test_the_first_programme_takes_all_and_of_one_day_the_one_that_put_in_more():
    told = claims_of([("a", 5, 100), ("b", 0, 1), ("c", 0, 2)])
    got = share_out(Decimal("7.77"), told, method=Method.FIRST, places=2)
    assert got == {"a": Decimal(0), "b": Decimal(0), "c": Decimal("7.77")}
