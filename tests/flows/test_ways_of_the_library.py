"""Acceptance 4: the 88 firms of the library, each there, with proved ways, or told what binds."""

from __future__ import annotations

from collections import Counter

import pytest

from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.registry.models import Enterprise
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.rules.rulebook import rule_set
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.find_ways_up import WaysCard, ways_from_facts
from jigai.flows.import_ledger import import_ledger
from tests.cast import TODAY, change
from tests.flows.test_import_ledger import take_in
from tests.real_data import FOLDER, needs_real_data

GATES = ("audited_accounts", "industry_allowed", "no_serious_breach")
pytestmark = [needs_real_data, pytest.mark.real_data]


@pytest.fixture
def library(programme):
    content = (FOLDER / "ledgers" / "library_88_enterprises.xlsx").read_bytes()
    import_ledger(batch=take_in(content, name="library.xlsx")[1])
    return list(Enterprise.objects.all())


@pytest.fixture
def checked(library):
    """The office has checked the three gates that no column of the ledger tells."""
    entries = {name: FactEntry("true", "县核实记录") for name in GATES}
    for enterprise in library:
        record_facts(
            enterprise=enterprise, year=2025, basis=Basis.VERIFIED, entries=entries, change=change()
        )
    return library


def cards(enterprises) -> dict[str, WaysCard]:
    rules = rule_set("cn.tech_sme", on=TODAY)
    keys = [one.pk for one in enterprises]
    found = collect_enterprise_facts(enterprise_ids=keys, on=TODAY)
    return {
        one.enterprise.name: ways_from_facts(rule_set=rules, facts=one.facts, on=TODAY)
        for one in found.values()
    }


def stand(card: WaysCard) -> str:
    return "there" if card.is_there else "ways" if card.routes else "closed"


def moved(card: WaysCard) -> list[tuple[str, dict[str, str], str]]:
    return [(one.effort, dict(one.values), one.proof.zh) for one in card.routes]


def test_by_the_ledger_alone_no_route_is_promised_and_the_unknown_gates_are_named(library):
    found = cards(library)
    assert Counter(map(stand, found.values())) == {"closed": 88}
    for card in found.values():
        assert {one.name for one in card.to_find_out} >= set(GATES)
        assert sum(bool(bound.unknown) for bound in card.closes_all) >= len(GATES)


def test_with_the_gates_checked_each_firm_is_there_has_ways_or_is_told_what_binds(checked):
    found = cards(checked)
    assert Counter(map(stand, found.values())) == {"there": 62, "ways": 7, "closed": 19}
    assert sum(len(card.routes) for card in found.values()) == 12
    for card in found.values():
        for route in card.routes:
            assert route.proof.zh.startswith("符合")
            assert all(not step.without.zh.startswith("符合") for step in route.steps)
        assert stand(card) != "closed" or card.closes_all or card.closed


def test_three_firms_worked_by_hand_come_out_the_same(checked):
    """By 115号 articles 6 and 7 and the shipped efforts, on paper:

    辛亥母线: 2 of 12 staff (8), R&D 15.96 of 798 (2 %: 10), one class I (30): 48, 12 short.
    R&D of 32 is 4.01 % (30): 68, effort 2 + 17. Else 24 is 3.01 % (20) with 3 of 13 staff
    (23 %: 12): 62, 2 + 9 + 2 + 12. Else 5 of 15 staff (20): 60, 2 + 3 x 12; 4 of 14 gives 56.
    壬辰锂电负极: 1 of 12 staff is 8.3 % (0) beside R&D of 4.5 % (30) and class I (30): 60, but
    no points for staff bars it; 2 of 13 is 15.4 % (8): 68, effort 2 + 12.
    辛酉电缆: 6 of 18 staff (20), R&D 12.9 of 1289.8 is 1.0 % (0), two class II (12): 32, 28 short.
    R&D of 39 is 3.02 % (20) and four class II (24): 64, effort 2 + 27 + 1 + 2 x 3; with three
    class II it is 58. R&D of 52 is 4.03 % (30): 62, effort 2 + 40.
    壬酉锂电负极: sales of 267 million, beyond 200: no lever moves them.
    """
    found = cards(checked)
    assert moved(found["庆云辛亥母线有限公司"]) == [
        ("19", {"rd_expense_yuan": "320000"}, "符合，68 分"),
        ("25", {"tech_staff": "3", "rd_expense_yuan": "240000"}, "符合，62 分"),
        ("38", {"tech_staff": "5"}, "符合，60 分"),
    ]
    assert moved(found["庆云壬辰锂电负极有限公司"]) == [("14", {"tech_staff": "2"}, "符合，68 分")]
    assert moved(found["庆云辛酉电缆有限公司"]) == [
        ("36", {"rd_expense_yuan": "390000", "class2_ip": "4"}, "符合，64 分"),
        ("42", {"rd_expense_yuan": "520000"}, "符合，62 分"),
    ]
    barred = found["庆云壬酉锂电负极有限公司"]
    assert [bound.label.zh for bound in barred.closes_all] == ["年销售收入不超过 2 亿元"]
    assert barred.way_by is None
