"""The report on cooperation: each contract once, no confidential name, no small group."""

from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Agreement, AgreementTerm, Demand
from jigai.apps.matches.actions.advance_match import advance_match
from jigai.apps.matches.actions.decline_match import decline_match
from jigai.apps.matches.actions.record_payment import record_payment
from jigai.apps.matches.actions.register_contract import register_contract
from jigai.apps.reference.models import Programme
from jigai.domain.annual_figures.span import parse_span
from jigai.flows.annual_parts.cooperation import figures
from tests.cast import change
from tests.cooperation_cast import by
from tests.matches_cast import NUMBER, on

YEAR, FIRST, SECOND = (parse_span(text) for text in ("2026", "2026-H1", "2026-H2"))
pytestmark = pytest.mark.usefixtures("programme")


def rows(span):
    return {row.key: [str(cell) for cell in row.cells][1:] for row in figures(span).rows}


def least(number):
    with writing("programme.changed", change("小组下限")):
        Programme.objects.update(group_minimum=number)


@pytest.fixture
def registered(contract, mei, lin):
    """Registered on 20 October 2026; 300,000 of its 500,000 yuan are technology trade."""
    register_contract(
        contract=contract, number=NUMBER, on=date(2026, 10, 20), technology_fen=300_000_00,
        change=on(date(2026, 10, 20), lin),
    )  # fmt: skip
    return contract


def test_a_registered_contract_counts_once_with_its_technology_trade_within(registered):
    least(1)
    found = rows(SECOND)
    assert (found["registered"], found["signed"]) == (["1", "1"], ["1", "1"])
    assert (found["fen_amount"], found["fen_technology"]) == (["50", "—"], ["30", "—"])
    assert rows(FIRST)["registered"] == ["0", "0"]


def test_the_amounts_of_fewer_contracts_than_the_minimum_are_withheld_also_in_the_year(registered):
    for span in (SECOND, YEAR):
        found = rows(span)
        assert found["registered"][0] == "1"
        assert found["fen_amount"] == found["fen_technology"] == ["不列示", "—"]
        told = str([one.zh for one in figures(span).leads])
        assert "成交额（万元）不列示" in told
    assert rows(FIRST)["fen_amount"] == ["0", "—"]


def test_money_that_came_counts_in_the_span_in_which_it_came(registered, mei):
    least(1)
    day = date(2026, 11, 2)
    record_payment(contract=registered, amount_fen=200_000_00, document="回单", on=day,
                   change=by(mei))  # fmt: skip
    found = rows(SECOND)
    assert (found["payments"], found["fen_paid"]) == (["1", "1"], ["20", "—"])


def test_a_match_stands_where_its_last_step_had_brought_it_at_the_end_of_the_span(match, mei):
    least(1)
    advance_match(match=match, to="talk", on=date(2026, 11, 10), note="", change=by(mei))
    assert rows(SECOND)["stage_talk"] == ["—", "1"]
    assert rows(SECOND)["matches"] == ["1", "1"]
    assert not any(key.startswith("stage_") for key in rows(FIRST))


def refused(demand, offers, code, mei):
    for offer in offers:
        decline_match(demand=demand, offer=offer, side="demand", code=code, note="",
                      on=date(2026, 11, 3), change=by(mei))  # fmt: skip


def test_refusals_are_told_by_code_and_a_small_code_keeps_only_its_name_back(wanted, dozen, mei):
    refused(wanted, dozen[:6], "too_costly", mei)
    refused(wanted, dozen[6:12], "too_early", mei)
    found = rows(SECOND)
    assert found["refusals"][0] == "12"
    assert (found["code_too_costly"][0], found["code_too_early"][0]) == ("6", "6")


def test_one_small_code_takes_the_next_smallest_with_it(wanted, dozen, mei):
    refused(wanted, dozen[:6], "too_costly", mei)
    refused(wanted, dozen[6:8], "too_early", mei)
    found = rows(SECOND)
    assert found["refusals"][0] == "8"
    assert found["code_withheld"][0] == "不列示"
    assert "code_too_costly" not in found


def test_a_confidential_demand_is_counted_and_named_nowhere(secret, mei):
    part = figures(SECOND)
    assert rows(SECOND)["demands"] == ["1", "1"]
    assert rows(SECOND)["demands_approved"] == ["1", "1"]
    for word in (secret.name, secret.enterprise.name, "镀锡"):
        assert word not in str(part)
    assert Demand.objects.count() == 1


def test_an_agreement_is_in_force_from_its_signature_to_its_last_day(university):
    with writing("agreement.signed", change("登记")):
        made = Agreement.objects.create(
            institution=university, county_party="县政府", title="储能合作",
            signed_on=date(2025, 3, 1), valid_to=date(2026, 8, 31),
        )  # fmt: skip
        for due_on, met_on in ((date(2026, 5, 1), date(2026, 7, 5)), (date(2026, 9, 1), None)):
            AgreementTerm.objects.create(
                agreement=made, kind="duty", party="county", text="提供场地", due_on=due_on,
                met_on=met_on, proof="会议纪要" if met_on else "",
            )  # fmt: skip
    first, second = rows(FIRST), rows(SECOND)
    assert (first["agreements"], second["agreements"]) == (["0", "1"], ["0", "0"])
    assert (first["terms_due"][0], first["terms_overdue"][1]) == ("1", "1")
    assert (second["terms_met"][0], second["terms_overdue"][1]) == ("1", "1")
    assert first["institutions"] == ["—", "1"]
