"""Plans, gaps, a scenario and targets of the demo county.

Komori Seiko's lines that quote the founding account are marked so; everything else is invented
and marked as demo. Four gaps are left without a project, so that the orphan report has work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jigai.apps.accounts.models import Agency, User
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import Gap
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.amend_plan import amend_plan
from jigai.apps.planning.actions.approve_plan import approve_plan
from jigai.apps.planning.actions.begin_plan import begin_plan
from jigai.apps.planning.actions.draft_target import draft_target
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.actions.edit_plan_head import edit_plan_head
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.open_scenario import open_scenario
from jigai.apps.planning.actions.publish_target import publish_target
from jigai.apps.planning.actions.record_gap import record_gap
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.actions.restate_target import restate_target
from jigai.apps.planning.actions.set_scenario_change import set_scenario_change
from jigai.apps.planning.actions.set_target_parts import PartGiven, set_target_parts
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.apps.planning.actions.tie_gap import tie_gap
from jigai.apps.planning.models import PlanGap, PlanVersion, TargetSplit
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Division
from jigai.apps.registry.models import Enterprise
from jigai.demo.moments import at
from jigai.domain.change import Actor, Change, Path
from jigai.domain.maturity.states import GapState

KOMORI = 298
WAN = 1_000_000
PAPER = "演示诊断报告（虚构）"
ACCOUNT = "创始材料：山东小森精机案例"
TITLE = "技术改造三年规划"
STARTS, ENDS = date(2026, 6, 1), date(2028, 12, 31)
DEMO = {"evidence": PAPER, "origin": "demo"}
QUOTED = {"evidence": ACCOUNT, "origin": "account"}


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented plan: gaps as (title, theme, indicator, now, wanted), and the project.

    ``carried`` are the places of the gaps whose measure the project carries out.
    """

    number: int
    project: int
    gaps: tuple[tuple[str, str, str, str, str], ...]
    carried: tuple[int, ...]
    wan: int
    state: str = "approved"
    values: dict[str, str] = field(default_factory=dict)


INVENTED = (
    Invented(
        2, 1,
        (("涂布工序数控化不足", "process", "关键工序数控化率", "38", "70"),
         ("设备没有联网", "process", "设备联网率", "12", "60")),
        (0, 1), 420,
        values={"fact": "digital_equipment_share", "fact_value": "0.6"},
    ),
    Invented(
        20, 10,
        (("装配返工多", "technical", "一次交检合格率", "93", "98"),),
        (0,), 860,
    ),
    Invented(
        10, 5,
        (("烧结线良品率低", "process", "良品率", "91", "97"),
         ("主要锂盐单一来源", "supply", "第二供应商占比", "0", "30")),
        (0,), 310,
    ),
    Invented(
        16, 8,
        (("焊接工序靠人工", "process", "设备数控化率", "25", "65"),
         ("质量数据靠手工记录", "process", "自动采集环节", "2", "8")),
        (), 540, state="submitted",
    ),
)  # fmt: skip


def lay_plans(enterprises: Sequence[Enterprise], projects: Mapping[int, Project]) -> None:
    """The gaps that were found, Komori's plan and four invented ones, and the targets of 2027."""
    office, admin = _person("office"), _person("admin")
    drafted = _by(office, date(2026, 6, 15), "编制演示规划")
    with writing("plans.laid", drafted):
        komori = _komori(enterprises[KOMORI], drafted)
        versions = [(one, _invented(one, enterprises, projects, drafted)) for one in INVENTED]
        for version in (komori, *(version for _one, version in versions)):
            submit_plan(version=version, change=drafted)
    approved = _by(admin, date(2026, 6, 16), "专班会议通过")
    with writing("plans.approved", approved):
        for version in (komori, *(v for one, v in versions if one.state == "approved")):
            approve_plan(version=version, decision="演示会议纪要", change=approved)


def amend_and_measure(enterprises: Sequence[Enterprise], projects: Mapping[int, Project]) -> None:
    """Autumn: a plan is amended, a first result measured, a scenario asked, targets split."""
    office, admin = _person("office"), _person("admin")
    change = _by(office, date(2026, 10, 15), "工期调整，首批设备推迟")
    plan = PlanVersion.objects.get(plan__enterprise=enterprises[2], number=1).plan
    with writing("plan.amended", change):
        second = amend_plan(plan=plan, change=change)
        measure = second.lines.get(key="P1")
        values = {"due_on": date(2027, 9, 30), "cost_fen": 115 * WAN}
        edit_line(line=measure, base=version_of(measure), values=values, change=change)
        money = second.lines.get(kind="investment")
        edit_line(line=money, base=version_of(money), values={"cost_fen": 430 * WAN}, change=change)
        head = {"budget_fen": 430 * WAN}
        edit_plan_head(version=second, base=version_of(second), values=head, change=change)
        _tie_to_the_diagnosis(enterprises[2], change)
        gap = PlanGap.objects.get(enterprise=enterprises[20])
        _measured(gap, projects.get(10), "97.2", change)
        asked = open_scenario(plan=plan, name="研发投入加一个点", note="演示情景", change=change)
        set_scenario_change(
            scenario=asked, about="fact", name="rd_share", how="raise", value="0.01", change=change
        )
        set_scenario_change(
            scenario=asked, about="line", name="P1", how="set", column="cost_fen",
            value=str(140 * WAN), change=change,
        )  # fmt: skip
    _split_targets(_by(admin, date(2026, 10, 16), "分解2027年演示目标"))


