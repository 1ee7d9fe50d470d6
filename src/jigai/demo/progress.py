"""What is reported, accepted, verified and paid, period after period."""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime, timedelta

from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.projects.models import (
    GapReason,
    InvestmentEntry,
    Milestone,
    ProgressReport,
    Project,
    ReportPhoto,
    ReportState,
)
from jigai.apps.reference.queries.settings import programme, work_calendar
from jigai.demo.faults import (
    EXPLAINED_GAPS,
    LAST_DAY_JUMPS,
    PAID_SHORT,
    REPEATED_PHOTOS,
    VERIFIED_SHORT,
)
from jigai.demo.moments import LAST, at, by
from jigai.demo.plan import PLANS, Plan, year_start_share
from jigai.domain.change import Change
from jigai.domain.periods import HalfMonth, parse_period

Projects = dict[int, Project]
PROBLEMS = {14: ("设备交货延期", "与供应商约定分批到货"), 10: ("配套电力容量不足", "申请增容")}
QUARTERS = ("2026-03B", "2026-06B", "2026-09B")
PHOTO_EVERY = 11
WIDTH, HEIGHT, TILE = 320, 200, 20


def report_period(projects: Projects, period: HalfMonth) -> list[ProgressReport]:
    """The submitted reports of a period, in an open change set."""
    return ProgressReport.objects.bulk_create(
        _report(projects[plan.number], plan, period)
        for plan in PLANS
        if plan.number in projects and plan.reports_in(period)
    )


def accept_reports(reports: list[ProgressReport], reviewer: str, moment: datetime) -> None:
    """The review of a period: everything is accepted."""
    for report in reports:
        report.state, report.reviewed_by, report.reviewed_at = (
            ReportState.ACCEPTED,
            reviewer,
            moment,
        )
    ProgressReport.objects.bulk_update(reports, ["state", "reviewed_by", "reviewed_at"], 500)


FIELDS = ["stage", "actual_start_on", "actual_completion_on", "production_on"]


def update_register(projects: Projects, period: HalfMonth) -> None:
    """Starts, completions and reached nodes, as the period's reports show them."""
    changed: list[Project] = []
    reached: list[Milestone] = []
    for plan in PLANS:
        project = projects.get(plan.number)
        if project is None or not plan.has_started(period):
            continue
        stage = _stage(plan, period)
        if project.stage != stage:
            project.stage, project.actual_start_on = stage, plan.actual_start_on
            if stage == "completed":
                project.actual_completion_on = period.end_on
            if stage == "in_production":
                project.production_on = period.end_on
            changed.append(project)
        reached += _reached(project, plan, period)
    Project.objects.bulk_update(changed, FIELDS, 200)
    if reached:
        Milestone.objects.bulk_update(reached, ["achieved_on"], 300)


def _stage(plan: Plan, period: HalfMonth) -> str:
    if plan.produces_in(period):
        return "in_production"
    return "completed" if plan.reported(period) >= 1 else "under_construction"


def record_quarter(projects: Projects, period_key: str) -> None:
    """Verified and paid amounts at a quarter's end, with their grade of evidence."""
    period = parse_period(period_key)
    entries = []
    for plan in PLANS:
        project = projects.get(plan.number)
        known = isinstance(period, HalfMonth) and project and plan.reports_in(period)
        if not known or not isinstance(period, HalfMonth) or not plan.reported_fen(period):
            continue
        is_last = period_key == QUARTERS[-1]
        short = VERIFIED_SHORT.get(plan.number, 0) if is_last else plan.number % 4
        unpaid = PAID_SHORT.get(plan.number, 0) if is_last else 10 + plan.number % 20
        verified = plan.reported_fen(period) * (100 - short) // 100
        paid = verified * (100 - (unpaid or 10 + plan.number % 20)) // 100
        grade = "ABBC"[plan.number % 4]
        entries += [
            InvestmentEntry(
                project=project,
                stream="verified",
                period=period_key,
                amount_fen=verified,
                grade=grade,
            ),
            InvestmentEntry(project=project, stream="paid", period=period_key, amount_fen=paid),
        ]
    InvestmentEntry.objects.bulk_create(entries)


