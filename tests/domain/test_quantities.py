from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.domain.quantities import (
    AmountFinerThanFen,
    MoneyUnit,
    basis_points,
    from_fen,
    money,
    number_text,
    percentage,
    rounded,
    share_bp,
    share_from_bp,
    to_fen,
    to_whole_fen,
)

FEN = st.integers(-(10**17), 10**17)


@given(FEN, st.sampled_from(MoneyUnit))
def test_units_convert_there_and_back_exactly(fen, unit):
    assert to_fen(from_fen(fen, unit=unit), unit=unit) == fen


@given(st.integers(-(10**6), 10**6))
def test_basis_points_convert_there_and_back_exactly(bp):
    assert basis_points(share_from_bp(bp)) == bp


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_a_unit(value, places):
    assert abs(Fraction(rounded(value, places=places)) - value) * 10**places <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("value", "expected"), [("0.5", "1"), ("1.5", "2"), ("2.5", "3"), ("-0.5", "-1"), ("-0.4", "0")]
)
def test_a_half_is_rounded_away_from_zero(value, expected):
    assert str(rounded(Decimal(value))) == expected


def test_an_amount_below_one_fen_is_refused_or_rounded_on_request():
    with pytest.raises(AmountFinerThanFen):
        to_fen(Decimal("0.001"), unit=MoneyUnit.YUAN)
    assert to_whole_fen(Decimal("0.005"), unit=MoneyUnit.YUAN) == 1


def test_a_share_of_nothing_is_not_a_number():
    assert share_bp(5, 0) is None
    assert share_bp(1, 3) == 3333


def test_texts_for_people():
    assert money(123_456_789_012).zh == "123,456.79 万元"
    assert money(10_000_000_000, unit=MoneyUnit.YI).en == "1 x100 million yuan"
    assert percentage(Fraction(129, 100)) == "129%"
    assert number_text(-1234567, places=1, at_least=1) == "-1,234,567.0"
