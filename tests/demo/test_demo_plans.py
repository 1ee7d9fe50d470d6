"""The plans of the demo: Komori's case as reported, everything else marked as invented."""

from datetime import date

from jigai.apps.planning.catalogue import Theme, spec_of
from jigai.apps.planning.models import GapResult, Plan, PlanGap, PlanLine, PlanVersion
from jigai.apps.planning.queries.targets import target_rows
from jigai.apps.planning.queries.tracing import gaps_of_project, orphans
from jigai.apps.planning.queries.versions import difference
from jigai.apps.projects.models import Project
from jigai.flows.weigh_scenario import weigh_scenario
from tests.demo.test_demo_county import demo, office  # noqa: F401 - the county, once for the file

PUBLISHED = {"90", "30", "20", "70"}


def test_the_orphan_report_lists_the_four_seeded_gaps():
    found = orphans(office())
    assert {one.title for one in found.gaps} == {
        "设备数控化率不足", "主要锂盐单一来源", "焊接工序靠人工", "质量数据靠手工记录",
    }  # fmt: skip
    assert len(found.gaps) == 4
    assert len(found.projects) == 1


def test_every_other_gap_is_reached_from_its_project():
    left = {one.id for one in orphans(office()).gaps}
    linked = PlanGap.objects.exclude(pk__in=left)
    projects = Project.objects.filter(plan_measures__isnull=False).distinct()
    reached = {gap.id for one in projects for gap in gaps_of_project(one, office())}
    assert reached == set(linked.values_list("pk", flat=True))
    assert len(reached) == 4


def test_komoris_published_figures_are_marked_as_reported_and_all_others_as_demo():
    komori = Plan.objects.get(enterprise__name="山东小森精机有限公司")
    lines = PlanLine.objects.filter(version__plan=komori)
    reported = lines.filter(origin="account")
    assert {line.target for line in reported} == PUBLISHED
    assert reported.get(kind="line_wanted").quantity == 2
    assert all("创始材料" in line.evidence for line in reported)
    assert all(line.cost_fen is None and line.due_on is None for line in reported)
    invented = lines.exclude(origin="account")
    assert set(invented.values_list("origin", flat=True)) == {"demo"}
    assert PUBLISHED.isdisjoint(invented.values_list("target", flat=True))
    assert {one.value for one in GapResult.objects.filter(origin="account")} == PUBLISHED
    assert {spec_of(line.kind).theme for line in lines} == set(Theme)


def test_every_invented_plan_says_so():
    others = PlanLine.objects.exclude(version__plan__enterprise__name="山东小森精机有限公司")
    assert set(others.values_list("origin", flat=True)) == {"demo"}
    assert Plan.objects.count() == 5


def test_an_amended_plan_a_scenario_and_targets_are_there_to_look_at():
    second = PlanVersion.objects.get(number=2)
    assert [line.key for line in difference(second).lines] == ["P1", "D2"]
    found = weigh_scenario(scenario=second.plan.scenarios.get(), on=date(2026, 11, 23))
    assert found.cost_supposed_fen > found.cost_planned_fen
    assert any(one.rule_set == "cn.tech_sme" and one.lines for one in found.ladder)
    rows = {(row.indicator, row.edition): row for row in target_rows(office())}
    assert rows["projects", 2].holds_now
    assert rows["cnc_rate", 1].adds_up
    assert (rows["investment", 1].adds_up, rows["investment", 1].missing) == (False, "1,000")
