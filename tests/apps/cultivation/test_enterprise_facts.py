from datetime import date
from fractions import Fraction

import pytest

from jigai.apps.audit.queries.change_sets import change_set_of
from jigai.apps.cultivation.actions.record_facts import (
    FactWithoutPaper,
    FactYearWrong,
    NoSuchFact,
    record_facts,
)
from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.actions.record_indicators import record_indicators
from jigai.apps.registry.actions.revoke_certificate import revoke_certificate
from jigai.apps.scoring.fact_keeping import FactDatedAhead, FactEntry
from jigai.domain.scorecards.fact_values import Basis, FactNegative, FactUnreadable
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.undo_change import undo_change
from tests.cast import TODAY, change

AUDIT = "2025年度审计报告"


def say(enterprise, *, year=2025, basis=Basis.REPORTED, source=AUDIT, at=None, **values):
    act = change("填报", at=at)
    entries = {name: FactEntry(value, source) for name, value in values.items()}
    changed = record_facts(
        enterprise=enterprise, year=year, basis=basis, entries=entries, change=act
    )
    return act, changed


def known(enterprise, name, *, on=TODAY, year=None):
    found = collect_enterprise_facts(enterprise_ids=[enterprise.pk], on=on, year=year)
    return found[enterprise.pk].facts.get(name)


def test_lin_enters_a_figure_exactly_with_its_paper(enterprise):
    say(enterprise, sales_revenue_yuan="12,345,678.90")
    fact = known(enterprise, "sales_revenue_yuan")
    assert fact.known == Fraction("12345678.9")
    assert fact.source.zh == "2025年度审计报告（林某填报）"
    assert fact.as_of == date(2026, 11, 16)


def test_what_was_verified_counts_and_what_was_reported_stays(enterprise):
    say(enterprise, employees="100")
    say(enterprise, employees="98", basis=Basis.VERIFIED, source="社保缴费清单")
    assert known(enterprise, "employees").known == 98
    assert set(EnterpriseFact.objects.values_list("basis", "value")) == {
        ("reported", "100"),
        ("verified", "98"),
    }


def test_a_figure_counts_for_its_year_alone_and_a_state_holds_on(enterprise):
    say(enterprise, year=2024, employees="90", audited_accounts="是")
    say(enterprise, year=2025, tech_staff="12")
    assert known(enterprise, "employees") is None
    assert known(enterprise, "audited_accounts").known is True
    assert known(enterprise, "employees", year=2024).known == 90


def test_the_declared_indicators_are_facts_until_a_paper_says_otherwise(enterprise):
    values = {"employees": 120, "rd_expense_fen": 4_285_000_00}
    record_indicators(
        enterprise=enterprise, year=2025, values=values, source="library.xlsx", change=change()
    )
    declared = known(enterprise, "rd_expense_yuan")
    assert (declared.known, "library.xlsx" in declared.source.zh) == (4_285_000, True)
    say(enterprise, rd_expense_yuan="4000000")
    assert known(enterprise, "rd_expense_yuan").known == 4_000_000
    say(enterprise, rd_expense_yuan="", source="")
    assert known(enterprise, "rd_expense_yuan").known == 4_285_000


def test_certificates_and_the_credit_code_prove_what_they_can(enterprise):
    assert known(enterprise, "valid_hnte") is None
    assert known(enterprise, "resident_enterprise").known is True
    held = add_certificate(
        enterprise=enterprise,
        kind="hnte",
        number="GR202337000001",
        valid_from=date(2023, 12, 7),
        valid_to=date(2026, 12, 7),
        change=change(),
    )
    assert known(enterprise, "valid_hnte").known is True
    assert known(enterprise, "valid_hnte", on=date(2026, 12, 8)).known is False
    revoke_certificate(
        certificate=held, revoked_on=date(2026, 11, 1), because="未报年报", change=change()
    )
    assert known(enterprise, "valid_hnte").known is False


@pytest.mark.parametrize(
    ("entry", "year", "refusal"),
    [
        ({"sales": FactEntry("1", AUDIT)}, 2025, NoSuchFact),
        ({"employees": FactEntry("many", AUDIT)}, 2025, FactUnreadable),
        ({"employees": FactEntry("-1", AUDIT)}, 2025, FactNegative),
        ({"valid_hnte": FactEntry("maybe", AUDIT)}, 2025, FactUnreadable),
        ({"employees": FactEntry("1", " ")}, 2025, FactWithoutPaper),
        ({"employees": FactEntry("1", AUDIT, date(2026, 11, 17))}, 2025, FactDatedAhead),
        ({"employees": FactEntry("1", AUDIT)}, 2028, FactYearWrong),
    ],
)
def test_a_fact_that_does_not_fit_is_refused_and_nothing_is_kept(enterprise, entry, year, refusal):
    with pytest.raises(refusal):
        record_facts(
            enterprise=enterprise,
            year=year,
            basis=Basis.REPORTED,
            entries={"tech_staff": FactEntry("3", AUDIT), **entry},
            change=change(),
        )
    assert not EnterpriseFact.objects.exists()


def test_the_same_facts_again_make_no_change_and_an_entry_is_undone(enterprise):
    act, changed = say(enterprise, employees="100")
    assert changed == ("employees",)
    assert say(enterprise, employees="100")[1] == ()
    undo_change(number=change_set_of(act), change=change("填错"))
    assert not EnterpriseFact.objects.exists()
