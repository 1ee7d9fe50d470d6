"""The facts that the registers and reports offer to the rule engine, a round's projects at once.

Only accepted reports count. Progress and investment must come from the round's own report: an
earlier one is not carried on. Each fact says where it comes from and as of which day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jigai.apps.projects.clocks import Pauses, days_running, last_day_meant, months_running
from jigai.apps.projects.models import (
    BaselinePoint,
    InclusionCase,
    InclusionPaper,
    ProgressReport,
    Project,
    ReportState,
)
from jigai.apps.projects.models import Milestone as MilestoneRecord
from jigai.apps.projects.planned import Plan
from jigai.domain.earned_value.baseline import Milestone
from jigai.domain.periods import Period, kind_of, parse_period
from jigai.domain.quantities import share_from_bp
from jigai.domain.rules.facts import Fact, Value
from jigai.domain.sentence import Sentence

Facts = dict[str, Fact]
INCLUSION_BAR_FEN = 5_000_000_00  # 固定资产投资统计起点：计划总投资 500 万元
REPORT = Sentence("本期调度填报并经核验", "this round's report, verified")
REPORTS = Sentence("项目各期填报", "the project's reports")
REGISTER = Sentence("项目台账", "project register")
INCLUSION = Sentence("入统办理记录", "record of the inclusion process")
BELOW_BAR = Sentence("项目台账：总投资不足500万元", "project register: total below 5 million yuan")
NODES = Sentence("节点计划", "planned milestones")


@dataclass(slots=True)
class Material:
    """Everything recorded of one project that its facts are made from."""

    project: Project
    milestones: list[MilestoneRecord] = field(default_factory=list)
    points: list[tuple[str, int]] = field(default_factory=list)
    reports: list[ProgressReport] = field(default_factory=list)
    case: InclusionCase | None = None
    papers: list[bool] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        project = self.project
        nodes = [Milestone(m.title, m.weight_bp, m.due_on) for m in self.milestones]
        end, precision = project.planned_completion_on, project.planned_completion_precision
        return Plan(
            project.planned_start_on,
            last_day_meant(end, precision) if end else None,
            project.total_investment_fen,
            nodes,
            self.points,
        )

    @property
    def is_started(self) -> bool | None:
        """By the register's date or stage, else by the last report that says so."""
        if self.project.actual_start_on:
            return True
        said = [r.is_started for r in self.reports if r.is_started is not None]
        return said[-1] if said else None


def project_facts(
    *, project_ids: Collection[int], period: Period, pauses: Mapping[int, Pauses]
) -> dict[int, Facts]:
    """The facts of projects at a period's end, in six queries however many projects there are."""
    return {
        key: _facts(material, period, pauses.get(key, ()))
        for key, material in _materials(project_ids, period).items()
    }


def plan_of(project: Project) -> Plan:
    """The plan of one project; two queries."""
    points = BaselinePoint.objects.filter(baseline__project=project, baseline__is_current=True)
    return Material(
        project,
        list(project.milestones.order_by("due_on", "id")),
        list(points.order_by("period").values_list("period", "planned_value_fen")),
    ).plan


def plans_of(project_ids: Collection[int]) -> dict[int, Plan]:
    """The plans of projects; three queries, however many they are."""
    found = {p.pk: Material(p) for p in Project.objects.filter(pk__in=project_ids)}
    _plan_into(found)
    return {key: material.plan for key, material in found.items()}


def _plan_into(found: dict[int, Material]) -> None:
    for node in MilestoneRecord.objects.filter(project__in=found).order_by("due_on", "id"):
        found[node.project_id].milestones.append(node)
    points = BaselinePoint.objects.filter(
        baseline__project__in=found, baseline__is_current=True
    ).order_by("period")
    for key, code, fen in points.values_list("baseline__project", "period", "planned_value_fen"):
        found[key].points.append((code, fen))


def _materials(project_ids: Collection[int], period: Period) -> dict[int, Material]:
    found = {p.pk: Material(p) for p in Project.objects.filter(pk__in=project_ids).order_by("pk")}
    _plan_into(found)
    accepted = ProgressReport.objects.filter(
        project__in=project_ids, state=ReportState.ACCEPTED, period__lte=str(period)
    ).order_by("period")
    rhythm = _Rhythm(period)
    for report in accepted:
        if rhythm.has(report.period):
            found[report.project_id].reports.append(report)
    for case in InclusionCase.objects.filter(project__in=project_ids):
        found[case.project_id].case = case
    papers = InclusionPaper.objects.filter(case__project__in=project_ids)
    for key, is_ready in papers.order_by("id").values_list("case__project", "is_ready"):
        found[key].papers.append(is_ready)
    return found


