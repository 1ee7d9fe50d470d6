"""What if: judged by the published rules, beside the plan; plan and record stay as they are."""

from datetime import date

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.cultivation.actions.record_facts import record_facts
from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.open_scenario import open_scenario
from jigai.apps.planning.actions.set_scenario_change import (
    CannotBeRaised,
    NoSuchLineKey,
    set_scenario_change,
)
from jigai.apps.planning.models import PlanLine
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.scorecards.fact_values import Basis
from jigai.flows.score_enterprise import score_enterprise
from jigai.flows.weigh_scenario import weigh_scenario
from tests.plan_cast import LIN, by, draft_of

ON = date(2026, 11, 16)
FACTS = {
    "sales_revenue_yuan": "10000000",
    "rd_expense_yuan": "350000",
    "cost_expense_yuan": "8000000",
    "employees": "100",
    "tech_staff": "30",
}


@pytest.fixture
def version(enterprise, agency):
    entries = {name: FactEntry(value, "审计报告", None) for name, value in FACTS.items()}
    record_facts(
        enterprise=enterprise, year=2025, basis=Basis.REPORTED, entries=entries, change=by(LIN)
    )
    return draft_of(enterprise, agency)


@pytest.fixture
def scenario(version):
    return open_scenario(plan=version.plan, name="研发加一个点", note="", change=by(LIN))


def points(weighed, rule="cn.tech_sme"):
    return next(one for one in weighed.ladder if one.rule_set == rule)


def test_one_point_more_of_research_shows_the_new_band_and_the_record_is_unchanged(
    enterprise, scenario
):
    before = list(EnterpriseFact.objects.order_by("pk").values())
    lines = list(PlanLine.objects.order_by("pk").values())
    score = score_enterprise(enterprise=enterprise, on=ON).rungs[0].verdict
    set_scenario_change(
        scenario=scenario, about="fact", name="rd_share", how="raise", value="0.01", change=by(LIN)
    )
    sets = ChangeSet.objects.count()
    found = weigh_scenario(scenario=scenario, on=ON)
    [expense] = [one for one in found.facts if one.name == "rd_expense_yuan"]
    assert (expense.today.zh, expense.supposed.zh) == ("35 万元", "45 万元")
    [line] = [one for one in points(found).lines if one.kind == "criterion"]
    assert line.before != line.after
    assert points(found).planned.zh != points(found).supposed.zh
    assert list(EnterpriseFact.objects.order_by("pk").values()) == before
    assert list(PlanLine.objects.order_by("pk").values()) == lines
    assert score_enterprise(enterprise=enterprise, on=ON).rungs[0].verdict == score
    assert ChangeSet.objects.count() == sets


def test_a_dearer_and_a_dropped_measure_move_the_cost_alone(version, scenario):
    about = {"scenario": scenario, "about": "line", "change": by(LIN)}
    set_scenario_change(**about, name="P1", how="set", column="cost_fen", value="250000000")
    set_scenario_change(**about, name="P2", how="drop")
    found = weigh_scenario(scenario=scenario, on=ON)
    assert (found.cost_planned_fen, found.cost_supposed_fen) == (300_000_000, 250_000_000)
    assert points(found).direction == ""
    assert version.lines.get(key="P1").cost_fen == 200_000_000


def test_a_planned_measure_that_moves_a_fact_moves_the_digital_level(version, scenario):
    values = {"title": "设备数字化", "fact": "digital_equipment_share", "fact_value": "0.5",
              "due_on": date(2027, 1, 1), "cost_fen": 1}  # fmt: skip
    line = add_line(version=version, kind="measure", values=values, change=by(LIN))
    set_scenario_change(
        scenario=scenario, about="line", name=line.key, how="set", column="fact_value",
        value="0.7", change=by(LIN),
    )  # fmt: skip
    [fact] = weigh_scenario(scenario=scenario, on=ON).facts
    assert (fact.today.zh, fact.planned.zh, fact.supposed.zh) == ("不明", "50%", "70%")


def test_what_is_not_known_is_not_raised_but_told(scenario):
    set_scenario_change(
        scenario=scenario, about="fact", name="class1_ip", how="raise", value="1", change=by(LIN)
    )
    found = weigh_scenario(scenario=scenario, on=ON)
    assert found.facts == ()
    assert "Ⅰ类知识产权" in found.unsettled[0].zh


def test_nonsense_is_refused(scenario):
    about = {"scenario": scenario, "change": by(LIN)}
    with pytest.raises(CannotBeRaised):
        set_scenario_change(**about, about="fact", name="valid_hnte", how="raise", value="1")
    with pytest.raises(NoSuchLineKey):
        set_scenario_change(**about, about="line", name="P99", how="drop")
