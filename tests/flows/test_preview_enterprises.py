"""C7: one threshold raised in a draft names the enterprises that drop, and publishes nothing."""

from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.models import Basis
from jigai.apps.registry.models import Enterprise
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.apps.scoring.models import RuleEdition
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.toml_editing import with_values
from jigai.flows.preview_rule import preview_rule
from tests.cast import TODAY, change
from tests.rule_cast import text_of

USUAL = {
    "employees": "100",
    "tech_staff": "30",
    "sales_revenue_yuan": "10000000",
    "cost_expense_yuan": "100000000",
    "total_assets_yuan": "20000000",
    "class1_ip": "0",
    "class2_ip": "1",
    "resident_enterprise": "是",
    "audited_accounts": "是",
    "industry_allowed": "是",
    "no_serious_breach": "是",
    "valid_hnte": "否",
    "national_award_top3": "否",
    "provincial_rd_body": "否",
    "led_standard": "否",
}
PASS_FROM = ("threshold", 3, "value")


@pytest.fixture
def library(enterprise):
    """Twelve firms with 66 points, three with 76, and one of which R&D is not known."""
    with writing("enterprises.registered", change("登记")):
        for number in range(16):
            Enterprise.objects.create(
                credit_code=f"9137142300000000{number:02d}",
                name=f"庆云第{number}电气有限公司",
                name_sort=f"qing yun di {number:02d}",
                name_initials=f"qyd{number}",
                division=enterprise.division,
                direction=enterprise.direction,
            )
    firms = list(Enterprise.objects.exclude(pk=enterprise.pk).order_by("pk"))
    for place, firm in enumerate(firms):
        spent = {} if place == 15 else {"rd_expense_yuan": "500000" if place < 12 else "600000"}
        entries = {name: FactEntry(value, "审计报告") for name, value in (USUAL | spent).items()}
        record_facts(
            enterprise=firm, year=2025, basis=Basis.REPORTED, entries=entries, change=change()
        )
    return firms


def stricter(value="70", **more):
    values = {PASS_FROM: value} | {tuple(path): other for path, other in more.values()}
    kinds = dict.fromkeys(values, "number")
    text = with_values(text_of("scorecards", "cn.tech_sme", "2017-05-03"), values, kinds)
    facts = shipped().facts["enterprise"]
    return read_rule_set(text, file="rule.toml", facts=facts, subject="enterprise")


def test_one_raised_threshold_names_the_twelve_that_drop(lin, library):
    number = ChangeSet.objects.count()
    found = preview_rule(lin, draft=stricter(), on=TODAY)
    assert [one.subject.id for one in found.moved] == [firm.pk for firm in library[:12]]
    assert (found.checked, found.counts["down"], found.counts["up"]) == (17, 12, 0)
    assert [(group.name.zh, group.counts["down"]) for group in found.by_area()] == [("崔口镇", 12)]
    assert {one.move.after.name for one in found.moved} == {"not_met"}
    line = found.moved[0].move.lines[0]
    assert line.kind == "row"
    assert ChangeSet.objects.count() == number
    assert RuleEdition.objects.count() == 0


def test_the_reason_names_the_points_that_changed(lin, library):
    draft = stricter("64", staff=(("criterion", 0, "band", 0, "at_least"), "0.35"))
    found = preview_rule(lin, draft=draft, on=TODAY)
    kinds = {(one.kind, one.name) for one in found.moved[0].move.lines}
    assert ("criterion", "staff") in kinds
    assert len(found.moved) == 12


def test_a_township_leader_previews_only_what_they_may_see(mei, library):
    assert preview_rule(mei, draft=stricter(), on=date(2026, 11, 16)).checked == 1
