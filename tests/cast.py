"""The standing cast: persons, enterprises and projects that the tests talk about.

``lin`` keeps the registers in the programme office; ``bo`` answers for Chongkou town; ``mei``
represents an enterprise; ``zhao`` leads and reads.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jigai.apps.accounts.models import Agency, Appointment
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Direction, Division, Programme
from jigai.apps.registry.models import Enterprise, Representative
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


@pytest.fixture
def programme(county):
    with writing("programme.opened", change("开办")):
        return Programme.objects.create(division=county, name="庆云技改", name_en="Qingyun")


@pytest.fixture
def lin(county, django_user_model):
    """Keeps the registers in the programme office."""
    return _person(django_user_model, "lin", "林某", "office")


@pytest.fixture
def agency(county):
    with writing("agency.opened", change("设立")):
        town = Division.objects.get(code="371423103")
        return Agency.objects.create(name="崔口镇政府", kind="township", division=town)


@pytest.fixture
def bo(agency, django_user_model):
    """Answers for a township."""
    return _person(django_user_model, "bo", "薄某", "unit", agency=agency)


@pytest.fixture
def mei(enterprise, django_user_model):
    """Represents an enterprise."""
    viewer = _person(django_user_model, "mei", "梅某", "enterprise")
    with writing("representative.appointed", change("授权")):
        Representative.objects.create(
            user_id=viewer.user_id, enterprise=enterprise, valid_from=date(2026, 1, 1)
        )
    return viewer


@pytest.fixture
def zhao(county, django_user_model):
    """Leads and reads."""
    return _person(django_user_model, "zhao", "赵某", "leader")


@pytest.fixture
def project(enterprise, agency, programme):
    with writing("project.registered", change("登记")):
        return Project.objects.create(
            name="开关柜产线智能化改造",
            name_sort="kai guan gui",
            name_initials="kgg",
            enterprise=enterprise,
            division=enterprise.division,
            direction=enterprise.direction,
            responsible_agency=agency,
            total_investment_fen=1_000_000_00,
            planned_start_on=date(2026, 1, 1),
            planned_completion_on=date(2026, 12, 31),
            entered_on=date(2026, 1, 1),
        )


def _person(users, username, name, role, **reach):
    with writing("person.created", change("开户")):
        user = users.objects.create(username=username, display_name=name)
        Appointment.objects.create(user=user, role=role, valid_from=date(2026, 1, 1), **reach)
    return viewer_of(user, on=TODAY)
