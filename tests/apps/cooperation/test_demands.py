"""Mei posts demands; Lin reviews them; matching takes those that are vouched for."""

from dataclasses import replace
from datetime import date

import pytest

from jigai.apps.cooperation.actions.enter_demand import (
    DemandNameTaken,
    correct_demand,
    enter_demand,
)
from jigai.apps.cooperation.actions.keep_demand import close_demand, keep_demand
from jigai.apps.cooperation.actions.review_demand import (
    OpinionMissing,
    OwnReview,
    approve_demand,
    return_demand,
)
from jigai.apps.cooperation.entries import TooManyKeywords, WordUnknown, YearsWrong, demand_faults
from jigai.apps.cooperation.models import Demand
from jigai.apps.cooperation.queries.open_demands import demands_left_out, open_demands
from tests.cast import TODAY
from tests.cooperation_cast import by, told


def test_an_approved_demand_is_open_until_its_review_day(demand):
    assert [one.name for one in open_demands(on=date(2027, 5, 1))] == ["母线槽高速冲孔设备"]
    assert open_demands(on=date(2027, 5, 2)) == []
    [left] = demands_left_out(on=date(2027, 5, 2))
    assert left.code == "overdue"
    assert "2027年5月1日" in left.reason.zh
    assert "梅某" in left.reason.zh


def test_mei_vouches_for_it_anew_and_it_is_matched_again(demand, mei):
    keep_demand(demand=demand, review_on=date(2027, 10, 1), change=by(mei))
    assert len(open_demands(on=date(2027, 5, 2))) == 1


def test_a_demand_that_lin_has_not_seen_is_left_out_and_says_so(enterprise, mei):
    enter_demand(enterprise=enterprise, entry=told(), change=by(mei))
    assert open_demands(on=TODAY) == []
    assert [one.code for one in demands_left_out(on=TODAY)] == ["unreviewed"]


def test_lin_returns_a_demand_with_an_opinion_and_mei_mends_it(enterprise, mei, lin):
    demand = enter_demand(enterprise=enterprise, entry=told(), change=by(mei))
    with pytest.raises(OpinionMissing):
        return_demand(demand=demand, opinion=" ", change=by(lin))
    return_demand(demand=demand, opinion="指标不明确", change=by(lin))
    assert (demand.state, demand.opinion) == ("returned", "指标不明确")
    correct_demand(demand=demand, entry=told(problem="毛刺大于0.3毫米。"), change=by(mei))
    assert (demand.state, demand.opinion) == ("unreviewed", "")


def test_a_changed_demand_must_be_reviewed_again_and_an_equal_one_not(demand, mei):
    assert correct_demand(demand=demand, entry=told(), change=by(mei)) == ()
    assert demand.state == "approved"
    assert correct_demand(demand=demand, entry=told(budget_fen=1), change=by(mei)) == (
        "budget_fen",
    )
    assert demand.state == "unreviewed"


def test_nobody_reviews_what_they_entered(enterprise, lin):
    demand = enter_demand(enterprise=enterprise, entry=told(), change=by(lin))
    with pytest.raises(OwnReview):
        approve_demand(demand=demand, change=by(lin))


def test_a_closed_demand_says_why_and_is_matched_no_more(demand, mei):
    close_demand(demand=demand, change=by(mei, "已自行解决"))
    assert demand.close_reason == "已自行解决"
    assert open_demands(on=TODAY) == []


def test_one_name_of_one_enterprise(demand, enterprise, mei):
    with pytest.raises(DemandNameTaken):
        enter_demand(enterprise=enterprise, entry=told(), change=by(mei))
    assert Demand.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"ends_year": 2025}, YearsWrong),
        ({"solving_way": "借"}, WordUnknown),
        ({"keywords": "一、二、三、四、五、六"}, TooManyKeywords),
    ],
)
def test_what_the_form_does_not_take_is_refused(enterprise, mei, wrong, refusal):
    with pytest.raises(refusal):
        enter_demand(enterprise=enterprise, entry=told(**wrong), change=by(mei))


def test_every_fault_of_an_entry_is_named_with_its_field():
    wrong = replace(told(), name="", ends_year=2020, industry_code="母线")
    assert [name for name, _ in demand_faults(wrong, on=TODAY)] == [
        "name",
        "ends_year",
        "industry_code",
    ]
