import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = [
    "/enterprises/",
    "/enterprises/?q=size:large",
    "/projects/",
    "/projects/1/",
    "/me/account/",
    "/accounts/2fa/",
    "/search/?q=qyd",
    "/patterns/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("screen", ["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_are_accessible_and_fit_the_screen(open_page, path, screen, language):
    page = open_page(path, screen=screen, language=language)
    assert serious_findings(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_sign_in_is_accessible(open_page, screen):
    assert serious_findings(open_page("/accounts/login/", screen=screen, signed_in=False)) == []


@pytest.mark.parametrize("sheet", ["filter-sheet", "view-sheet", "column-sheet"])
def test_sheets_of_a_list_are_accessible_on_the_phone(open_page, sheet):
    page = open_page("/enterprises/", screen="phone")
    page.click(f"[data-dialog={sheet}]")
    expect(page.locator(f"#{sheet}")).to_be_visible()
    assert serious_findings(page) == []


def test_a_list_works_without_a_mouse(open_page):
    page = open_page("/enterprises/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h1")).to_have_text("庆云第1母线有限公司")
    assert serious_findings(page) == []
    page.keyboard.press("o")
    expect(page.locator("#main h1")).to_have_text("庆云第1母线有限公司")


def test_a_filter_by_click_stands_in_the_link(open_page):
    page = open_page("/enterprises/")
    page.click("[data-dialog=filter-sheet]")
    page.get_by_role("checkbox", name="中型").check()
    page.get_by_role("button", name="应用").click()
    expect(page.locator(".count")).to_contain_text("60 家企业中的 20")
    assert "q=size%3Amedium" in page.url


def test_columns_are_chosen_and_ordered(open_page):
    page = open_page("/enterprises/")
    page.click("[data-dialog=column-sheet]")
    page.get_by_role("checkbox", name="产业方向").uncheck()
    page.get_by_role("button", name="上移 规模").click()
    page.get_by_role("button", name="应用").click()
    heads = page.locator("thead th")
    expect(heads).to_contain_text(["企业名称", "统一社会信用代码", "乡镇", "规模", "入库登记编号"])


def test_the_palette_finds_a_record_by_initials(open_page):
    page = open_page("/me/account/")
    page.keyboard.press("Control+k")
    page.keyboard.type("qydm")
    expect(page.locator("#palette li").first).to_contain_text("母线")
    page.keyboard.press("Enter")
    expect(page.locator("#main h1")).to_contain_text("母线")


def test_the_next_page_goes_on_where_the_first_ended(open_page):
    page = open_page("/enterprises/")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator("[data-row]")).to_have_count(20)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_project_list_shows_all_its_columns_and_whole_dates_at_the_desk(open_page, language):
    page = open_page("/projects/", language=language)
    sheet = page.locator(".sheet")
    assert sheet.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    day = page.locator("td[data-kind=date]").first
    assert day.evaluate("cell => getComputedStyle(cell).whiteSpace") == "nowrap"


def test_the_pager_of_a_list_is_in_reach_of_the_thumb(open_page):
    page = open_page("/enterprises/", screen="phone")
    expect(page.get_by_role("link", name="下一页")).to_be_in_viewport()


def test_a_card_on_the_phone_leaves_out_what_is_unknown(open_page):
    page = open_page("/projects/", screen="phone")
    assert page.locator("td[data-absent]").count() > 0
    assert page.locator("td[data-absent]").filter(visible=True).count() == 0


def test_the_sections_of_a_project_stay_in_reach(open_page):
    page = open_page("/projects/1/")
    page.get_by_role("link", name="修改记录").last.click()
    expect(page.locator(".sections")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="修改记录")).to_be_in_viewport()


def test_a_chart_is_drawn_and_named_under_the_strict_policy(open_page):
    page = open_page("/patterns/")
    expect(page.locator(".drawing svg")).to_be_visible()
    expect(page.locator(".drawing")).to_have_attribute("aria-label", "计划与完成投资，十个月")
    assert serious_findings(page) == []


def test_money_shows_both_units_while_typing(open_page):
    page = open_page("/patterns/")
    page.fill("#id_paid", "1234.56")
    expect(page.locator("[data-money-words]")).to_have_text("12,345,600 元 = 1,234.56 万元")


def test_the_first_wrong_field_has_the_focus_and_the_list_links_to_it(open_page):
    page = open_page("/patterns/")
    expect(page.locator("#id_paid")).to_be_focused()
    expect(page.locator(".error-list a")).to_have_attribute("href", "#id_paid")
