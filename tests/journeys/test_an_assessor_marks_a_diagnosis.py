"""The assessor marks a firm's self-assessment on the phone; the office takes a gap from it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
HANDED_IN = "SELECT MIN(id) FROM diagnosis_diagnosis WHERE state = 'handed_in'"
STATE = "SELECT state FROM diagnosis_diagnosis WHERE id = ?"
GAPS = "SELECT COUNT(*) FROM diagnosis_gap WHERE diagnosis_id = ?"


def test_both_sides_stand_side_by_side_and_a_gap_follows(own_county, door):
    number = own_county.value(HANDED_IN)
    reviewer = door.signed_in(own_county.address, "reviewer", screen="phone")
    takes_over_what_the_firm_said(reviewer, number)
    changes_one_answer(reviewer, number)
    finishes(reviewer, number)
    assert own_county.value(STATE, number) == "assessed"
    sees_where_they_differ(reviewer)

    before = own_county.value(GAPS, number)
    office = door.signed_in(own_county.address, "office", screen="desk")
    writes_a_gap(office, number)
    assert own_county.value(GAPS, number) == before + 1
    prints_one_page(office, number)


def takes_over_what_the_firm_said(page, number):
    page.goto(f"/diagnosis/{number}/answers/assessor/")
    fits_and_is_accessible(page)
    page.get_by_role("button", name="未评的题先沿用企业自评").click()
    page.goto(f"/diagnosis/{number}/answers/assessor/")
    expect(page.locator("#main")).to_contain_text("企业自评：")


def changes_one_answer(page, number):
    group = page.locator("details.group").filter(has=page.locator("select")).first
    choice = group.locator("select").first
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    chosen = choice.input_value()
    other = choice.locator("option").evaluate_all("all => all.map(one => one.value)")
    expect(choice).to_be_visible()
    choice.select_option(next(value for value in other if value not in {"", chosen}))
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(f"**/diagnosis/{number}/")


def finishes(page, number):
    page.goto(f"/diagnosis/{number}/answers/assessor/finish/")
    fits_and_is_accessible(page)
    page.get_by_label("修改原因").fill("现场核对后完成")
    page.locator("form.form .primary").click()
    expect(page.locator("#main h1 .tag")).to_have_text("已评估")


def sees_where_they_differ(page):
    section = page.locator("section").filter(has=page.get_by_role("heading", name="分歧"))
    expect(section.locator("tbody tr")).to_have_count(1)
    fits_and_is_accessible(page)


def writes_a_gap(page, number):
    page.goto(f"/diagnosis/{number}/gaps/")
    fits_and_is_accessible(page)
    for box in page.locator("form.form textarea:visible, form.form input[type=text]:visible").all():
        if not box.input_value():
            box.fill("关键工序仍靠人工记录")
    for choice in page.locator("form.form select:visible").all():
        if not choice.input_value():
            choice.select_option(index=1)
    page.locator("form.form .primary").click()
    page.goto(f"/diagnosis/{number}/")
    expect(page.locator("#main")).to_contain_text("关键工序仍靠人工记录")
    fits_and_is_accessible(page)


def prints_one_page(page, number):
    page.goto(f"/diagnosis/{number}/")
    address = page.get_by_role("link", name="打印一页").get_attribute("href")
    assert page.request.get(address).body().startswith(b"%PDF")


def fits_and_is_accessible(page):
    assert serious_findings(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
