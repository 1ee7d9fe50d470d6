"""A firm asks for help on its phone; office and unit work on it; the firm alone ends it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
TITLE = "二期车间缺一台变压器"
NEWEST = "SELECT MAX(id) FROM support_enterpriserequest"
STATE = "SELECT state FROM support_enterpriserequest WHERE id = ?"


def test_a_request_goes_from_asking_to_a_rating(own_county, door):
    """Firm on the phone, office and unit at the desk, firm again."""
    firm = door.signed_in(own_county.address, "enterprise", screen="phone")
    asks(firm)
    number = own_county.value(NEWEST)
    office = door.signed_in(own_county.address, "office")
    accepts_and_hands_over(office, number)
    park = door.signed_in(own_county.address, "park")
    answers(park, number)
    assert own_county.value(STATE, number) == "answered"
    nobody_but_the_firm_may_end_it(office, number)
    door.complaints.clear()
    confirms_and_rates(firm, number)
    assert own_county.value(STATE, number) == "closed"


def asks(page):
    page.goto("/support/raise/")
    fits_and_is_accessible(page)
    page.get_by_label("诉求标题").fill(TITLE)
    page.get_by_label("诉求内容").fill("设备已到厂，供电容量不足，盼12月底前增容。")
    page.get_by_label("类别").select_option(index=1)
    page.get_by_role("button", name="提出").click()
    expect(page.get_by_text("诉求已提出").first).to_be_visible()


def accepts_and_hands_over(page, number):
    page.goto(f"/support/{number}/accept/")
    fits_and_is_accessible(page)
    page.get_by_role("button", name="受理").click()
    page.goto(f"/support/{number}/assign/")
    page.get_by_label("承办单位").select_option(label="经济开发区管委会")
    page.get_by_label("交办要求").fill("请会同供电公司核定方案")
    page.get_by_role("button", name="交办").click()
    expect(page.locator("#main h1")).to_have_text(TITLE)
    expect(page.locator("#main")).to_contain_text("经济开发区管委会")
    fits_and_is_accessible(page)


def answers(page, number):
    page.goto(f"/support/{number}/answer/")
    fits_and_is_accessible(page)
    page.get_by_label("办理结果").select_option(index=0)
    page.get_by_label("答复内容").fill("增容方案已核定，12月20日送电。")
    page.get_by_role("button", name="答复").click()
    expect(page.locator("#main")).to_contain_text("12月20日送电")


def nobody_but_the_firm_may_end_it(page, number):
    answer = page.goto(f"/support/{number}/confirm/")
    assert answer.status in {403, 404}


def confirms_and_rates(page, number):
    page.goto(f"/support/{number}/")
    fits_and_is_accessible(page)
    page.goto(f"/support/{number}/confirm/")
    page.get_by_role("button", name="确认").click()
    page.goto(f"/support/{number}/rate/")
    page.locator("input[type=radio]").first.check()
    page.locator("form.form .primary").click()
    page.goto(f"/support/{number}/")
    expect(page.locator("#main")).to_contain_text("企业评价")
    fits_and_is_accessible(page)


def fits_and_is_accessible(page):
    assert serious_findings(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
