"""Experts are listed by consent and take cases up to their limit."""

from datetime import date

import pytest

from jigai.apps.cooperation.actions.assign_expert import (
    CaseGivenAlready,
    ExpertFull,
    ExpertNotListed,
    assign_expert,
    close_case,
)
from jigai.apps.cooperation.actions.list_expert import (
    ConsentMissing,
    ConsentTooLong,
    ConsentWithdrawn,
    correct_expert,
    list_expert,
    withdraw_consent,
)
from jigai.apps.cooperation.models import Expert, ExpertCase
from jigai.apps.cooperation.queries.expert_load import available_experts
from tests.cast import TODAY
from tests.cooperation_cast import by, listed


def test_the_seventh_case_of_a_limit_of_six_is_refused_with_the_two_next_best(
    university, expert, demand, lin
):
    near = list_expert(institution=university, entry=listed(name="吴某"), change=by(lin))
    lab = listed(name="材料实验室", kind="laboratory", technical_field="805", keywords="材料")
    second = list_expert(institution=university, entry=lab, change=by(lin))
    far = listed(name="郑某", technical_field="603", discipline="480", keywords="储能")
    list_expert(institution=university, entry=far, change=by(lin))
    for number in range(6):
        assign_expert(expert=expert, title=f"第{number}件", change=by(lin))
    with pytest.raises(ExpertFull) as refused:
        assign_expert(expert=expert, demand=demand, change=by(lin))
    assert [one.id for one in refused.value.next_best] == [near.pk, second.pk]
    assert "“周某”在办6件，已到上限6件" in refused.value.said.zh
    assert "吴某" in refused.value.advice.zh
    assert "材料实验室" in refused.value.advice.en
    assert ExpertCase.objects.count() == 6


def test_of_two_who_fit_alike_the_freer_is_named_first(university, expert, demand, lin):
    busy = list_expert(institution=university, entry=listed(name="吴某"), change=by(lin))
    free = list_expert(institution=university, entry=listed(name="王某"), change=by(lin))
    assign_expert(expert=busy, title="一件", change=by(lin))
    for number in range(6):
        assign_expert(expert=expert, title=f"第{number}件", change=by(lin))
    with pytest.raises(ExpertFull) as refused:
        assign_expert(expert=expert, demand=demand, change=by(lin))
    assert [one.id for one in refused.value.next_best] == [free.pk, busy.pk]


def test_a_closed_case_frees_a_place_and_counts_as_past_outcome(expert, lin):
    cases = [assign_expert(expert=expert, title=f"第{n}件", change=by(lin)) for n in range(6)]
    close_case(case=cases[0], outcome="contract", change=by(lin, "签了合同"))
    assign_expert(expert=expert, title="第七件", change=by(lin))
    [row] = available_experts(on=TODAY)
    assert (row.open_count, row.closed_count, row.success_count, row.free_count) == (6, 1, 1, 0)


def test_after_the_last_day_of_consent_nobody_sees_the_expert(expert, lin, chen, bo):
    assert [one.name for one in available_experts(on=date(2027, 12, 31))] == ["周某"]
    assert available_experts(on=date(2028, 1, 1)) == []
    seen = Expert.objects.visible_to(bo, on=date(2028, 1, 1))
    assert not seen.exists()
    assert Expert.objects.visible_to(chen, on=date(2028, 1, 1)).exists()


def test_who_takes_consent_back_is_gone_at_once_and_gets_no_case(expert, lin):
    withdraw_consent(expert=expert, change=by(lin))
    assert available_experts(on=TODAY) == []
    with pytest.raises(ExpertNotListed):
        assign_expert(expert=expert, title="一件", change=by(lin))
    with pytest.raises(ConsentWithdrawn):
        correct_expert(expert=expert, entry=listed(), change=by(lin))
    renewed = listed(consent_on=date(2026, 11, 17), consent_until=date(2028, 1, 1))
    assert correct_expert(expert=expert, entry=renewed, change=by(lin)).withdrawn_on is None


def test_a_demand_goes_to_an_expert_once(expert, demand, lin):
    assign_expert(expert=expert, demand=demand, change=by(lin))
    with pytest.raises(CaseGivenAlready):
        assign_expert(expert=expert, demand=demand, change=by(lin))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"consent_document": " "}, ConsentMissing),
        ({"consent_until": date(2030, 1, 1)}, ConsentTooLong),
        ({"consent_until": date(2026, 1, 1)}, ConsentTooLong),
    ],
)
def test_nobody_is_listed_without_a_consent_that_ends(university, lin, wrong, refusal):
    with pytest.raises(refusal):
        list_expert(institution=university, entry=listed(**wrong), change=by(lin))
