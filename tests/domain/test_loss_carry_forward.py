import pytest

from jigai.domain.loss_carry_forward import last_year_to_use


@pytest.mark.parametrize(("loss", "last"), [(2014, 2024), (2015, 2025), (2016, 2026)])
def test_losses_before_the_first_year_of_the_certificate_last_ten_years(loss, last):
    """High-tech from 2019: whether or not it qualified in 2014 to 2018 (W4)."""
    assert last_year_to_use(loss, qualified=[2019, 2020, 2021]) == last


def test_a_loss_more_than_five_years_before_lasts_five():
    assert last_year_to_use(2013, qualified=[2019]) == 2018


def test_a_year_before_the_rule_does_not_lengthen():
    assert last_year_to_use(2014, qualified=[2017]) == 2019


def test_a_loss_of_the_qualifying_year_waits_for_the_next():
    assert last_year_to_use(2019, qualified=[2019]) == 2024
    assert last_year_to_use(2019, qualified=[2019, 2020]) == 2029
