"""X25: a block from a sheet is pasted, looked at, saved with Enter and taken back with Ctrl+Z."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings
from tests.journeys.small_county import PERIOD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PATIENCE_MS = 30_000
"""How long a busy machine may take to check a block."""
GRID = f"/rounds/{PERIOD}/grid/"
ROW = ["62.5", "1,234.5", "2026-11-10", "二号车间封顶", "缺电缆", "设备集中到货"]
PASTE = """([element, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def cell(page, row, field):
    return page.locator("tr[data-project]").nth(row).locator(f"[data-field={field}]")


def paste(page, at, rows):
    at.focus()
    text = "\r\n".join("\t".join(row) for row in rows)
    page.evaluate(PASTE, [at.element_handle(), text])


def status(page):
    return page.locator("[data-grid-status]")


def test_a_block_of_20_by_6_with_two_bad_cells_is_pasted_saved_and_taken_back(open_page):
    page = open_page(GRID)
    rows = [list(ROW) for _ in range(20)]
    rows[4][0], rows[9][2] = "120", "11月"
    paste(page, cell(page, 0, "progress_bp"), rows)
    expect(status(page)).to_contain_text("118 格可用，2 格有误", timeout=PATIENCE_MS)
    expect(page.locator("[aria-invalid=true]")).to_have_count(2)
    expect(cell(page, 4, "progress_bp").locator("+ small")).to_contain_text("0 到 100")
    assert serious_findings(page) == []
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("已保存 118 格；2 格有误", timeout=PATIENCE_MS)
    again = open_page(GRID)
    expect(cell(again, 0, "problem")).to_have_value("缺电缆")
    expect(cell(again, 4, "progress_bp")).to_have_value("")
    page.keyboard.press("Control+z")
    expect(status(page)).to_contain_text("已撤销，恢复 20 份", timeout=PATIENCE_MS)
    expect(cell(page, 0, "problem")).to_have_value("")
    after = open_page(GRID)
    expect(cell(after, 0, "problem")).to_have_value("")


def test_escape_gives_a_pasted_block_up_and_nothing_was_saved(open_page):
    page = open_page(GRID)
    paste(page, cell(page, 2, "problem"), [["甲", "乙"], ["丙", "丁"]])
    expect(cell(page, 3, "jump_reason")).to_have_value("丁")
    expect(status(page)).to_contain_text("4 格可用", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    expect(cell(page, 3, "jump_reason")).to_have_value("")
    expect(status(page)).to_contain_text("已放弃", timeout=PATIENCE_MS)


def test_what_does_not_fit_into_the_sheet_is_said(open_page):
    page = open_page(GRID)
    paste(page, cell(page, 19, "jump_reason"), [["一", "二"], ["三", "四"]])
    expect(status(page)).to_contain_text("超出表格的 3 格没有放入", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")


def test_the_sheet_is_walked_and_edited_by_keys_alone(open_page):
    page = open_page(GRID)
    cell(page, 0, "progress_bp").focus()
    page.keyboard.press("ArrowDown")
    expect(cell(page, 1, "progress_bp")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cell(page, 1, "year_investment_fen")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell(page, 1, "data_on")).to_be_focused()
    cell(page, 1, "problem").focus()
    page.keyboard.type("缺人")
    page.keyboard.press("Escape")
    expect(cell(page, 1, "problem")).to_have_value("")
    page.keyboard.type("缺")
    page.keyboard.press("F2")
    page.keyboard.type("电")
    page.keyboard.press("Enter")
    expect(cell(page, 2, "problem")).to_be_focused()
    expect(cell(page, 1, "problem")).to_have_value("缺电")
    page.keyboard.press("Control+z")
    expect(cell(page, 1, "problem")).to_have_value("")


def test_a_chosen_block_is_copied_as_a_sheet_writes_it(open_page):
    page = open_page(GRID)
    paste(page, cell(page, 0, "problem"), [["甲", "乙"], ["丙", "丁"]])
    cell(page, 0, "problem").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    copied = page.evaluate(
        """() => {
          const data = new DataTransfer();
          document.activeElement.dispatchEvent(
            new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData("text/plain");
        }"""
    )
    assert copied == "甲\t乙\n丙\t丁"


def test_on_the_phone_each_project_has_its_own_form(open_page):
    page = open_page(GRID, screen="phone")
    expect(page.locator("[data-grid]")).to_be_hidden()
    page.locator(".grid-phone a").first.click()
    assert re.search(rf"/rounds/{PERIOD}/reports/\d+/$", page.url)


@pytest.mark.parametrize("screen", ["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", [GRID, "/projects/", "/bulk/", "/changes/entries/"])
def test_the_pages_are_accessible_and_fit_the_screen(open_page, path, screen, language):
    page = open_page(path, screen=screen, language=language)
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_rows_are_ticked_by_keys_and_changed_in_bulk(open_page):
    page = open_page("/projects/")
    for key in "jxjx":
        page.keyboard.press(key)
    expect(page.locator("[data-ticked]")).to_have_text("2")
    page.get_by_role("button", name=re.compile("勾选的")).click()
    expect(page.locator("#main h1")).to_have_text("批量修改")
    assert serious_findings(page) == []
    page.get_by_label("责任领导").fill("王某")
    page.get_by_role("button", name="预览").click()
    page.get_by_label("修改原因").fill("分工调整")
    page.get_by_role("button", name="确认修改 2 条").click()
    expect(page.locator(".toast")).to_contain_text("已修改 2 条")
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("已恢复 2 条")
