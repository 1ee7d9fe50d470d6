"""The standing cast: persons, enterprises and projects that the tests talk about.

``lin`` keeps the registers in the programme office; ``bo`` answers for Chongkou town; ``mei``
represents an enterprise; ``zhao`` leads and reads.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Actor, Change, Path

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 16)


def change(reason: str = "测试", *, at: datetime | None = None, path: Path = Path.FORM) -> Change:
    moment = at or datetime(2026, 11, 16, 9, tzinfo=ZONE)
    return Change(Actor("user:1", "林某"), reason, moment, path)


@pytest.fixture
def county(db):
    with writing("county.founded", change("建县")):
        qingyun = Division.objects.create(code="371423", name="庆云县", level="county")
        Division.objects.create(code="371423103", name="崔口镇", level="township", parent=qingyun)
    return qingyun


@pytest.fixture
def enterprise(county):
    with writing("enterprise.registered", change("登记")):
        direction = Direction.objects.create(
            code="electrical", name="电气装备", name_en="Electrical"
        )
        return Enterprise.objects.create(
            credit_code="913714235B5NNQREL9",
            name="庆云辛亥母线有限公司",
            name_sort="qingyun xinhai muxian youxiangongsi",
            name_initials="qyxhmxyxgs",
            division=Division.objects.get(code="371423103"),
            direction=direction,
        )
