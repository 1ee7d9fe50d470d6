import pytest

from tests.domain.rules.ladder import met, points, reason, verdict

GATES = {
    "registered",
    "core_ip",
    "core_field",
    "tech_share",
    "rd_share",
    "rd_domestic",
    "high_tech_income",
    "conduct",
}


def hnte(**facts):
    return verdict("cn.hnte", **facts)


def test_each_of_the_conditions_has_its_own_answer():
    found = hnte(days_registered=364, total_income_yuan=None)
    assert set(met(found)) == GATES
    assert met(found)["registered"] is False
    assert met(found)["high_tech_income"] is None
    assert met(found)["tech_share"] is True
    assert found.outcome == "not_met"


def test_growth_is_an_interval_until_the_finance_expert_decides():
    found = hnte(expert_growth_assets=None, expert_growth_sales=None)
    assert points(found, "growth_assets") == (5, 6)
    assert points(found, "growth_sales") == (5, 6)
    assert found.total == (74, 76)


@pytest.mark.parametrize(
    ("y1", "y2", "y3", "expected"),
    [
        (0, 100, 150, (9, 10)),
        (100, 0, 150, 0),
        (100, 100, 100, 0),
        (100, 100, 90, 0),
        (100, 100, 110, (3, 4)),
        (-1, 100, 150, (0, 10)),
        (100, -1, 150, (0, 10)),
        (None, 100, 150, (0, 10)),
    ],
)
def test_net_assets_of_nought_and_below_follow_the_text_or_wait_for_the_expert(
    y1, y2, y3, expected
):
    found = hnte(
        net_assets_yuan_y1=y1,
        net_assets_yuan_y2=y2,
        net_assets_yuan_y3=y3,
        expert_growth_assets=None,
    )
    assert points(found, "growth_assets") == expected


@pytest.mark.parametrize("years", [1, 2])
def test_the_growth_of_a_young_firm_is_left_to_the_expert(years):
    young = hnte(operating_years=years, expert_growth_assets=None, expert_growth_sales=None)
    assert points(young, "growth_assets") == points(young, "growth_sales") == (0, 10)


def test_less_than_one_conversion_a_year_has_no_band():
    facts = {"conversions_y1": 1, "conversions_y2": 0, "conversions_y3": 0}
    assert points(hnte(expert_conversion=None, **facts), "conversion") == (0, 6)
    assert points(hnte(expert_conversion=3, **facts), "conversion") == 3


def test_the_research_line_follows_the_sales_of_the_last_year():
    exactly = hnte(
        sales_revenue_yuan_y1=50_000_000,
        sales_revenue_yuan_y2=50_000_000,
        sales_revenue_yuan_y3=50_000_000,
        rd_expense_hnte_yuan_y1=2_450_000,
        rd_expense_hnte_yuan_y2=2_450_000,
        rd_expense_hnte_yuan_y3=2_450_000,
    )
    line = reason(exactly, "rd_share")
    assert line.met is False
    assert line.source.article.zh == "第十一条（五）"
    assert line.findings[0].measured.zh == "4.9%"


def test_seventy_points_do_not_pass_and_seventy_one_do():
    assert hnte(expert_ip_advance=2).outcome == "not_met"
    assert hnte(expert_ip_advance=3).outcome == "met"
