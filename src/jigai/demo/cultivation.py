"""The ladder of the demo county: recognitions, facts, coaches and tasks; every figure invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.finish_task import finish_task
from jigai.apps.cultivation.actions.raise_ladder_tasks import raise_ladder_tasks
from jigai.apps.cultivation.models import Coach, EnterpriseFact
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Certificate, Enterprise, YearlyIndicators
from jigai.demo.enterprises import MEMBERS
from jigai.demo.moments import at, by
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis

FACTS_IN = "2026-09B"
TASKS_IN = "2026-10B"
YEAR = 2025
PAPER, CHECKED = "年度审计报告（演示）", "社保缴费清单（演示）"
ENTERED_ON, RAISED_ON = date(2026, 9, 22), date(2026, 10, 26)
REPORTER, OFFICER = "梅初晴", "林知远"
CERTIFIED = 30
"""So many members have the high-tech certificate."""
CHAMPION = -2
"""Place of the enterprise that the founding account names among the demo's enterprises."""
KINDS: tuple[tuple[str, str, int, int, date, date], ...] = (
    ("innovative", "鲁工信创新", 3, 1, date(2024, 6, 1), date(2027, 6, 1)),
    ("innovative", "鲁工信创新", 12, 2, date(2024, 1, 15), date(2027, 1, 15)),
    ("specialised", "鲁工信专精特新", 9, 4, date(2025, 7, 10), date(2028, 7, 10)),
    ("gazelle", "鲁工信瞪羚", 29, 13, date(2024, 9, 1), date(2027, 9, 1)),
    ("little_giant", "工信部小巨人", 44, 22, date(2024, 9, 2), date(2027, 9, 2)),
)
"""Kind, letters of its number, every how many members, beginning with which, from, until."""


def recognise(enterprises: Sequence[Enterprise]) -> None:
    """Certificates of the neighbouring rungs, inside an open change set."""
    made = [
        Certificate(
            enterprise=one,
            kind=kind,
            number=f"{letters}DEMO{number:04d}",
            valid_from=start,
            valid_to=end,
            issued_by="山东省工业和信息化厅（演示）",
        )
        for kind, letters, every, first, start, end in KINDS
        for number, one in enumerate(enterprises[:MEMBERS])
        if number % every == first
    ]
    made.append(
        Certificate(
            enterprise=enterprises[CHAMPION],
            kind="champion",
            number="DEMO0001",
            valid_from=date(2025, 12, 1),
            valid_to=date(2028, 12, 1),
            issued_by="山东省工业和信息化厅（演示）",
        )
    )
    Certificate.objects.bulk_create(made)


def enter_facts(enterprises: Sequence[Enterprise]) -> None:
    """What the members of the library reported, and what the office verified of some."""
    declared = shipped().facts["enterprise"]
    members = list(enterprises[:MEMBERS])
    told = {
        row.enterprise_id: row
        for row in YearlyIndicators.objects.filter(enterprise__in=members, year=YEAR)
    }
    rows = []
    with writing("facts.reported", by(REPORTER, at(ENTERED_ON), "填报2025年度事实")):
        for number, one in enumerate(members):
            values = dict(_facts(number, told[one.pk]))
            rows += [
                _row(one, name, value, Basis.REPORTED)
                for name, value in values.items()
                if name in declared
            ]
        EnterpriseFact.objects.bulk_create(rows)
    with writing("facts.verified", by(OFFICER, at(ENTERED_ON, 15), "核对社保清单")):
        EnterpriseFact.objects.bulk_create(
            _row(one, "employees", str(told[one.pk].employees or 0), Basis.VERIFIED)
            for one in members[::6]
        )


def accompany(enterprises: Sequence[Enterprise]) -> None:
    """Coaches of some members; then the tasks that have come due, three of them done."""
    users = {user.username: user for user in User.objects.all()}
    members = [one.pk for one in enterprises[:MEMBERS]]
    served = dict(
        Project.objects.filter(enterprise__in=members, responsible_agency__name="崔口镇人民政府")
        .order_by("pk")
        .values_list("enterprise_id", "responsible_agency_id")
    )
    with writing("coach.assigned", by("安岚", at(RAISED_ON), "指定培育联系人")):
        Coach.objects.bulk_create(
            Coach(
                enterprise_id=key,
                user=users["cuikou"] if key in served else users["office"],
                valid_from=RAISED_ON,
            )
            for key in members[:40]
        )
    change = by("培育提醒", at(RAISED_ON, 10), "例行检查")
    raised = raise_ladder_tasks(on=RAISED_ON, windows={}, change=change)
    for task in raised[:3]:
        done = by(OFFICER, at(RAISED_ON, 16), "办结培育事项")
        finish_task(task=task, on=RAISED_ON, note="已通知企业准备材料（演示）", change=done)


