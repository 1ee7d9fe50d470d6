"""Platforms of the cast: ``mei``'s enterprise hosts one; ``hua`` represents another enterprise."""

from datetime import date, datetime, time

import pytest

from jigai.apps.accounts.models import Appointment
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.offer_instrument import InstrumentOffer, offer_instrument
from jigai.apps.platforms.actions.register_platform import (
    Approval,
    PlatformDetails,
    register_platform,
)
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.change import Actor, Change, Path
from tests.cast import TODAY, ZONE, change

NAME = "母线工程研究中心"


def at(day, hour=9, minute=0):
    return datetime.combine(day, time(hour, minute), ZONE)


def by(viewer, reason="办理", *, moment=None):
    moment = moment or at(TODAY)
    return Change(Actor(viewer.key, viewer.name), reason, moment, Path.FORM)


def approved(level="city", on=date(2025, 3, 1), **more):
    return Approval(level, on, "德发改字〔2025〕8号", **more)


@pytest.fixture
def platform(enterprise):
    """A city engineering centre of mei's enterprise, recognised on 1 March 2025."""
    return register_platform(
        name=NAME,
        kind="engineering_centre",
        details=PlatformDetails(
            host_enterprise=enterprise,
            field="智能母线",
            chain_link="busbar",
            equipment_value_fen=8_000_000_00,
            staff_count=20,
            senior_count=6,
        ),
        approval=approved(),
        change=change("登记平台"),
    )


@pytest.fixture
def neighbour(enterprise):
    with writing("enterprise.registered", change("登记")):
        return Enterprise.objects.create(
            credit_code="913714230000000011",
            name="庆云邻居电气有限公司",
            name_sort="qingyun linju",
            name_initials="qylj",
            division=enterprise.division,
        )


@pytest.fixture
def hua(neighbour, django_user_model):
    """Represents the neighbour, which uses what others share."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="hua", display_name="花某")
        Appointment.objects.create(user=user, role="enterprise", valid_from=date(2026, 1, 1))
        Representative.objects.create(user=user, enterprise=neighbour, valid_from=date(2026, 1, 1))
    return viewer_of(user, on=TODAY)


@pytest.fixture
def judge(county, django_user_model):
    """Reviews and rules."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="shen", display_name="沈某")
        Appointment.objects.create(user=user, role="reviewer", valid_from=date(2026, 1, 1))
    return viewer_of(user, on=TODAY)


@pytest.fixture
def instrument(platform):
    return offer_instrument(
        platform=platform,
        offer=InstrumentOffer(
            name="大电流温升试验台",
            model="10 kA",
            value_fen=1_200_000_00,
            purpose="母线槽和开关柜温升试验",
            terms="自带样品，试验员由平台派出",
            price="每小时300元",
            contact_office="平台办公室",
            opens_at=time(8, 30),
            closes_at=time(17, 30),
        ),
        change=change("对外开放"),
    )
