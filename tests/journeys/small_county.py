"""Fills a home's database with a small county for the browser."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from jigai.apps.accounts.models import Appointment, User
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Direction, Division, Programme
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Actor, Change, Path

FOUNDED = datetime(2026, 10, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "half-month-2026"


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
                division=town,
                direction=direction,
            )
