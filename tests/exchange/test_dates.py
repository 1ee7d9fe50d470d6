from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigai.exchange.dates import WrittenDate, date_parser

parse = date_parser()
AUGUST = WrittenDate(date(2025, 8, 1), "month")
FIRST = WrittenDate(date(2026, 4, 1), "day")
DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


def numeral(n):
    tens, ones = divmod(n, 10)
    return (
        ("" if tens < 2 else DIGITS[str(tens)])
        + ("十" if tens else "")
        + (DIGITS[str(ones)] if ones else "")
    )


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back_from_every_form(day):
    forms = [
        day,
        datetime(day.year, day.month, day.day),  # noqa: DTZ001 - Excel knows no zones
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        "".join(DIGITS[d] for d in str(day.year)) + f"年{numeral(day.month)}月{numeral(day.day)}日",
        day.strftime("%Y%m%d"),
        float((day - date(1899, 12, 30)).days),
    ]
    assert [parse(form) for form in forms] == [WrittenDate(day)] * len(forms)


@pytest.mark.parametrize(
    "cell",
    [
        "2025.8",
        "2025年8月",
        "2025-08",
        "2025/8",
        "２０２５年８月",
        2025.8,
        "202508",
        "二〇二五年八月",
    ],
)
def test_a_month_keeps_its_precision(cell):
    assert parse(cell) == AUGUST
    assert AUGUST.last_day == date(2025, 8, 31)


@pytest.mark.parametrize(
    "cell", ["2026/4/1", "2026-04-01 00:00:00", "46113", 46113.0, "2026年4月1号"]
)
def test_a_day_in_its_other_forms(cell):
    assert parse(cell) == FIRST


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("2026.13", "没有这个月"),
        ("2026-02-30", "没有这个月"),
        ("26.8.1", "两位"),
        ("26年8月", "两位"),
        ("03/04/2026", "分不清"),
        ("年底前", "看不出"),
        ("2026年", "看不出"),
        (2025.1, "10月"),
        ("10/21/2108", "分不清"),
        ("2108-10-21", "1950"),
        (True, "看不出"),
        (12.0, "看不出"),
    ],
)
def test_what_is_no_certain_date_is_refused_with_the_reason(cell, word):
    fault = parse(cell)
    assert fault.code == "bad_date"
    assert word in fault.said.zh


def test_the_mapping_may_fix_the_order_of_day_and_month():
    assert date_parser(order="mdy")("01/14/2020") == WrittenDate(date(2020, 1, 14))
    assert date_parser(order="dmy")("14/01/2020") == WrittenDate(date(2020, 1, 14))
