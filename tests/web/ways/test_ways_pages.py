"""The page of the ways up and the page of the efforts, as persons of the county see them."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from jigai.apps.cultivation.models import EffortWeight
from tests.api.test_api import call, reader, token_of, writer  # noqa: F401 - the API's caller
from tests.cast import TODAY
from tests.flows.test_find_ways_up import short  # noqa: F401 - an enterprise short of the rung
from tests.flows.test_score_enterprise import tell

pytestmark = pytest.mark.usefixtures("programme")
BY = {"rule": "cn.tech_sme", "by": "2027-08-31"}
EFFORT = {
    "valid_from": "2026-11-16",
    "effort_fixed": "500",
    "effort_per_step": "50.5",
    "lead_months": "6",
    "most_a_year": "4",
    "decision": "庆技改办〔2026〕5号",
    "reason": "按今年招聘情况测算",
}


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for part in ("show", "efforts"):
        monkeypatch.setattr(f"jigai.web.ways.{part}.localdate", lambda: TODAY)


def page(browser, enterprise, **asked):
    return browser.get(reverse("ways:show", args=[enterprise.pk]), BY | asked)


def test_lin_sees_each_route_with_its_proof_and_what_each_step_is_for(office, short):  # noqa: F811
    answer = page(office, short)
    shown = answer.content.decode()
    routes = answer.context["found"].routes
    assert len(routes) >= 3
    assert shown.count("按规则重新计算：符合") == len(routes)
    assert shown.count("缺这一步：不符合") == sum(len(route.steps) for route in routes)
    assert "真实发生并入账的研发费用达到" in shown
    assert "需 18 个月，最早 2028-05-16 见效" in shown
    assert "任何数值都不是填报要求" in shown


def test_without_words_in_the_link_the_next_rung_a_year_on_is_asked(office, short):  # noqa: F811
    answer = office.get(reverse("ways:show", args=[short.pk]))
    assert answer.context["form"].cleaned_data["rule"] == "cn.tech_sme"
    assert str(answer.context["found"].by) == "2027-11-16"


def test_no_way_is_said_with_what_binds(office, short):  # noqa: F811
    tell(short, industry_allowed="false")
    shown = page(office, short).content.decode()
    assert "在限定条件内没有路径" in shown
    assert "无论走哪条途径" in shown
    assert "所属行业由实际产品和服务决定" in shown


def test_an_enterprise_without_facts_is_told_what_to_find_out(office, enterprise):
    shown = page(office, enterprise).content.decode()
    assert "先查清再定" in shown
    assert "现值不明" in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [("by", "2020-01-01"), ("by", "2099-01-01"), ("by", "soon"), ("rule", "x"), ("routes", "99")],
)
def test_a_link_typed_wrongly_is_answered_beside_its_field(office, short, name, value):  # noqa: F811
    answer = page(office, short, **{name: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]


def test_mei_sees_the_ways_of_her_own_enterprise_only_and_no_efforts(
    sign_in,
    mei,
    short,  # noqa: F811
    seven,
):
    browser = sign_in(mei)
    assert page(browser, short).status_code == 200
    others = type(short).objects.exclude(pk=short.pk).first()
    assert page(browser, others).status_code == 404
    assert browser.get(reverse("ways:efforts")).status_code == 403
    assert browser.get(reverse("ways:effort", args=["tech_staff"])).status_code == 403


def test_lin_sets_an_effort_and_the_routes_go_by_it(office, short):  # noqa: F811
    moved = next(iter(page(office, short).context["found"].routes[0].values))
    address = reverse("ways:effort", args=[moved])
    assert office.get(address).context["form"].initial["effort_per_step"] == "1"
    dear = EFFORT | {"effort_fixed": "5000", "lead_months": "1", "most_a_year": "3000"}
    shown = office.post(address, dear, follow=True).content.decode()
    assert "庆技改办〔2026〕5号" in shown
    assert "县定" in shown
    after = page(office, short).context["found"].routes[0]
    assert moved not in after.values or len(after.effort.replace(",", "")) > 3


def test_an_effort_that_makes_no_sense_stays_on_the_page(office, county):
    address = reverse("ways:effort", args=["tech_staff"])
    nothing = {"effort_fixed": "0", "effort_per_step": "0"}
    answer = office.post(address, EFFORT | nothing)
    assert "工作量合计为 0" in answer.content.decode()
    assert office.post(address, EFFORT | {"decision": ""}).status_code == 422
    early = office.post(address, EFFORT | {"valid_from": "2020-01-01"})
    assert "没有“enterprise”的工作量设定" in early.content.decode()
    assert not EffortWeight.objects.exists()
    assert office.get(reverse("ways:effort", args=["nothing"])).status_code == 404


def test_whoever_answers_for_a_township_reads_efforts_and_sets_none(sign_in, bo):
    browser = sign_in(bo)
    assert browser.get(reverse("ways:efforts")).status_code == 200
    assert browser.post(reverse("ways:effort", args=["tech_staff"]), EFFORT).status_code == 403


def test_the_pages_are_english_in_english(office, short):  # noqa: F811
    with override("en"):
        office.cookies["django_language"] = "en"
        shown = page(office, short).content.decode()
    assert "Rule applied anew: met" in shown
    assert "Without this step: not met" in shown


def test_a_program_finds_the_same_ways_and_sets_efforts(call, writer, reader, short):  # noqa: F811
    status, told = call("GET", f"ways/enterprises/{short.pk}/cn.tech_sme?routes=2", reader)
    assert (status, len(told["routes"])) == (200, 2)
    assert told["routes"][0]["steps"][0]["without"]["en"].startswith("not met")
    body = EFFORT | {"lead_months": 6, "most_a_year": 4}
    assert call("PUT", "ways/efforts/tech_staff", reader, body)[0] == 403
    assert call("PUT", "ways/efforts/tech_staff", writer, body)[0] == 200
    status, told = call("GET", "ways/efforts?on=2026-11-16", reader)
    assert (status, told[0]["is_own"], told[0]["effort_per_step"]) == (200, True, "50.5")
    status, refused = call("GET", f"ways/enterprises/{short.pk}/county_default", reader)
    assert (status, refused["code"]) == (409, "ways.not_about_enterprises")
