"""The first day of a real county, from the printed link to the first ledger."""

import pytest
from playwright.sync_api import expect

from tests.flows.test_import_ledger import row, sheet
from tests.journeys.homes import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
LEDGER = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = "庆云县2026年技改项目调度表（11月下半月）"
PEOPLE = (
    ("office", "林某", "技改办"),
    ("reviewer", "任某", "审核员"),
    ("cuikou", "薄某", "责任单位"),
)


def test_the_administrator_leads_an_empty_county_to_its_first_ledger(empty_county, door):
    county, secret = empty_county
    page = comes_in_by_the_link(door, county.address, secret)
    page.goto("/setup/")
    expect(still_missing(page)).to_have_count(6)

    step(page, "townships").get_by_label("逐行填写").fill("371423103 崔口镇\n371423001 渤海路街道")
    step(page, "townships").get_by_role("button", name="保存乡镇").click()
    step(page, "units").get_by_role("button", name="为这些乡镇建立责任单位").click()
    step(page, "calendar").get_by_role("button", name="载入内置的放假安排").click()
    settles_the_settings(page)
    chooses_a_rule(page)
    expect(still_missing(page)).to_have_count(2)

    for username, name, role in PEOPLE:
        admits(page, username, name, role)
    page.goto("/setup/")
    expect(still_missing(page)).to_have_count(1)
    page.goto("/")
    expect(page.locator(".notice.warn").first).to_contain_text("第一份台账")

    hands_in_the_first_ledger(page)
    page.goto("/setup/")
    expect(still_missing(page)).to_have_count(0)
    expect(page.locator("#main")).to_contain_text("开通工作已全部完成")
    assert county.value("SELECT count(*) FROM projects_project") == 2
    roles = county.rows("SELECT role FROM accounts_appointment ORDER BY role")
    assert [role for (role,) in roles] == ["administrator", "office", "reviewer", "unit"]


def still_missing(page):
    return page.locator(".card header .tag.warn")


def step(page, key):
    return page.locator(f"#{key}")


def comes_in_by_the_link(door, address, secret):
    page = door.new_page(address)
    page.goto(f"/people/join/{secret}/")
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    page.get_by_role("button", name="设置密码并登录").click()
    expect(page.locator(".shell")).to_be_visible()
    stranger = door.new_page(address)
    stranger.goto(f"/people/join/{secret}/")
    expect(stranger.locator("#id_password")).to_have_count(0)
    return page


def settles_the_settings(page):
    step(page, "settings").get_by_role("link", name="查看并修改").click()
    page.get_by_label("修改原因").fill("按工作方案确定")
    page.locator("form.form .primary").click()
    expect(page.locator("#main h1")).to_have_text("开通设置")


def chooses_a_rule(page):
    rule = step(page, "rule")
    rule.get_by_label("评定规则").select_option("county_default")
    rule.get_by_label("决定文件").fill("庆技改办〔2026〕1号")
    rule.get_by_role("button", name="选定").click()
    expect(step(page, "rule").locator(".tag.good")).to_be_visible()


def admits(page, username, name, role):
    page.goto("/people/new/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("角色").select_option(label=role)
    if role == "责任单位":
        page.locator("#id_agency_id").select_option(label="崔口镇")
    page.locator("form.form .primary").click()
    expect(page.locator("#main h1")).to_have_text("已开通")
    expect(page.locator("#main code").last).to_contain_text("/people/join/")


def hands_in_the_first_ledger(page):
    page.goto("/ledgers/")
    content = sheet(row(1), row(2), title=TITLE)
    page.set_input_files("#id_file", {"name": "调度表.xlsx", "mimeType": LEDGER, "buffer": content})
    page.get_by_role("button", name="检查").click()
    page.get_by_role("button", name="确认保存").click()
    expect(page.locator("#progress")).to_contain_text("全部 2 行已保存")
