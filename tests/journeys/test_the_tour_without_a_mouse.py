"""A unit's half-month and the leader's overview by keyboard alone, the focus always to be seen."""

import pytest
from playwright.sync_api import expect

from tests.journeys.homes import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
PROJECT = "丙辰电缆桥架车间数字化升级项目"
STATE = """
    SELECT r.state FROM projects_progressreport r JOIN projects_project p ON p.id = r.project_id
    WHERE r.period = '2026-11B' AND p.name = ?
"""
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {is_page: at === document.body, is_visible: seen && (ring || style.boxShadow !== 'none'),
          told: at.outerHTML.slice(0, 120)};
}"""
MOST = 160


def test_a_unit_signs_in_finds_its_report_and_hands_it_in(own_county, door):
    page = signs_in(door, own_county.address, "cuikou")
    card = page.locator(".report-card").filter(has_text=PROJECT)
    reaches(page, card.get_by_role("link", name="填报"))
    page.keyboard.press("Enter")
    expect(page.locator("#main h1")).to_contain_text(PROJECT)
    for field, value in (("#id_progress_bp", "65"), ("#id_year_investment_fen", "1600")):
        reaches(page, page.locator(field))
        page.keyboard.press("Control+a")
        page.keyboard.type(value)
    reaches(page, page.get_by_role("button", name="提交"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()
    assert own_county.value(STATE, PROJECT) == "submitted"


def test_the_palette_opens_a_project_by_the_initials_of_its_name(read_county, door):
    page = signs_in(door, read_county.address, "leader")
    page.keyboard.press("Control+k")
    page.keyboard.type("bcdlqj")
    expect(page.locator("#palette li").first).to_contain_text("丙辰电缆桥架")
    page.keyboard.press("Enter")
    expect(page.locator("#main h1")).to_contain_text("丙辰电缆桥架")


def test_the_table_of_each_chart_and_of_the_map_is_reached_and_opened(read_county, door):
    page = signs_in(door, read_county.address, "leader")
    reaches(page, page.get_by_role("link", name="工作总览").first)
    page.keyboard.press("Enter")
    expect(page.locator("#main h1")).to_have_text("技术改造工作总览")
    for words, cell in (("各乡镇项目牌数", "崔口镇"), ("以表格查看", "2026年10月")):
        summary = page.locator("summary").filter(has_text=words).first
        reaches(page, summary)
        page.keyboard.press("Enter")
        table = page.locator("details[open]").filter(has=summary).locator("table")
        expect(table).to_be_visible()
        expect(table).to_contain_text(cell)


def signs_in(door, address, username):
    page = door.new_page(address)
    page.goto("/accounts/login/?next=/rounds/mine/")
    for field, value in (("#id_login", username), ("#id_password", PASSWORD)):
        reaches(page, page.locator(field))
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_url("**/rounds/mine/")
    expect(page.locator("#main h1")).to_be_visible()
    return page


def reaches(page, goal):
    """Press Tab until the goal has the focus; on the way each stop must show that it has it."""
    expect(goal).to_be_visible()
    for _press in range(MOST):
        if goal.evaluate("goal => goal === document.activeElement"):
            return
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["is_page"] or focus["is_visible"], focus["told"]
    raise AssertionError(f"{MOST} tabs did not lead to {goal}.")
