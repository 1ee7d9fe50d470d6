from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.find_policies import find_policies
from tests.cast import TODAY, change

RUN = "policy.super_deduction"


def found(enterprise, policy=RUN, *, on=TODAY):
    cards = find_policies(enterprise=enterprise, on=on)
    return next((card for card in cards if card.policy == policy), None)


def tell(enterprise, **values):
    entries = {name: FactEntry(value, "2025年度审计报告") for name, value in values.items()}
    record_facts(
        enterprise=enterprise, year=2025, basis=Basis.REPORTED, entries=entries, change=change()
    )


def test_a_policy_whose_conditions_hold_is_met(enterprise):
    tell(enterprise, audited_accounts="true", industry_allowed="true", rd_expense_yuan="100")
    one = found(enterprise)
    assert (one.answer, one.short, one.open) == ("met", (), ())


def test_two_items_short_are_named(enterprise):
    tell(enterprise, audited_accounts="false", industry_allowed="false", rd_expense_yuan="100")
    one = found(enterprise)
    assert one.answer == "not_met"
    assert [item.label.zh for item in one.short] == [
        "会计核算健全、查账征收",
        "不属于不适用加计扣除的行业",
    ]


def test_what_cannot_be_told_names_the_missing_facts_and_never_passes(enterprise):
    tell(enterprise, audited_accounts="true", industry_allowed="true")
    one = found(enterprise)
    assert one.answer == "unknown"
    assert [fact.name for item in one.open for fact in item.missing] == ["rd_expense_yuan"]


def test_a_policy_is_found_until_its_last_day_alone(enterprise):
    ending = [card for card in find_policies(enterprise=enterprise, on=TODAY) if card.valid_to]
    assert ending
    for card in ending:
        assert found(enterprise, card.policy, on=card.valid_to) is None


def test_what_is_met_comes_first(enterprise):
    tell(enterprise, audited_accounts="true", industry_allowed="true", rd_expense_yuan="100")
    answers = [card.answer for card in find_policies(enterprise=enterprise, on=TODAY)]
    assert answers == sorted(answers, key=["met", "unknown", "not_met"].index)
