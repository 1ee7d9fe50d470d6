"""The officer amends a plan; a second person, not the officer, approves it: desk and phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DRAFT = "SELECT id FROM planning_planversion WHERE state = 'draft'"
STATE = "SELECT state FROM planning_planversion WHERE id = ?"


def test_an_amendment_is_written_shown_submitted_and_approved_by_another(own_county, door):
    """The officer at the desk, who approves on the phone."""
    number = own_county.value(DRAFT)
    office = door.signed_in(own_county.address, "office", screen="desk")
    opens_the_draft(office, number)
    raises_the_target(office)
    shows_the_amended_line_only(office)
    submits(office, number)
    approves(office, number)
    expect(office.locator("#main")).to_contain_text("不能自己批准")
    assert own_county.value(STATE, number) == "submitted"
    door.complaints.clear()

    admin = door.signed_in(own_county.address, "admin", screen="phone")
    admin.goto("/planning/?q=is:waiting")
    expect(admin.locator("#main")).to_contain_text("庆云丙寅锂电材料有限公司")
    fits_and_is_accessible(admin)
    approves(admin, number)
    expect(admin.locator(".badge-line .tag")).to_have_text("已批准")
    assert own_county.value(STATE, number) == "approved"
    fits_and_is_accessible(admin)


def opens_the_draft(page, number):
    page.goto("/planning/1/")
    expect(page.locator("#main h1")).to_be_visible()
    page.goto(f"/planning/versions/{number}/")
    expect(page.locator(".badge-line .tag")).to_have_text("草稿")
    fits_and_is_accessible(page)


def raises_the_target(page):
    page.locator("#line-P1").get_by_role("link", name="修改 P1").click()
    page.get_by_label("目标值", exact=False).first.fill("75")
    fits_and_is_accessible(page)
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#line-P1")).to_contain_text("38 → 75")


def shows_the_amended_line_only(page):
    here = page.url.split("#")[0]
    page.get_by_role("link", name="看差异").click()
    line = page.locator("#line-P1")
    expect(line.locator("ins").filter(has_text="75")).to_be_visible()
    assert page.locator("section[id^=line-]").count() == 2
    fits_and_is_accessible(page)
    page.goto(here)


def submits(page, number):
    page.get_by_role("link", name="提交批准").click()
    page.get_by_label("修改原因").fill("目标经企业确认")
    page.get_by_role("button", name="提交批准").click()
    expect(page.locator(".badge-line .tag")).to_have_text("待批准")
    assert page.url.rstrip("/").endswith(str(number))


def approves(page, number):
    page.goto(f"/planning/versions/{number}/approve/")
    page.get_by_label("批准文件或会议").fill("专班会议纪要〔2026〕5号")
    page.get_by_label("修改原因").fill("同意修订")
    page.get_by_role("button", name="批准").click()


def fits_and_is_accessible(page):
    assert serious_findings(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
