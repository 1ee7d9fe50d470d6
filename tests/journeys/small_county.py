"""Fills a home's database with a small county for the browser."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from jigai.apps.accounts.models import Agency, Appointment, User
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Direction, Division, Programme
from jigai.apps.registry.models import Enterprise
from jigai.apps.rounds.actions.open_round import open_round
from jigai.domain.change import Actor, Change, Path
from jigai.domain.periods import parse_period
from tests.journeys.homes import PASSWORD

FOUNDED = datetime(2026, 10, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
PERIOD = "2026-11A"


def found():
    with writing(
        "county.founded", Change(Actor("system:test", "测试"), "建县", FOUNDED, Path.SETUP)
    ):
        county = Division.objects.create(
            code="371423", name="庆云县", name_en="Qingyun", level="county"
        )
        town = Division.objects.create(
            code="371423103", name="崔口镇", level="township", parent=county
        )
        Programme.objects.create(division=county, name="庆云技改", name_en="Qingyun programme")
        direction = Direction.objects.create(
            code="electrical", name="电气装备", name_en="Electrical"
        )
        lin = User(username="lin", display_name="林某")
        lin.set_password(PASSWORD)
        lin.save()
        Appointment.objects.create(user=lin, role="office", valid_from=date(2026, 1, 1))
        bo = User(username="bo", display_name="薄某")
        bo.set_password(PASSWORD)
        bo.save()
        Appointment.objects.create(
            user=bo, role="leader", division=town, valid_from=date(2026, 1, 1)
        )
        an = User(username="an", display_name="安某")
        an.set_password(PASSWORD)
        an.save()
        Appointment.objects.create(user=an, role="administrator", valid_from=date(2026, 1, 1))
        Project.objects.create(
            name="干式变压器铁心自动叠装生产线智能化改造项目",
            name_sort="gan shi bian ya qi",
            name_initials="gsbyq",
            division=town,
            direction=direction,
            total_investment_fen=123_456_780_000,
            equipment_investment_fen=98_765_400_000,
            planned_start_on=date(2026, 1, 15),
            planned_completion_on=date(2026, 12, 31),
            entered_on=date(2026, 1, 1),
        )
        for number in range(60):
            Enterprise.objects.create(
                credit_code=f"9137142300000000{number:02d}",
                name=f"庆云第{number}母线有限公司",
                name_sort=f"qing yun di {number:02d}",
                name_initials="qydmxyxgs",
                size="small" if number % 3 else "medium",
                division=county if number % 10 == 7 else town,
                direction=direction,
            )
        _build(town, direction)
    asked = Change(Actor("system:test", "测试"), "开启", FOUNDED, Path.SETUP)
    open_round(period=parse_period(PERIOD), change=asked)


def _build(town, direction):
    """Twenty projects of the town under construction."""
    office = Agency.objects.create(name="崔口镇政府", kind="township", division=town)
    owner = Enterprise.objects.order_by("id").first()
    for number in range(20):
        Project.objects.create(
            name=f"第{number:02d}号技改项目",
            name_sort=f"di {number:02d}",
            name_initials="dhjgxm",
            enterprise=owner,
            division=town,
            direction=direction,
            responsible_agency=office,
            stage="under_construction",
            total_investment_fen=10_000_000_00,
            planned_start_on=date(2026, 1, 1),
            planned_completion_on=date(2026, 12, 31),
            actual_start_on=date(2026, 1, 1),
            entered_on=date(2026, 1, 1),
        )
