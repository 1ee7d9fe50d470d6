"""The reviewer's queue: accept and return in bulk with a reason, and take it back."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
STATES = """
    SELECT p.state, count(*) FROM projects_progressreport p
    WHERE p.period = '2026-11B' GROUP BY 1 ORDER BY 1
"""
REASON = "请补充设备到货凭证"


def test_the_reviewer_returns_one_with_a_reason_accepts_the_rest_and_takes_it_back(
    own_county, door
):
    page = door.signed_in(own_county.address, "reviewer")
    page.locator("a.task").filter(has_text="待审核").click()
    expect(page.locator("tr[id^=report-]")).to_have_count(30)

    returned = page.locator("tr[id^=report-]").filter(has_text="崔口镇人民政府").first
    name = returned.locator("label span").inner_text()
    returned.get_by_role("checkbox").check()
    page.get_by_role("button", name="退回…").click()
    expect(page.locator("#main")).to_contain_text("还没有保存任何内容")
    page.get_by_role("button", name="确认退回").click()
    expect(page.get_by_label("退回原因")).to_be_focused()
    page.get_by_label("退回原因").fill(REASON)
    page.get_by_role("button", name="确认退回").click()
    expect(page.locator("#main")).to_contain_text("退回 1 份")
    the_unit_reads_why(door.signed_in(own_county.address, "cuikou"), name)

    page.get_by_role("link", name="继续审核").click()
    page.get_by_label("全部 29 条").check()
    page.get_by_role("button", name="通过…").click()
    page.get_by_role("button", name="确认通过").click()
    expect(page.locator("#main")).to_contain_text("通过 29 份")
    assert own_county.rows(STATES) == [("accepted", 29), ("returned", 1)]

    page.get_by_role("button", name="全部撤销").click()
    expect(page.locator("tr[id^=report-]")).to_have_count(29)
    assert own_county.rows(STATES) == [("returned", 1), ("submitted", 29)]


def the_unit_reads_why(unit, name):
    card = unit.locator(".report-card").filter(has_text=name)
    expect(card).to_contain_text(REASON)
    card.get_by_role("link", name="修改后重报").click()
    expect(unit.get_by_role("alert")).to_contain_text(REASON)
