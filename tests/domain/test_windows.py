from datetime import date

import pytest

from jigai.domain.rules.refusals import DatesWrong, KeyMissing, NameTwice
from jigai.domain.windows import NoWindow, read_windows, window_of, years_of

ONE = """
[[window]]
year = 2026
opens = 2026-06-01
closes = 2026-08-31
document = { zh = "通知", en = "notice" }
article = { zh = "第一条", en = "article 1" }
"""


def test_the_window_of_a_year_with_its_notice():
    window = window_of("cn.tech_sme", 2025)
    assert (window.opens, window.closes) == (date(2025, 6, 30), date(2025, 9, 30))
    assert window.publicity_until == date(2025, 10, 31)
    assert "137号" in window.source.document.zh
    assert window.is_open(on=date(2025, 9, 30))
    assert not window.is_open(on=date(2025, 10, 1))


def test_a_last_day_that_the_notice_does_not_name_stays_empty():
    assert window_of("cn.tech_sme", 2026).publicity_until is None


def test_a_year_without_a_notice_is_not_guessed():
    assert years_of("cn.tech_sme") == (2024, 2025, 2026)
    with pytest.raises(NoWindow, match="2027") as caught:
        window_of("cn.tech_sme", 2027)
    assert "2024、2025、2026" in caught.value.advice.zh
    with pytest.raises(NoWindow):
        window_of("cn.gazelle", 2026)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (ONE + ONE, NameTwice),
        (ONE.replace("year = 2026\n", ""), KeyMissing),
        (ONE.replace("year = 2026", "year = 2025"), DatesWrong),
        (ONE.replace("closes = 2026-08-31", "closes = 2026-05-31"), DatesWrong),
        (ONE + "publicity_until = 2026-08-30\n", DatesWrong),
    ],
)
def test_a_window_file_with_a_fault_is_refused(text, refusal):
    with pytest.raises(refusal, match=r"w\.toml"):
        read_windows(text, file="w.toml")
