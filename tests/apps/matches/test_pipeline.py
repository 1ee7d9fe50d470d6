"""K4: from first contact to a registered contract that the county counts once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.register_institution import (
    InstitutionEntry,
    register_institution,
)
from jigai.apps.matches.actions.advance_match import (
    PaperNeeded,
    StageNotNext,
    StepBeforeLast,
    advance_match,
)
from jigai.apps.matches.actions.record_payment import PaidTooMuch, record_payment
from jigai.apps.matches.actions.register_contract import (
    NumberMalformed,
    NumberTaken,
    TechnologyAmountTooHigh,
    register_contract,
)
from jigai.apps.matches.actions.sign_contract import (
    AmountNotPositive,
    ContractKindUnknown,
    Party,
    PartyTwice,
    SharesNotWhole,
    sign_contract,
)
from jigai.apps.matches.actions.start_match import AlreadyMatched, StepAhead, start_match
from jigai.apps.matches.actions.withdraw_match import TooLateToWithdraw, withdraw_match
from jigai.apps.matches.models import Match, MatchRefusal, TechnicalContract
from jigai.apps.matches.queries.access import NoSuchMatch, match_for
from jigai.apps.matches.queries.names import names_for
from jigai.apps.matches.queries.pipeline import (
    contract_totals,
    match_rows,
    party_rows,
    split_fen,
    stalled,
    step_rows,
)
from tests.cast import TODAY, change
from tests.cooperation_cast import by
from tests.matches_cast import NUMBER, asking, days_ago, offering, terms

REGISTERED = date(2026, 10, 20)


def registered(contract, mei, number=NUMBER):
    return register_contract(
        contract=contract, number=number, technology_fen=400_000_00, on=REGISTERED, change=by(mei)
    )


def partner(name="某省机械研究院"):
    entry = InstitutionEntry(name=name, kind="institute")
    return register_institution(entry=entry, change=change("登记"))


def test_a_registered_contract_raises_the_county_total_by_its_value_once(contract, mei, zhao):
    before = contract_totals(zhao, year=2026)
    assert (before.count, before.amount_fen) == (0, 0)
    registered(contract, mei)
    total = contract_totals(zhao, year=2026)
    assert (total.count, total.amount_fen, total.technology_fen) == (1, 500_000_00, 400_000_00)
    assert total.by_kind == (("development", 1, 500_000_00, 400_000_00),)
    assert contract_totals(zhao, year=2025).count == 0


def test_with_two_partners_it_still_counts_once_and_the_parts_add_up(
    match, enterprise, university, mei, zhao
):
    advance_match(match=match, to="talk", on=date(2026, 9, 10), note="", change=by(mei))
    said = terms(enterprise, university, partner(), amount_fen=500_000_01)
    contract = sign_contract(match=match, terms=said, on=date(2026, 10, 1), change=by(mei))
    registered(contract, mei)
    total = contract_totals(zhao)
    assert (total.count, total.amount_fen) == (1, 500_000_01)
    assert sum(part for _name, _count, part in total.by_party) == 500_000_01
    assert len(total.by_party) == 2
    parts = party_rows(contract, names_for(zhao))
    assert [(one.side, one.part_fen) for one in parts] == [
        ("buyer", 500_000_01), ("seller", 250_000_01), ("seller", 250_000_00),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "shares"), [(1, [3333, 3333, 3334]), (100, [1, 9999]), (7, [5000, 5000])]
)
def test_an_amount_is_shared_out_to_the_fen(amount, shares):
    assert sum(split_fen(amount, shares)) == amount


def test_the_way_from_contact_to_product(contract, match, mei, zhao):
    registered(contract, mei)
    first = record_payment(
        contract=contract, amount_fen=200_000_00, document="银行回单1", on=date(2026, 11, 1),
        change=by(mei),
    )  # fmt: skip
    record_payment(
        contract=contract, amount_fen=300_000_00, document="银行回单2", on=date(2026, 11, 2),
        change=by(mei),
    )  # fmt: skip
    match.refresh_from_db()
    advance_match(match=match, to="product", on=TODAY, note="新产线投产", change=by(mei))
    assert [one.stage for one in step_rows(match)] == [
        "contact", "talk", "signed", "registered", "paid", "product",
    ]  # fmt: skip
    [row] = match_rows(zhao, on=TODAY)
    assert (row.stage, row.paid_fen, row.number) == ("product", 500_000_00, NUMBER)
    assert not row.is_stalled
    with pytest.raises(PaidTooMuch):
        record_payment(contract=contract, amount_fen=1, document="回单", on=TODAY, change=by(mei))
    assert first.document == "银行回单1"


def test_a_stage_is_not_jumped_over_nor_reached_without_its_paper(match, mei):
    with pytest.raises(StageNotNext) as refused:
        advance_match(match=match, to="signed", on=TODAY, note="", change=by(mei))
    assert "洽谈" in refused.value.advice.zh
    advance_match(match=match, to="talk", on=date(2026, 9, 2), note="", change=by(mei))
    with pytest.raises(PaperNeeded):
        advance_match(match=match, to="signed", on=TODAY, note="", change=by(mei))
    with pytest.raises(StepBeforeLast):
        advance_match(match=match, to="trial", on=date(2026, 9, 1), note="", change=by(mei))
    with pytest.raises(StepAhead):
        advance_match(match=match, to="trial", on=date(2026, 11, 17), note="", change=by(mei))


def test_a_registration_number_has_16_digits_and_is_used_once(
    contract, enterprise, university, mei, chen, lin
):
    for wrong in ("123", NUMBER[:-1] + "X", NUMBER + "0"):
        with pytest.raises(NumberMalformed):
            registered(contract, mei, wrong)
    registered(contract, mei, f" {NUMBER[:8]} {NUMBER[8:]} ")
    assert TechnicalContract.objects.get(pk=contract.pk).number == NUMBER
    other = start_match(
        demand=asking(enterprise, mei, lin, name="另一需求"),
        offer=offering(university, chen, lin, name="另一成果"),
        on=date(2026, 9, 1), note="", change=by(mei),
    )  # fmt: skip
    advance_match(match=other, to="talk", on=date(2026, 9, 2), note="", change=by(mei))
    second = sign_contract(
        match=other, terms=terms(enterprise, university), on=date(2026, 10, 1), change=by(mei)
    )
    with pytest.raises(NumberTaken):
        registered(second, mei)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        writing("contract.registered", change("试")),
    ):
        TechnicalContract.objects.filter(pk=second.pk).update(
            number=NUMBER, registered_on=REGISTERED, technology_fen=0
        )


def test_the_technology_amount_is_a_part_of_the_contract(contract, mei):
    for wrong in (500_000_01, -1):
        with pytest.raises(TechnologyAmountTooHigh):
            register_contract(
                contract=contract, number=NUMBER, technology_fen=wrong, on=REGISTERED,
                change=by(mei),
            )  # fmt: skip
    register_contract(
        contract=contract, number=NUMBER, technology_fen=500_000_00, on=REGISTERED, change=by(mei)
    )


def test_shares_make_a_whole_and_nobody_is_a_party_twice(match, enterprise, university, mei):
    advance_match(match=match, to="talk", on=date(2026, 9, 10), note="", change=by(mei))
    buyer = Party("buyer", enterprise, 10_000)
    for wrong, refusal in (
        ({"parties": (buyer, Party("seller", university, 9_999))}, SharesNotWhole),
        ({"parties": (buyer,)}, SharesNotWhole),
        ({"parties": (buyer, Party("seller", enterprise, 10_000))}, PartyTwice),
        ({"kind": "gift"}, ContractKindUnknown),
        ({"amount_fen": 0}, AmountNotPositive),
    ):
        with pytest.raises(refusal):
            sign_contract(
                match=match, terms=terms(enterprise, university, **wrong),
                on=date(2026, 10, 1), change=by(mei),
            )  # fmt: skip
    assert Match.objects.get().stage == "talk"


def test_withdrawn_by_a_code_it_is_over_and_counts_as_a_refusal(match, mei):
    withdraw_match(
        match=match, side="demand", code="too_costly", note="报价翻倍", on=TODAY, change=by(mei)
    )
    match.refresh_from_db()
    assert (match.stage, match.withdrawn_code) == ("withdrawn", "too_costly")
    assert MatchRefusal.objects.get().code == "too_costly"
    with pytest.raises(TooLateToWithdraw):
        withdraw_match(match=match, side="demand", code="other", note="", on=TODAY, change=by(mei))


def test_a_registered_match_cannot_be_withdrawn(contract, match, mei):
    registered(contract, mei)
    with pytest.raises(TooLateToWithdraw):
        withdraw_match(match=match, side="demand", code="other", note="", on=TODAY, change=by(mei))


def test_two_who_are_in_contact_do_not_start_again(match, wanted, achievement, mei):
    with pytest.raises(AlreadyMatched):
        start_match(demand=wanted, offer=achievement, on=TODAY, note="", change=by(mei))


def test_what_stands_still_for_longer_than_allowed_is_listed(match, wanted, zhao, mei):
    with writing("match.aged", change("试")):
        Match.objects.update(last_step_on=days_ago(61))
    [row] = match_rows(zhao, on=TODAY, only=stalled(on=TODAY))
    assert (row.is_stalled, row.days_since) == (True, 61)
    with writing("match.aged", change("试")):
        Match.objects.update(last_step_on=days_ago(60))
    assert match_rows(zhao, on=TODAY, only=stalled(on=TODAY)) == []


def test_each_side_sees_its_match_and_a_stranger_does_not(match, mei, chen, hua):
    assert match_for(mei, match.pk) == match_for(chen, match.pk) == match
    with pytest.raises(NoSuchMatch):
        match_for(hua, match.pk)


def test_a_confidential_demand_stays_masked_to_the_university(secret, achievement, mei, chen):
    start_match(demand=secret, offer=achievement, on=TODAY, note="", change=by(mei))
    [own] = match_rows(mei, on=TODAY)
    assert own.demand == "辛亥母线镀锡线改造"
    [theirs] = match_rows(chen, on=TODAY)
    assert "辛亥" not in theirs.demand
    assert theirs.demander.zh == "保密需求单位"
