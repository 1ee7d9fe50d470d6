"""The programme office from a township's ledger to the notice, and back again."""

import re

import pytest
from playwright.sync_api import expect

from tests.flows.test_import_ledger import row, sheet

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
STARTS_AT = "2026-12-04T09:00:00+08:00"  # the day after reports were due
TITLE = "庆云县2026年技改项目调度表（12月上半月）"
LEDGER = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROJECTS = "SELECT count(*) FROM projects_project WHERE name LIKE '母线改造%'"


def test_the_office_takes_in_a_ledger_and_takes_it_back(own_county, door):
    page = door.signed_in(own_county.address, "office")
    hand_in(page, sheet(row(1), row(2, total=-5), title=TITLE))
    expect(page.locator("#main")).to_contain_text("1 处错误，一行也没有保存")
    hand_in(page, sheet(row(1), row(2), title=TITLE))
    expect(page.locator(".tile").filter(has_text="新增")).to_contain_text("2")
    assert own_county.value(PROJECTS) == 0

    page.get_by_role("button", name="确认保存").click()
    expect(page.locator("#progress")).to_contain_text("全部 2 行已保存")
    assert own_county.value(PROJECTS) == 2
    page.goto("/projects/?q=母线改造")
    expect(page.locator("[data-row]")).to_have_count(2)
    page.goto("/ledgers/")
    page.get_by_role("link", name="调度表.xlsx").first.click()
    page.get_by_label("撤销原因").fill("导错了文件")
    page.get_by_role("button", name="整批撤销").click()
    expect(page.locator("#main")).to_contain_text("撤销结果")
    assert own_county.value(PROJECTS) == 0


def test_the_office_opens_computes_publishes_and_gives_notice(own_county, door):
    page = door.signed_in(own_county.address, "office")
    open_the_next_round(page)
    assert own_county.value("SELECT stage FROM rounds_round WHERE period = '2026-12A'") == "open"

    page.goto("/rounds/2026-11B/")
    expect(page.locator(".moment")).to_contain_text("审核")
    accept_everything(door.signed_in(own_county.address, "reviewer"))
    compute(page)
    publish(page)
    expect(page.locator(".page-head .tag")).to_have_text("已发布")
    assert (
        own_county.value(
            "SELECT count(*) FROM badges_board b JOIN rounds_round r ON r.id = b.round_id"
            " WHERE r.period = '2026-11B'"
        )
        == 1
    )

    pdf = give_notice(page)
    assert pdf.startswith(b"%PDF")
    leader = door.signed_in(own_county.address, "leader")
    leader.goto("/badges/2026-11B/frozen/")
    expect(leader.locator("#main h1")).to_be_visible()
    leader.goto("/changes/")
    expect(leader.locator("[data-row]").first).to_be_visible()


def hand_in(page, content):
    page.goto("/ledgers/")
    page.set_input_files("#id_file", {"name": "调度表.xlsx", "mimeType": LEDGER, "buffer": content})
    page.get_by_role("button", name="检查").click()
    expect(page.locator("#main h1")).to_have_text("调度表.xlsx")


def open_the_next_round(page):
    page.goto("/rounds/")
    page.get_by_role("link", name="开启一期").click()
    page.fill("#id_period", "2026-12A")
    page.get_by_role("button", name="开启").click()
    expect(page.locator("#main h1")).to_contain_text("2026年12月上半月")


def accept_everything(reviewer):
    reviewer.locator("a.task").filter(has_text="待审核").click()
    reviewer.get_by_label(re.compile("全部 30 条")).check()
    reviewer.get_by_role("button", name="通过…").click()
    reviewer.get_by_role("button", name="确认通过").click()
    expect(reviewer.locator("#main")).to_contain_text("通过 30 份")


def compute(page):
    page.reload()
    page.locator(".moment [data-dialog=close-dialog]").click()
    dialog = page.locator("#close-dialog")
    expect(dialog).to_contain_text("还有 63 项未报")
    dialog.get_by_role("button", name="计算").click()
    expect(page.locator(".page-head .tag")).to_have_text("初评公示")


def publish(page):
    page.get_by_role("button", name="提前发布").click()
    dialog = page.locator("#publish-dialog")
    dialog.get_by_label("提前发布").check()
    dialog.get_by_label("说明").fill("县长办公会提前调度")
    dialog.get_by_role("button", name="发布").click()


def give_notice(page):
    page.goto("/documents/notice/")
    page.get_by_role("button", name="生成并编号").click()
    expect(page.locator("#main h1")).to_contain_text("通报")
    assert re.search(r"〔2026〕1号", page.locator("#main").inner_text())
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    return download.value.path().read_bytes()
