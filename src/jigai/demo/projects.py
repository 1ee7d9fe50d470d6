"""The 120 projects of the register: codes, nodes, approved plans, procedures, inclusion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stdnum.iso7064 import mod_11_10

from jigai.apps.accounts.models import Agency
from jigai.apps.projects.actions.register_project import with_name_keys
from jigai.apps.projects.models import (
    Baseline,
    BaselinePoint,
    Milestone,
    Procedure,
    ProcedureKind,
    Project,
    ProjectCode,
)
from jigai.apps.registry.models import Enterprise
from jigai.demo.faults import STILL_MISSING
from jigai.demo.plan import AIMS, KINDS, PLANS, WORK, Plan
from jigai.domain.periods import HalfMonth

NODES = (
    ("方案与备案", 5, 500),
    ("设备订货", 25, 2000),
    ("设备到货", 55, 3000),
    ("安装调试", 85, 3000),
    ("验收投产", 100, 1500),
)
LEADERS = ("甲副县长", "乙副县长", "丙常委", "丁主任")
APPROVER = "县技改工作领导小组"


def register_projects(
    plans: Sequence[Plan], enterprises: Sequence[Enterprise], agencies: dict[int, Agency]
) -> list[Project]:
    """Enter the projects of one moment with everything known then, in an open change set.

    Args:
        agencies: division → its agency.
    """
    projects = Project.objects.bulk_create(
        _project(plan, enterprises[plan.number * 2 % 240], agencies) for plan in plans
    )
    pairs = list(zip(projects, plans, strict=True))
    ProjectCode.objects.bulk_create(_code(project, plan) for project, plan in pairs)
    Milestone.objects.bulk_create(m for project, plan in pairs for m in _nodes(project, plan))
    Procedure.objects.bulk_create(p for project, plan in pairs for p in _procedures(project, plan))
    return projects


def approve_plans(projects: Sequence[Project], plans: Sequence[Plan], on: date) -> None:
    """Freeze the first plan of each project but the one that still lacks it."""
    planned = [
        (project, plan)
        for project, plan in zip(projects, plans, strict=True)
        if plan.number != STILL_MISSING
    ]
    baselines = Baseline.objects.bulk_create(
        baseline_of(project, number=1, on=on, reason="批准年度投资计划") for project, _ in planned
    )
    BaselinePoint.objects.bulk_create(
        BaselinePoint(baseline=b, period=str(period), planned_value_fen=plan.planned_fen(period))
        for b, (_, plan) in zip(baselines, planned, strict=True)
        for period in plan.periods
    )


def baseline_of(project: Project, *, number: int, on: date, reason: str) -> Baseline:
    if project.planned_start_on is None or project.planned_completion_on is None:
        raise ValueError(f"demo project {project} has no planned dates")
    return Baseline(
        project=project,
        number=number,
        approved_on=on,
        approved_by=APPROVER,
        reason=reason,
        planned_start_on=project.planned_start_on,
        planned_completion_on=project.planned_completion_on,
        total_fen=project.total_investment_fen or 0,
    )


def reset_plan(project: Project, plan: Plan, *, on: date, after: HalfMonth) -> None:
    """Replace a plan by a slower one from a period on: the trick that a signal must find."""
    Baseline.objects.filter(project=project).update(is_current=False)
    project.planned_completion_on = plan.completion.end_on + timedelta(days=120)
    project.save(update_fields=["planned_completion_on"])
    baseline = Baseline.objects.create(
        project_id=project.pk,
        **_fields(baseline_of(project, number=2, on=on, reason="调整进度计划")),
    )
    later = HalfMonth.numbered(plan.completion.serial + 8)
    periods = [HalfMonth.numbered(s) for s in range(plan.start.serial, later.serial + 1)]
    BaselinePoint.objects.bulk_create(
        BaselinePoint(
            baseline=baseline, period=str(p), planned_value_fen=_slower(plan, p, after, later)
        )
        for p in periods
    )


def _slower(plan: Plan, period: HalfMonth, after: HalfMonth, later: HalfMonth) -> int:
    done = plan.reported_fen(after)
    if period.serial <= after.serial:
        return min(plan.planned_fen(period), done)
    gone, left = period.serial - after.serial, later.serial - after.serial
    return done + (plan.total_fen - done) * gone // left


def _fields(baseline: Baseline) -> dict[str, object]:
    names = (
        *("number", "approved_on", "approved_by", "reason"),
        *("planned_start_on", "planned_completion_on", "total_fen"),
    )
    return {name: getattr(baseline, name) for name in names}


def _project(plan: Plan, enterprise: Enterprise, agencies: dict[int, Agency]) -> Project:
    first = plan.number == STILL_MISSING
    named = with_name_keys({"name": f"{enterprise.name[2:-4]}{WORK[plan.number % 5]}项目"})
    return Project(
        **named,
        enterprise=enterprise,
        owner_unit=enterprise.name,
        construction_kind=KINDS[plan.number % 5],
        transformation_kind=AIMS[plan.number % 5],
        content="" if first else "购置数控与检测设备，改造配电与信息系统。",
        division_id=enterprise.division_id,
        direction_id=enterprise.direction_id,
        industry_code=enterprise.industry_code,
        total_investment_fen=plan.total_fen,
        equipment_investment_fen=None if first else plan.equipment_fen,
        planned_start_on=plan.start.start_on,
        planned_completion_on=plan.completion.end_on,
        stage="filed" if first else "procedures",
        responsible_agency=None if first else agencies.get(enterprise.division_id or 0),
        responsible_leader=LEADERS[plan.number % 4],
        entered_on=plan.entered.start_on,
    )


def _code(project: Project, plan: Plan) -> ProjectCode:
    body = plan.code_body
    digits = body + mod_11_10.calc_check_digit(body)
    parts = (digits[:4], digits[4:10], digits[10:12], digits[12:14], digits[14:])
    return ProjectCode(project=project, code="-".join(parts), form="new")


def _nodes(project: Project, plan: Plan) -> list[Milestone]:
    length = len(plan.periods)
    return [
        Milestone(
            project=project,
            title=title,
            due_on=plan.periods[max(length * share // 100 - 1, 0)].end_on,
            weight_bp=weight,
            position=position,
        )
        for position, (title, share, weight) in enumerate(NODES)
    ]


def _procedures(project: Project, plan: Plan) -> list[Procedure]:
    made = []
    for position, kind in enumerate(ProcedureKind.values):
        needed = kind in {"filing", "environment", "energy", "safety"} or plan.number % 3 == 0
        done = needed and (plan.number != STILL_MISSING or kind == "filing")
        made.append(
            Procedure(
                project=project,
                kind=kind,
                state="done" if done else "pending" if needed else "not_needed",
                document_number=f"演示〔2025〕{plan.number * 10 + position}号" if done else "",
                done_on=plan.entered.start_on if done else None,
            )
        )
    return made


def plans_entering(period: HalfMonth) -> list[Plan]:
    return [plan for plan in PLANS if plan.entered == period]
