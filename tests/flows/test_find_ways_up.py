"""The ways up of an enterprise of the register: with its facts, the county's efforts, its proof."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from click.testing import CliRunner

from jigai.apps.cultivation.actions.set_effort import (
    EffortDecisionMissing,
    NoSuchLever,
    set_effort,
)
from jigai.apps.cultivation.models import EffortWeight
from jigai.apps.cultivation.queries.efforts import county_efforts, effort_rows
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.cli.rules import rules
from jigai.domain.gap.levers import EffortOutOfRange
from jigai.domain.rules.evaluate import outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.rulebook import rule_set
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.find_ways_up import (
    NotAboutEnterprises,
    RoutesOutOfRange,
    find_ways_up,
    ways_from_facts,
)
from tests.cast import TODAY, change
from tests.flows.test_score_enterprise import FIGURES, tell

BY = date(2027, 8, 31)
SHORT = FIGURES | {"rd_expense_yuan": "100000", "tech_staff": "11", "class2_ip": "1"}


@pytest.fixture
def short(enterprise):
    """Some points short of the technology-oriented SME."""
    tell(enterprise, **SHORT)
    return enterprise


def found(enterprise, **asked):
    rules_of_day = rule_set("cn.tech_sme", on=TODAY)
    return find_ways_up(
        enterprise=enterprise, rule_set=rules_of_day, on=TODAY, **{"by": BY, **asked}
    )


def known(text):
    return Fact(text == "true" if text in {"true", "false"} else Fraction(text))


def test_accepting_a_route_gives_the_next_rung_and_leaving_out_any_one_step_does_not(short):
    """C4, as the row asks it."""
    rules_of_day = rule_set("cn.tech_sme", on=TODAY)
    facts = collect_enterprise_facts(enterprise_ids=[short.pk], on=TODAY)[short.pk].facts
    assert outcome_of(rules_of_day, facts) == "not_met"
    card = found(short)
    assert len(card.routes) >= 3
    for route in card.routes:
        accepted = facts | {name: known(value) for name, value in route.values.items()}
        grown = _carried(facts, accepted)
        assert outcome_of(rules_of_day, accepted | grown) == "met"
        for left_out in route.values:
            rest = accepted | {left_out: facts[left_out]}
            assert outcome_of(rules_of_day, rest | _carried(facts, rest)) == "not_met"


def _carried(before, after):
    """Whoever is hired is an employee too, and R&D spent is a cost."""
    pairs = {"tech_staff": "employees", "rd_expense_yuan": "cost_expense_yuan"}
    return {
        other: Fact(Fraction(before[other].known) + after[name].known - before[name].known)
        for name, other in pairs.items()
    }


def test_a_route_accepted_in_the_register_gives_the_rung_there(short):
    route = found(short).routes[0]
    tell(short, **route.values)
    assert found(short).is_there


def test_what_cannot_be_changed_in_time_is_there_with_its_reason(short):
    held = {one.fact: one for one in found(short).held}
    assert held["class1_ip"].first == date(2028, 5, 16)
    assert "18 个月" in held["class1_ip"].reason.zh
    assert held["valid_hnte"].first == date(2027, 11, 16)


def test_a_certificate_on_record_is_the_way_and_needs_no_other(short):
    add_certificate(
        enterprise=short,
        kind="hnte",
        number="GR202537001234",
        valid_from=date(2025, 12, 1),
        valid_to=date(2028, 11, 30),
        change=change(),
    )
    tell(short, valid_hnte="")
    assert found(short).is_there


def test_a_gate_that_nobody_can_move_is_said_once_for_every_way(short):
    tell(short, industry_allowed="false")
    card = found(short)
    assert (card.routes, card.way_by) == ((), None)
    [bound] = card.closes_all
    assert bound.label.en == "products and services not banned, restricted or eliminated"
    assert [way.label.en for way in card.closed] == [
        "valid high-tech enterprise",
        "national award in five years, first three",
        "R&D body of provincial or higher level",
        "led an international, national or industry standard in five years",
    ]


def test_badge_rules_and_silly_numbers_are_refused(short):
    with pytest.raises(NotAboutEnterprises):
        ways_from_facts(rule_set=rule_set("county_default", on=TODAY), facts={}, on=TODAY)
    for number in (0, 21):
        with pytest.raises(RoutesOutOfRange):
            found(short, most=number)


def set_staff(**changed):
    given = {
        "fact": "tech_staff",
        "valid_from": TODAY,
        "effort_fixed": Decimal(500),
        "effort_per_step": Decimal("50.5"),
        "lead_months": 6,
        "most_a_year": 4,
        "decision": "庆技改办〔2026〕5号",
    }
    return set_effort(**(given | changed), change=change("调工作量"))


def test_lin_sets_an_effort_from_a_day_and_the_same_day_again_replaces_it(short):
    cheap = found(short).routes[0]
    moved = next(iter(cheap.values))
    set_staff(fact=moved, effort_fixed=Decimal(5000), lead_months=1, most_a_year=3000)
    dear = found(short).routes[0]
    assert moved not in dear.values or Decimal(dear.effort.replace(",", "")) > 5000
    set_staff()
    assert county_efforts(on=date(2026, 11, 1)).lever("tech_staff").effort_per_step == 12
    lever = county_efforts(on=TODAY).lever("tech_staff")
    assert (lever.effort_per_step, lever.lead_months, lever.most_a_year) == (Fraction(101, 2), 6, 4)
    assert "庆技改办〔2026〕5号" in lever.basis.zh
    set_staff(effort_per_step=Decimal(1), effort_fixed=Decimal(0))
    assert EffortWeight.objects.filter(fact="tech_staff").count() == 1
    own = {row.fact for row in effort_rows(on=TODAY) if row.is_own}
    assert own == {"tech_staff", moved}


def test_an_effort_of_nothing_of_no_lever_or_without_ground_is_refused(county):
    with pytest.raises(EffortOutOfRange):
        set_staff(effort_fixed=Decimal(0), effort_per_step=Decimal(0))
    with pytest.raises(NoSuchLever) as refused:
        set_staff(fact="tech_staffs")
    assert "tech_staff" in refused.value.said.en
    with pytest.raises(EffortDecisionMissing):
        set_staff(decision=" ")
    assert not EffortWeight.objects.exists()


def asked(*words):
    return CliRunner().invoke(rules, ["gap", *words])


def test_the_command_finds_ways_for_an_enterprise_and_for_facts_typed(short):
    by = ["--on", str(TODAY), "--by", str(BY)]
    shown = asked("cn.tech_sme", "--enterprise", short.credit_code, "--routes", "2", *by)
    assert shown.exit_code == 0
    assert "[2]" in shown.output
    assert "[3]" not in shown.output
    assert "缺这一步 / without it: 不符合" in shown.output
    assert "任何数值都不是填报要求" in shown.output
    typed = [f"{name}={value}" for name, value in (SHORT | {"resident_enterprise": "true"}).items()]
    same = asked("cn.tech_sme", *typed, *by, "--routes", "2")
    assert _routes(same.output) == _routes(shown.output)


def _routes(text):
    return text[text.index("[1]") : text.index("- class1_ip")]


def test_the_command_says_what_binds_and_asks_for_one_kind_of_subject(short):
    tell(short, industry_allowed="false")
    shown = asked("cn.tech_sme", "--enterprise", str(short.pk))
    assert shown.exit_code == 0
    assert "在限定条件内没有路径" in shown.output
    assert "x 产品和服务不在禁止、限制和淘汰之列" in shown.output
    assert asked("cn.tech_sme").exit_code == 2
    assert asked("cn.tech_sme", "employees=3", "--enterprise", "1").exit_code == 2
    past = asked("cn.tech_sme", "--enterprise", str(short.pk), "--by", "2020-01-01")
    assert past.exit_code == 1
