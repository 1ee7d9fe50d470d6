from datetime import date

import pytest

from jigai.web.lists.language import Term, terms_in, typed_from
from jigai.web.lists.values import NotReadable, basis_points_from, days_from, fen_from


def test_terms_keep_their_order_and_are_written_back_alike():
    typed = '母线 is:member -size:small area:"崔口 镇"'
    assert typed_from(terms_in(typed)) == typed


def test_a_chinese_colon_reads_like_a_plain_one():
    assert terms_in("规模：小型") == (Term("规模", "小型"),)


@pytest.mark.parametrize(
    ("text", "fen"), [("1000", 1_000_000_000), ("0.5亿元", 5_000_000_000), ("12元", 1200)]
)
def test_amounts_are_ten_thousands_unless_a_unit_is_written(text, fen):
    assert fen_from(text) == fen


def test_an_exact_amount_stays_exact():
    assert fen_from("0.000001") == 1


def test_a_second_half_month_ends_with_the_month():
    assert days_from("2026-02B") == (date(2026, 2, 16), date(2026, 2, 28))


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "昨天"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotReadable):
        days_from(text)


def test_a_share_reads_with_and_without_its_sign():
    assert basis_points_from("62.5%") == basis_points_from("62.5") == 6250
