from datetime import date
from fractions import Fraction

import pytest

from jigai.apps.diagnosis.actions.set_peer_minimum import (
    MinimumDecisionMissing,
    MinimumOutOfRange,
    set_peer_minimum,
)
from jigai.apps.diagnosis.queries.peers import NoSuchMetric, benchmark, compared
from jigai.domain.maturity.banks import bank_named
from tests.apps.diagnosis.conftest import OFFICIAL, firm, handed_in
from tests.cast import TODAY, change


@pytest.fixture
def bank():
    return bank_named(OFFICIAL)[0]


@pytest.fixture
def county_of_nine(bank, county):
    """Six small electrical firms and three large ones, each with a score of its own."""
    shares = ("0.05", "0.15", "0.3", "0.5", "0.7", "0.1", "0.2", "0.4", "0.65")
    return [
        handed_in(
            firm(number, direction="electrical", size="small" if number < 6 else "large"),
            bank,
            equipment=share,
        )
        for number, share in enumerate(shares)
    ]


def least(number):
    set_peer_minimum(least=number, valid_from=TODAY, decision="办公会", change=change())


def test_a_group_of_three_shows_no_value_and_no_derivable_total(bank, county_of_nine):
    """P5: with the minimum at five, neither the three nor what would give them away."""
    found = benchmark(bank, metric="score", on=TODAY, industry="electrical", size="large")
    assert (found.least, found.is_merged) == (5, True)
    assert {(one.size, one.count) for one in found.groups} == {("", 9)}
    assert (found.asked.industry, found.asked.size, found.asked.count) == ("electrical", "", 9)


def test_with_a_minimum_of_three_both_sizes_are_shown(bank, county_of_nine):
    least(3)
    found = benchmark(bank, metric="score", on=TODAY, industry="electrical", size="large")
    assert [(one.size, one.count) for one in found.groups] == [
        ("", 9),
        ("", 9),
        ("large", 3),
        ("small", 6),
    ]
    assert (found.asked.size, found.is_merged) == ("large", False)


def test_below_the_minimum_altogether_nothing_is_shown(bank, county_of_nine):
    least(10)
    found = benchmark(bank, metric="score", on=TODAY)
    assert (found.groups, found.asked) == ((), None)


def test_quartiles_are_exact_and_own_value_stands_beside(bank, county_of_nine):
    one = county_of_nine[0].enterprise
    found = benchmark(bank, metric="score", on=TODAY, enterprise=one)
    poorest = benchmark(bank, metric="score", on=TODAY).groups[0].lowest_quarter
    assert found.own is not None
    assert found.own <= poorest
    assert isinstance(found.asked.median, Fraction)


def test_an_unsettled_value_does_not_count(bank, county_of_nine):
    open_one = firm(20, direction="electrical", size="small")
    handed_in(open_one, bank, equipment="")
    found = benchmark(bank, metric="score", on=TODAY, enterprise=open_one)
    assert (found.asked.count, found.own) == (9, None)


def test_a_draft_does_not_count_and_the_latest_does(bank, county_of_nine):
    means = benchmark(bank, metric="scenes.execution", on=TODAY)
    assert (means.groups[0].count, means.groups[0].median) == (9, 2)


def test_everything_of_one_diagnosis_is_compared_in_a_fixed_number_of_queries(
    county_of_nine, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        found = compared(county_of_nine[0], on=TODAY)
    assert [one.metric.name for one in found][:2] == ["score", "scenes.life_cycle"]
    assert [one.asked is None for one in found][-4:] == [True] * 4  # nobody has a list


def test_the_minimum_is_dated_bounded_and_has_its_decision(bank, county_of_nine):
    set_peer_minimum(least=4, valid_from=date(2027, 1, 1), decision="办公会", change=change())
    assert benchmark(bank, metric="score", on=TODAY).least == 5
    assert benchmark(bank, metric="score", on=date(2027, 1, 1)).least == 4
    with pytest.raises(MinimumOutOfRange):
        least(2)
    with pytest.raises(MinimumDecisionMissing):
        set_peer_minimum(least=5, valid_from=TODAY, decision=" ", change=change())


def test_an_unknown_metric_is_refused_with_the_nearest(bank, county):
    with pytest.raises(NoSuchMetric) as refused:
        benchmark(bank, metric="scor", on=TODAY)
    assert "score" in refused.value.said.en
