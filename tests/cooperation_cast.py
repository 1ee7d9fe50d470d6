"""The cast of cooperation: a university with Chen, a demand, an achievement, an expert."""

from __future__ import annotations

from datetime import date

import pytest

from jigai.apps.accounts.models import Appointment
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.enter_achievement import (
    EvidenceEntry,
    add_evidence,
    enter_achievement,
)
from jigai.apps.cooperation.actions.enter_demand import enter_demand
from jigai.apps.cooperation.actions.list_expert import ExpertEntry, list_expert
from jigai.apps.cooperation.actions.register_institution import (
    InstitutionEntry,
    admit_member,
    register_institution,
)
from jigai.apps.cooperation.actions.review_achievement import approve_achievement
from jigai.apps.cooperation.actions.review_demand import approve_demand
from jigai.apps.cooperation.entries import AchievementEntry, DemandEntry
from jigai.domain.change import Actor, Change, Path
from tests.cast import TODAY, change


def by(viewer, reason="测试"):
    """A change by a person of the cast."""
    return Change(Actor(viewer.key, viewer.name), reason, change().at, Path.FORM)


def told(**more):
    """A demand as it may be written."""
    said = {
        "name": "母线槽高速冲孔设备",
        "starts_year": 2026,
        "ends_year": 2028,
        "problem": "现有冲孔速度慢，毛刺多。",
        "key_technology": "冲孔不低于每分钟120次，毛刺小于0.1毫米。",
        "expected_goal": "效率提高三成。",
        "keywords": "母线槽、冲孔、伺服",
        "budget_fen": 3_000_000_00,
        "solving_way": "joint",
        "activity_kind": "development",
        "discipline": "460",
        "technical_field": "804",
        "industry_code": "3823",
        "result_ownership": "shared",
        "review_on": date(2027, 5, 1),
    }
    return DemandEntry(**(said | more))


def offered(**more):
    """An achievement as it may be written."""
    said = {
        "name": "伺服高速冲孔单元",
        "keywords": "冲孔、伺服",
        "form": "equipment",
        "attribute": "original",
        "stage": "middle",
        "maturity": 6,
        "summary": "伺服驱动的高速冲孔单元，样机每分钟150次。",
        "application": "trial",
        "transformation_way": "licence",
        "price_mode": "agreement",
        "discipline": "460",
        "technical_field": "804",
        "review_on": date(2027, 5, 1),
    }
    return AchievementEntry(**(said | more))


def listed(**more):
    """An expert as the directory takes one."""
    said = {
        "kind": "person",
        "name": "周某",
        "title": "教授",
        "discipline": "460",
        "technical_field": "804",
        "keywords": "冲孔、伺服",
        "load_limit": 6,
        "consent_on": date(2026, 1, 1),
        "consent_until": date(2027, 12, 31),
        "consent_document": "入库同意书",
    }
    return ExpertEntry(**(said | more))


@pytest.fixture
def university(county):
    return register_institution(
        entry=InstitutionEntry(name="某科技大学储能技术学院", kind="college", place="青岛市"),
        change=change("登记"),
    )


@pytest.fixture
def chen(university, django_user_model):
    """Acts for the university."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="chen", display_name="陈某")
        Appointment.objects.create(user=user, role="institution", valid_from=date(2026, 1, 1))
    admit_member(
        institution=university, user_id=user.pk, valid_from=date(2026, 1, 1), change=change("授权")
    )
    return viewer_of(user, on=TODAY)


@pytest.fixture
def demand(enterprise, mei, lin):
    """Mei's demand, approved by Lin."""
    entered = enter_demand(enterprise=enterprise, entry=told(), change=by(mei))
    return approve_demand(demand=entered, change=by(lin))


@pytest.fixture
def secret(enterprise, mei, lin):
    """Mei's confidential demand, which names the firm and its town, approved by Lin."""
    entry = told(
        name="辛亥母线镀锡线改造",
        problem="庆云辛亥母线有限公司在崔口镇的镀锡线废水高，联系13800001234。",
        is_confidential=True,
    )
    entered = enter_demand(enterprise=enterprise, entry=entry, change=by(mei))
    return approve_demand(demand=entered, change=by(lin))


@pytest.fixture
def achievement(university, chen, lin):
    """Chen's achievement of level 6 with its evidence, approved by Lin."""
    entered = enter_achievement(institution=university, entry=offered(), change=by(chen))
    paper = EvidenceEntry(
        level=6, text="样机连续试验", document="试验报告", dated_on=date(2026, 6, 1)
    )
    add_evidence(achievement=entered, entry=paper, change=by(chen))
    return approve_achievement(achievement=entered, change=by(lin))


@pytest.fixture
def expert(university, lin):
    return list_expert(institution=university, entry=listed(), change=by(lin))