def _row(enterprise: Enterprise, name: str, value: str, basis: Basis) -> EnterpriseFact:
    is_verified = basis is Basis.VERIFIED
    return EnterpriseFact(
        enterprise=enterprise,
        name=name,
        year=YEAR,
        basis=basis,
        value=value,
        source=CHECKED if is_verified else PAPER,
        as_of=ENTERED_ON,
        recorded_by=OFFICER if is_verified else REPORTER,
    )


def _facts(number: int, told: YearlyIndicators) -> Iterator[tuple[str, str]]:
    """Facts of one member by its number; every seventh leaves some out."""
    yield "audited_accounts", _said(not _is(number, 11, 7))
    yield "industry_allowed", "true"
    if not _is(number, 7, 6):
        yield "no_serious_breach", _said(not _is(number, 23, 9))
        yield "national_award_top3", "false"
        yield "provincial_rd_body", _said(_is(number, 17, 5))
        yield "led_standard", _said(_is(number, 29, 3))
    if number >= CERTIFIED:
        yield "valid_hnte", "false"
    if _is(number, 2, 0):
        yield from _high_tech(number, told).items()
    if _is(number, 4, 0):
        yield from _quality(number, told).items()


def _high_tech(number: int, told: YearlyIndicators) -> Mapping[str, str]:
    sales, heads = (told.sales_revenue_fen or 0) // 100, told.employees or 0
    spent = (told.rd_expense_fen or 0) // 100
    assets = (told.total_assets_fen or 0) // 100
    growth = 100 + number % 30
    return {
        "employees_monthly": str(heads),
        "tech_staff_monthly": str(told.tech_staff or 0),
        "rd_expense_hnte_yuan_y1": str(spent * 80 // 100),
        "rd_expense_hnte_yuan_y2": str(spent * 90 // 100),
        "rd_expense_hnte_yuan_y3": str(spent),
        "rd_domestic_hnte_yuan_y1": str(spent * 80 // 100),
        "rd_domestic_hnte_yuan_y2": str(spent * 90 // 100),
        "rd_domestic_hnte_yuan_y3": str(spent),
        "sales_revenue_yuan_y1": str(sales * 10_000 // (growth * growth)),
        "net_assets_yuan_y1": str(assets * 40 // 100),
        "net_assets_yuan_y2": str(assets * 46 // 100),
        "net_assets_yuan_y3": str(assets * 52 // 100),
        "high_tech_revenue_yuan": str(sales * (50 + number % 45) // 100),
        "total_income_yuan": str(sales),
        "core_ip_owned": "true",
        "core_technology_listed": _said(not _is(number, 5, 0)),
        "no_major_incident_year": "true",
        "hnte_class1_ip": str(told.class1_ip or 0),
        "hnte_class2_ip": str(told.class2_ip or 0),
        "own_developed_ip": "true",
        "drafted_standard": _said(_is(number, 12, 0)),
        "conversions_y1": str(2 + number % 5),
        "conversions_y2": str(3 + number % 4),
        "conversions_y3": str(3 + number % 6),
    }


def _quality(number: int, told: YearlyIndicators) -> Mapping[str, str]:
    sales = (told.sales_revenue_fen or 0) // 100
    spent = (told.rd_expense_fen or 0) // 100
    return {
        "main_revenue_yuan_y1": str(sales * 80 // 100),
        "main_revenue_yuan_y2": str(sales * 88 // 100),
        "main_revenue_yuan_y3": str(sales * 95 // 100),
        "rd_audited_yuan_y2": str(spent * 90 // 100),
        "rd_audited_yuan_y3": str(spent),
        "total_liabilities_yuan": str((told.total_assets_fen or 0) * (40 + number % 40) // 10_000),
        "lead_class1_ip": str(told.class1_ip or 0),
        "lead_class2_ip": str(told.class2_ip or 0),
        "lead_own_class1_ip": str(told.class1_ip or 0),
        "lead_high_value_ip": "0",
        "original_class1_ip": str(told.class1_ip or 0),
        "niche_years": str(2 + number % 12),
        "strategic_emerging_field": _said(_is(number, 3, 2)),
        "no_cultivation_bar": "true",
        "within_sme_size": "true",
        "market_recognised": _said(_is(number, 8, 0)),
        "platform_score": str(44 + number % 30),
    }


def _is(number: int, every: int, first: int) -> bool:
    """Whether a member is one of every so many, beginning with which."""
    return number % every == first


def _said(flag: bool) -> str:  # noqa: FBT001 - a value, not a switch
    return "true" if flag else "false"
