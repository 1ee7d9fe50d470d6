from fractions import Fraction

import pytest

from jigai.domain.headcount import HeadCountUnclear, monthly_average, quarterly_average

PRINTED_MONTHS = [10, 15, 20, 25, 30, 35, 40, 45, 50, 45, 40, 35]


def test_four_quarters_give_the_average_of_the_technology_sme():
    assert quarterly_average([(8, 10), (10, 12), (12, 12), (12, 14)]) == Fraction("11.25")


def test_twelve_months_give_the_average_of_the_high_tech_enterprise():
    assert monthly_average([(10, 12)] * 6 + [(12, 12)] * 5 + [(12, 13)]) == Fraction(277, 24)


def test_the_two_averages_of_one_year_differ():
    """Hired on the last day of a quarter: the month sees it once, the quarter for three months."""
    months = [(10, 10), (10, 10), (10, 40), *[(40, 40)] * 9]
    quarters = [(10, 40), *[(40, 40)] * 3]
    assert monthly_average(months) == Fraction("33.75")
    assert quarterly_average(quarters) == Fraction("36.25")


def test_a_firm_opened_in_august_is_averaged_over_its_own_months():
    assert monthly_average([(0, 8), (8, 8), (8, 10), (10, 10), (10, 10)]) == Fraction("8.2")
    assert quarterly_average([(0, 8), (8, 10)]) == Fraction("6.5")


def test_the_sum_that_a_page_printed_is_not_repeated():
    """A page gives 37.5 for these months; their sum is 390, their mean 32.5 (W12)."""
    assert monthly_average([(count, count) for count in PRINTED_MONTHS]) == Fraction("32.5")
    ends = list(zip([10, *PRINTED_MONTHS], PRINTED_MONTHS, strict=False))
    assert monthly_average(ends) != Fraction("37.5")


@pytest.mark.parametrize("counts", [[], [(1, 1)] * 5, [(1, -1)]])
def test_quarters_that_cannot_be_are_refused(counts):
    with pytest.raises(HeadCountUnclear, match="人数有误") as caught:
        quarterly_average(counts)
    assert "quarter" in caught.value.advice.en


def test_thirteen_months_are_refused():
    with pytest.raises(HeadCountUnclear, match="13 组"):
        monthly_average([(1, 1)] * 13)