def _komori(enterprise: Enterprise, change: Change) -> PlanVersion:
    """The founding account's case: its own figures as reported, all others invented."""
    told = {
        "title": "设备数控化率不足", "theme": "process", "indicator": "设备数控化率",
        "wanted": "90", "unit": "%", "found_on": change.at.date(), "origin": "account",
        "found_by": f"{ACCOUNT}（登记日期为演示）",
    }  # fmt: skip
    gap = record_gap(enterprise=enterprise, values=told, change=change)
    version = _begun(enterprise, 680, change)
    lines: list[tuple[str, dict[str, Any]]] = [
        ("need", {"title": "主轴精度保持技术（虚构）", "detail": "连续加工后精度漂移",
                  "indicator": "精度保持时间", "target": "2000", "unit": "小时", "maturity": 7,
                  "due_on": date(2027, 6, 30), "mode": "joint", **DEMO}),
        ("line_now", {"title": "改造前产线（虚构）", "detail": "以普通机床为主，工序间靠人工周转",
                      **DEMO}),
        ("line_wanted", {"title": "更新设备后的产线", "detail": "两台设备投用后", "quantity": 2,
                         "indicator": "设备数控化率", "target": "90", "unit": "%", **QUOTED}),
        ("measure", {"title": "设备更新（金额和工期为虚构）", "due_on": date(2027, 3, 31),
                     "cost_fen": 560 * WAN, "payback_months": 34, "gap": gap, **DEMO}),
        ("measure", {"title": "订单与工艺数据联通（虚构）", "due_on": date(2027, 9, 30),
                     "cost_fen": 120 * WAN, "payback_months": 26, **DEMO}),
        ("link", {"title": "数控系统供应（虚构）", "counterpart": "演示数控系统供应商",
                  "share_bp": 8_000, "is_single_source": True, "risk": "high",
                  "action": "引入第二家系统供应商，备货三个月", **DEMO}),
        ("target", {"title": "生产效率提升", "indicator": "生产效率提升率", "target": "30",
                    "unit": "%", "note": "原文未说明按每小时还是按人均产出", **QUOTED}),
        ("target", {"title": "订单准确率提升", "indicator": "订单准确率提升", "target": "20",
                    "unit": "%", "note": "原文未说明是百分点还是相对提升", **QUOTED}),
        ("target", {"title": "市场占有率", "indicator": "市场占有率", "target": "70",
                    "unit": "%", "note": "企业自报，原文未注明市场范围和年度", **QUOTED}),
        ("investment", {"title": "投资安排（虚构）", "year": 2026, "funding": "own",
                        "cost_fen": 680 * WAN, **DEMO}),
    ]  # fmt: skip
    _add(version, lines, change)
    reported = (("设备数控化率", "90"), ("生产效率提升率", "30"), ("订单准确率提升", "20"),
                ("市场占有率", "70"))  # fmt: skip
    for indicator, value in reported:
        record_gap_result(
            gap=gap, project=None, indicator=indicator, value=value, unit="%",
            measured_on=change.at.date(), evidence=f"{ACCOUNT}（未注明测量日期，此为登记日期）",
            origin="account", change=change,
        )  # fmt: skip
    return version


def _invented(
    one: Invented,
    enterprises: Sequence[Enterprise],
    projects: Mapping[int, Project],
    change: Change,
) -> PlanVersion:
    enterprise = enterprises[one.number]
    gaps = [_gap(enterprise, told, change) for told in one.gaps]
    version = _begun(enterprise, one.wan, change)
    each = one.wan * WAN // (2 * len(gaps))
    lines: list[tuple[str, dict[str, Any]]] = [
        ("measure", {"title": f"消除：{gap.title}", "due_on": date(2027, 6, 30), "gap": gap,
                     "cost_fen": each, "payback_months": 30, "indicator": gap.indicator,
                     "baseline": gap.baseline, "target": gap.wanted, "unit": gap.unit,
                     **(one.values if place == 0 else {}), **DEMO})
        for place, gap in enumerate(gaps)
    ]  # fmt: skip
    lines += [
        ("need", {"title": "关键工艺改进（虚构）", "detail": "工艺窗口窄，合格率波动",
                  "indicator": "工序能力指数", "target": "1.33", "maturity": 8,
                  "due_on": date(2027, 12, 31), "mode": "joint", **DEMO}),
        ("equipment", {"title": "拟购设备（虚构）", "quantity": 3,
                       "cost_fen": one.wan * WAN - each * len(gaps), **DEMO}),
        ("link", {"title": "主要原材料（虚构）", "counterpart": "演示原料供应商", "risk": "medium",
                  "share_bp": 6_000, "is_single_source": False, "action": "签订年度保供协议",
                  **DEMO}),
        ("target", {"title": "人均产值（虚构）", "indicator": "人均产值", "baseline": "62",
                    "target": "80", "unit": "万元", "year": 2028, **DEMO}),
        ("investment", {"title": "投资安排（虚构）", "year": 2026, "funding": "own",
                        "cost_fen": one.wan * WAN, **DEMO}),
    ]  # fmt: skip
    made = _add(version, lines, change)
    project = projects.get(one.project)
    for place in one.carried if project else ():
        link_measure(line=made[place], project=project, change=change)  # type: ignore[arg-type]
    return version


