"""The office reads a chain on the phone, then draws and decides whom the budget supports."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
NEWEST = "SELECT MAX(id) FROM supply_portfolio"
FIRM = """
    SELECT p.enterprise_id FROM supply_supplytie t JOIN supply_party p ON p.id = t.supplier_id
    WHERE p.enterprise_id IS NOT NULL ORDER BY t.id LIMIT 1
"""
DECIDED = "SELECT COUNT(*) FROM supply_portfoliodecision WHERE portfolio_id = ?"


def test_missing_links_lead_to_a_proposal_which_people_decide(own_county, door):
    leader = door.signed_in(own_county.address, "leader", screen="phone")
    reads_the_chain(leader, own_county.value(FIRM))
    office = door.signed_in(own_county.address, "office")
    draws(office)
    number = own_county.value(NEWEST)
    reads_why_each_project_is_in_or_out(office, number)
    decides(office, number)
    assert own_county.value(DECIDED, number) == 1


def reads_the_chain(page, firm):
    page.goto("/supply/")
    fits_and_is_accessible(page)
    page.locator("#main").get_by_role("link", name="电气装备").first.click()
    expect(page.locator("#main svg").first).to_be_visible()
    fits_and_is_accessible(page)
    page.goto(f"/supply/firms/{firm}/")
    fits_and_is_accessible(page)


def draws(page):
    page.goto("/supply/portfolio/new/")
    fits_and_is_accessible(page)
    page.get_by_label("方案名称").fill("2027年上半年支持方案")
    page.get_by_label("预算总额").fill("800")
    page.get_by_label("在建").check()
    page.get_by_label("修改原因").fill("测算上半年方案")
    page.locator("form.form .primary").click()
    expect(page.locator("#main")).to_contain_text("这是测算方案，由人决定")


def reads_why_each_project_is_in_or_out(page, number):
    assert page.url.rstrip("/").endswith(f"/{number}")
    expect(page.locator("#main")).to_contain_text("这是测算方案，由人决定")
    expect(page.locator("#main")).to_contain_text("再加 100 万元")
    fits_and_is_accessible(page)


def decides(page, number):
    page.goto(f"/supply/portfolio/{number}/decide/")
    fits_and_is_accessible(page)
    page.get_by_label("会议或文件").fill("县政府专题会议纪要〔2026〕12号")
    page.get_by_label("修改原因").fill("按会议决定登记")
    page.locator("form.form .primary").click()
    page.wait_for_url(f"**/supply/portfolio/{number}/")
    expect(page.locator("#main")).to_contain_text("专题会议纪要")
    fits_and_is_accessible(page)


def fits_and_is_accessible(page):
    assert serious_findings(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
