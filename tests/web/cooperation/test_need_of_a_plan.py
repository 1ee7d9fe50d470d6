"""A need of an approved plan is posted as a demand without being typed again, and once."""

import re

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Demand
from jigai.apps.planning.models import PlanLine
from tests.cast import TODAY, change
from tests.plan_cast import approved_of, draft_of

MORE = {
    "problem": "公差超限",
    "key_technology": "折弯公差不大于0.1毫米",
    "expected_goal": "一次合格率98%",
    "keywords": "母线、折弯",
    "solving_way": "joint",
    "activity_kind": "development",
    "discipline": "460",
    "technical_field": "804",
    "industry_code": "3823",
    "result_ownership": "shared",
    "review_on": "2027-05-01",
    "reason": "规划转需求",
}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for place in ("planning.show", "cooperation.demand", "cooperation.demand_acts"):
        monkeypatch.setattr(f"jigai.web.{place}.localdate", lambda: TODAY)


@pytest.fixture
def need(enterprise, agency):
    version = approved_of(draft_of(enterprise, agency))
    return PlanLine.objects.get(version=version, kind="need")


def typed(page):
    """What the form already holds."""
    fields = re.findall(r'<input[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"', page)
    return dict(fields) | dict(re.findall(r'<input[^>]*value="([^"]*)"[^>]*name="([a-z_]+)"', page))


def test_the_office_posts_a_need_and_both_pages_name_each_other(office, need, enterprise):
    plan = need.version.plan_id
    page = office.get(f"/planning/{plan}/").content.decode()
    address = f"/cooperation/demands/new/?need={need.pk}"
    assert address in page
    form = office.get(address).content.decode()
    assert typed(form)["name"] == "母线折弯精度"
    assert typed(form)["ends_year"] == "2027"
    assert "公差：→ 0.1mm" in form or "公差：0.1mm" in form
    given = {"name": "母线折弯精度", "starts_year": 2026, "ends_year": 2027, **MORE}
    answer = office.post(address, {**given, "enterprise_id": enterprise.credit_code})
    assert answer.status_code == 302, answer.content.decode()
    demand = Demand.objects.get()
    assert demand.plan_need == f"{plan}/{need.key}"
    assert f"/cooperation/demands/{demand.pk}/" in office.get(f"/planning/{plan}/").content.decode()
    own = office.get(f"/cooperation/demands/{demand.pk}/").content.decode()
    assert f"/planning/{plan}/" in own
    again = office.post(address, {**given, "name": "再来", "enterprise_id": enterprise.credit_code})
    assert again.status_code == 409
    assert Demand.objects.count() == 1


def test_of_a_confidential_demand_the_plan_says_only_that_it_is_posted(office, need, enterprise):
    address = f"/cooperation/demands/new/?need={need.pk}"
    given = {"name": "折弯精度", "starts_year": 2026, "ends_year": 2027, **MORE}
    secret = {**given, "enterprise_id": enterprise.credit_code, "is_confidential": "on"}
    assert office.post(address, secret).status_code == 302
    demand = Demand.objects.get()
    with writing("demand.handed", change()):
        Demand.objects.update(owner_key="user:999", owner_name="梅某")
    plan = office.get(f"/planning/{need.version.plan_id}/").content.decode()
    assert "已发布为保密需求" in plan
    assert f"/cooperation/demands/{demand.pk}/" not in plan
    page = office.get(f"/cooperation/demands/{demand.pk}/").content.decode()
    assert "来自规划" not in page
    assert enterprise.name not in page


def test_another_line_of_the_plan_is_no_need(office, need):
    other = PlanLine.objects.filter(version=need.version).exclude(kind="need").first()
    answer = office.get(f"/cooperation/demands/new/?need={other.pk}")
    assert "不是技术需求条目" in answer.content.decode()