def _gap(enterprise: Enterprise, told: tuple[str, str, str, str, str], change: Change) -> PlanGap:
    title, theme, indicator, now, wanted = told
    values = {
        "title": title, "theme": theme, "indicator": indicator, "baseline": now, "wanted": wanted,
        "unit": "%" if "率" in indicator or "占比" in indicator else "",
        "found_on": date(2026, 5, 20),
        "found_by": PAPER, "origin": "demo",
    }  # fmt: skip
    return record_gap(enterprise=enterprise, values=values, change=change)


def _begun(enterprise: Enterprise, wan: int, change: Change) -> PlanVersion:
    owner = Agency.objects.get(division=enterprise.division_id)
    version = begin_plan(
        enterprise=enterprise, title=TITLE, first_year=2026, last_year=2028, owner=owner,
        change=change, is_empty=True,
    )  # fmt: skip
    values = {"budget_fen": wan * WAN, "starts_on": STARTS, "ends_on": ENDS,
              "summary": "演示规划，数字除注明“据报道”外均为虚构。"}  # fmt: skip
    edit_plan_head(version=version, base=version_of(version), values=values, change=change)
    return version


def _add(
    version: PlanVersion, lines: Sequence[tuple[str, dict[str, Any]]], change: Change
) -> list[Any]:
    return [
        add_line(version=version, kind=kind, values=values, change=change) for kind, values in lines
    ]


def _tie_to_the_diagnosis(enterprise: Enterprise, change: Change) -> None:
    """The gap of the plan that the diagnosis of September found as well."""
    own = PlanGap.objects.get(enterprise=enterprise, title="设备没有联网")
    found = Gap.objects.filter(enterprise=enterprise, code="score.connected", state=GapState.OPEN)
    if diagnosed := found.order_by("pk").first():
        tie_gap(gap=own, diagnosed=diagnosed, change=change)


def _measured(gap: PlanGap, project: Project | None, value: str, change: Change) -> None:
    record_gap_result(
        gap=gap, project=project, indicator=gap.indicator, value=value, unit=gap.unit,
        measured_on=date(2026, 9, 25), evidence="演示测试记录（虚构）", origin="demo",
        change=change,
    )  # fmt: skip


def _split_targets(change: Change) -> None:
    """Three targets of 2027: one restated, one by weight, one that does not add up yet."""
    county = Division.objects.get(level="county")
    places = list(Division.objects.filter(parent=county).order_by("code"))
    with writing("targets.split", change):
        projects = _target("projects", county, "60", "0", change)
        _share(projects, places, [9, 9, 6, 6, 6, 6, 5, 5, 4, 4], change)
        publish_target(split=projects, change=change)
        again = restate_target(split=projects, change=change.because("两个乡镇对调（演示）"))
        _share(again, places, [8, 10, 6, 6, 6, 6, 5, 5, 4, 4], change)
        publish_target(split=again, change=change)
        rate = _target("cnc_rate", county, "58", "0.5", change)
        _share(rate, places, [60, 55, 58, 60, 57, 56, 59, 61, 55, 58], change, weight=40)
        publish_target(split=rate, change=change)
        short = _target("investment", county, "250000", "100", change)
        _share(short, places, [25_000] * 9 + [24_000], change)


def _target(
    indicator: str, county: Division, value: str, tolerance: str, change: Change
) -> TargetSplit:
    return draft_target(
        indicator=indicator, year=2027, division=county, value=value, tolerance=tolerance,
        basis="演示目标（虚构）", change=change,
    )  # fmt: skip


def _share(
    split: TargetSplit,
    places: Sequence[Division],
    values: Sequence[int],
    change: Change,
    *,
    weight: int = 0,
) -> None:
    parts = [
        PartGiven(str(value), division_id=place.pk, weight=str(weight) if weight else "")
        for place, value in zip(places, values, strict=True)
    ]
    set_target_parts(split=split, parts=parts, change=change)


def _person(login: str) -> User:
    return User.objects.get(username=login)


def _by(person: User, day: date, reason: str) -> Change:
    """Authorship by a person of the demo: who approves must be another one."""
    actor = Actor(f"user:{person.pk}", person.display_name)
    return Change(actor, reason, at(day, 18), Path.SETUP, batch="demo")


LIVED = {"2026-06A": lay_plans, "2026-10A": amend_and_measure}


def plan_in(
    period: str, enterprises: Sequence[Enterprise], projects: Mapping[int, Project]
) -> None:
    """What happens to plans in a period of the demo's year."""
    if period in LIVED:
        LIVED[period](enterprises, projects)