def explain_gaps(projects: Projects) -> None:
    GapReason.objects.bulk_create(
        GapReason(
            project=projects[number],
            period=QUARTERS[-1],
            pair="verified_paid" if number in PAID_SHORT else "reported_verified",
            reason_code=reason,
        )
        for number, reason in EXPLAINED_GAPS.items()
    )


def add_photos(reports: list[ProgressReport], numbers: dict[int, int], change: Change) -> None:
    """Drawn pictures as photos of a few reports; four of them repeat another project's.

    Args:
        numbers: project key → project number.
    """
    own = {*REPEATED_PHOTOS.values(), *range(PHOTO_EVERY, len(PLANS), PHOTO_EVERY)}
    for report in reports:
        number = numbers[report.project_id]
        if number not in REPEATED_PHOTOS and number not in own:
            continue
        attachment = store_attachment(
            name=f"{report.period}-{number}.png",
            content=drawn(REPEATED_PHOTOS.get(number, number)),
            media_type="image/png",
            purpose="形象进度照片（演示绘图）",
            taken_on=report.data_on,
            change=change,
        )
        ReportPhoto.objects.create(report=report, attachment=attachment)


def drawn(number: int) -> bytes:
    """A PNG of coloured tiles that differs for each number."""
    rows = b"".join((b"\0" + _row(number, tile)) * TILE for tile in range(HEIGHT // TILE))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _row(number: int, tile: int) -> bytes:
    tiles = (
        bytes((x * number * 7 % 200 + 40, (tile * 23 + number) % 200 + 40, number % 256)) * TILE
        for x in range(WIDTH // TILE)
    )
    return b"".join(tiles)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def due_day(period: HalfMonth) -> date:
    """The last day for the period's reports, by the published work-days."""
    return work_calendar().add(period.end_on, programme().report_due_work_days)


def change_of(period: HalfMonth, step: str) -> Change:
    """Reports come in at the end of the period; they are reviewed the day after they are due."""
    after = period.end_on if step == "填报" else due_day(period) + timedelta(days=1)
    day = min(after, date(2026, 11, 22))
    name = "沈问渠" if step == "审核" else "林知远"
    return by(name, at(day, 16 if step == "审核" else 18), f"{period}半月调度{step}")


def _report(project: Project, plan: Plan, period: HalfMonth) -> ProgressReport:
    jumps = plan.number in LAST_DAY_JUMPS and period == plan.jump_at
    on = period.end_on if period != LAST else date(2026, 11, 20)
    data_on = on if jumps else on - timedelta(days=1 + plan.number % 5)
    submitted = due_day(period) if jumps else data_on
    problem, measure = PROBLEMS.get(plan.number % 20, ("", ""))
    done = plan.reported_fen(period)
    return ProgressReport(
        project=project,
        period=str(period),
        data_on=data_on,
        state=ReportState.SUBMITTED,
        is_started=plan.has_started(period),
        progress_bp=plan.reported_bp(period),
        progress_text=f"完成{plan.reported_bp(period) // 100}%",
        year_investment_fen=done - min(done, year_start_share(plan, period)),
        total_investment_fen=done,
        problem=problem,
        measure=measure,
        problem_agency="县供电公司" if problem.startswith("配套") else "",
        problem_due_on=period.end_on + timedelta(days=30) if problem else None,
        jump_reason="设备集中到货" if jumps else "",
        submitted_at=at(submitted, 17 if jumps else 15),
        submitted_by="责任单位填报员",
    )


def _reached(project: Project, plan: Plan, period: HalfMonth) -> list[Milestone]:
    weight = 0
    found: list[Milestone] = []
    for node in project.milestones.all():
        weight += node.weight_bp
        if node.achieved_on is None and plan.reported_bp(period) >= weight:
            node.achieved_on = period.end_on
            found.append(node)
    return found
