from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.exchange.amounts import amount_parser
from jigai.exchange.head_words import FEN_PER_UNIT

wan = amount_parser(scale=FEN_PER_UNIT["万元"])


@given(st.integers(0, 10**14), st.sampled_from(sorted(FEN_PER_UNIT)))
def test_fen_written_as_text_in_any_unit_come_back(fen, unit):
    written = format(Decimal(fen) / FEN_PER_UNIT[unit], "f")
    assert amount_parser(scale=FEN_PER_UNIT[unit])(written) == fen


@given(st.integers(0, 10**13))
def test_fen_written_as_a_spreadsheet_number_come_back(fen):
    assert wan(fen / 1_000_000) == fen


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (8000.0, 8_000_000_000),
        ("８０００", 8_000_000_000),
        ("1,234.5", 1_234_500_000),
        ("￥12", 12_000_000),
        ("5000元", 500_000),
        ("1.2亿元", 12_000_000_000),
        ("3万", 3_000_000),
        (216108.7999999999, 216_108_800_000),
    ],
)
def test_amounts_as_ledgers_write_them(cell, fen):
    assert wan(cell) == fen


@pytest.mark.parametrize("cell", ["", "—", "-", "/", "无", " "])
def test_placeholders_are_blank(cell):
    assert wan(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("约五千", "text_amount"),
        ("1200左右", "text_amount"),
        ("=SUM(A1:A3)", "text_amount"),
        ("1-2", "text_amount"),
        (True, "text_amount"),
        (-200.0, "negative"),
        ("-200", "negative"),
        (1.23456789, "sub_fen"),
        ("0.00000001", "sub_fen"),
        (1e300, "sub_fen"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_code(cell, code):
    fault = wan(cell)
    assert fault.code == code
    assert fault.said.en
    assert fault.remedy.zh


def test_a_change_may_be_negative():
    assert amount_parser(scale=100, may_be_negative=True)("-1915400") == -191_540_000