class _Rhythm:
    """Which period codes follow the rhythm of one period; each code is read once."""

    def __init__(self, period: Period) -> None:
        self.kind = kind_of(period)
        self.known: dict[str, bool] = defaultdict(bool)

    def has(self, code: str) -> bool:
        if code not in self.known:
            self.known[code] = kind_of(parse_period(code)) is self.kind
        return self.known[code]


def _facts(material: Material, period: Period, pauses: Pauses) -> Facts:
    on = period.end_on
    return {
        **_reported(material, period),
        **_planned(material, on),
        **_started(material, on, pauses),
        **_inclusion(material, on),
        **_forecast(material, period),
        "days_since_entry": fact((on - material.project.entered_on).days, REGISTER, on, "day"),
    }


def fact(value: Value | None, source: Sentence, as_of: date | None, unit: str = "") -> Fact:
    """A fact, or an unknown one that still says where it would come from."""
    return Fact(value, unit if value is not None else "", source, as_of)


def _reported(material: Material, period: Period) -> Facts:
    own = next((r for r in material.reports if r.period == str(period)), None)
    progress = own.progress_bp if own else None
    day = own.data_on if own else None
    share = None if progress is None else share_from_bp(progress)
    return {
        "progress_share": fact(share, REPORT, day, "share"),
        "investment_ytd_fen": fact(own.year_investment_fen if own else None, REPORT, day, "fen"),
        "report_count": fact(len(material.reports), REPORTS, period.end_on, "count"),
    }


def _planned(material: Material, on: date) -> Facts:
    plan, found = material.plan, {}
    if share := plan.share(on=on):
        found["planned_progress_share"] = fact(share.share, share.basis.sentence, on, "share")
    for name, day in (
        ("planned_investment_ytd_fen", on),
        ("annual_plan_fen", date(on.year, 12, 31)),
    ):
        if (planned := plan.investment_of_year(on=day)) is not None:
            found[name] = fact(planned[0], planned[1].sentence, on, "fen")
    late = [m for m in material.milestones if m.due_on <= on and _is_open(m, on)]
    found["behind_any_node"] = fact(bool(late), NODES, on)
    return found


def _is_open(node: MilestoneRecord, on: date) -> bool:
    return node.achieved_on is None or node.achieved_on > on


def _started(material: Material, on: date, pauses: Pauses) -> Facts:
    project, is_started = material.project, material.is_started
    found: Facts = {}
    if project.actual_start_on:
        days = days_running(project.actual_start_on, on, pauses)
        found["days_since_start"] = fact(days, REGISTER, on, "day")
    elif is_started is False:
        found["days_since_start"] = fact(0, REGISTER, on, "day")
    if is_started:
        found["months_start_missed"] = fact(0, REGISTER, on, "month")
    elif project.planned_start_on:
        due = last_day_meant(project.planned_start_on, project.planned_start_precision)
        is_known = is_started is False or due >= on
        months = months_running(due, on, pauses) if is_known and due < on else 0
        found["months_start_missed"] = fact(months if is_known else None, REGISTER, on, "month")
    return found


def _inclusion(material: Material, on: date) -> Facts:
    case, total = material.case, material.project.total_investment_fen
    if case is not None:
        state = case.state
        ready = bool(material.papers) and all(material.papers)
        return {
            "inclusion_state": fact(state, INCLUSION, on),
            "inclusion_file_complete": fact(ready, INCLUSION, on),
        }
    if total is not None and total < INCLUSION_BAR_FEN:
        return {"inclusion_state": fact("not_applicable", BELOW_BAR, on)}
    if material.is_started is False:
        return {"inclusion_state": fact("awaiting_start", REGISTER, on)}
    return {"inclusion_state": fact(None, INCLUSION, None)}


def _forecast(material: Material, period: Period) -> Facts:
    """Changes since the first report; the round's own report must say the present forecast."""
    own = next((r for r in material.reports if r.period == str(period)), None)
    found: Facts = {}
    days = [r.forecast_completion_on for r in material.reports if r.forecast_completion_on]
    if own and own.forecast_completion_on and days:
        slip = (own.forecast_completion_on - days[0]).days
        found["forecast_completion_slip_days"] = fact(slip, REPORTS, own.data_on, "day")
    totals = [r.forecast_total_fen for r in material.reports if r.forecast_total_fen]
    if own and own.forecast_total_fen and totals:
        growth = Fraction(own.forecast_total_fen - totals[0], totals[0])
        found["budget_growth_share"] = fact(growth, REPORTS, own.data_on, "share")
    return found
