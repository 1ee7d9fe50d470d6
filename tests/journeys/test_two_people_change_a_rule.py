"""The office drafts a stricter badge rule; the administrator, not the office, releases it."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings
from tests.journeys.server import in_home
from tests.journeys.test_office_runs_a_half_month import open_the_next_round

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
STARTS_AT = "2026-12-04T09:00:00+08:00"
EDITIONS = "SELECT count(*) FROM scoring_ruleedition"
BADGES = "SELECT count(*) FROM badges_projectbadge"


def test_a_rule_is_drafted_previewed_released_by_another_and_computes_its_round(own_county, door):
    page = door.signed_in(own_county.address, "office")
    before, badges = own_county.value(EDITIONS), own_county.value(BADGES)
    begins(page)
    raises_the_blue_line(page)
    looks_who_would_move(page)
    assert (own_county.value(EDITIONS), own_county.value(BADGES)) == (before, badges)
    confirms_the_cases(page)
    submits(page)

    number = re.search(r"/drafts/(\d+)/", page.url)[1]
    releases(page, number)
    expect(page.locator("#main")).to_contain_text("不能自己发布")
    assert own_county.value(EDITIONS) == before
    door.complaints.clear()

    admin = door.signed_in(own_county.address, "admin")
    expect(admin.locator("a.task").filter(has_text="规则草稿待复核")).to_be_visible()
    releases(admin, number)
    expect(admin.locator("#coming")).to_contain_text("庆技改办〔2026〕12号")
    assert own_county.value(EDITIONS) == before + 1

    open_the_next_round(page)
    in_home(own_county.home, "-m", "jigai", "badges", "compute", "2026-12A")
    page.reload()
    expect(page.locator(".page-head .tag")).to_have_text("初评公示")
    digest = own_county.value("SELECT digest FROM scoring_ruleedition ORDER BY id DESC LIMIT 1")
    used = own_county.rows(
        "SELECT DISTINCT b.rule_hash FROM badges_projectbadge b"
        " JOIN rounds_round r ON r.id = b.round_id WHERE r.period = '2026-12A'"
    )
    assert used == [(digest,)]


def begins(page):
    page.goto("/rules/editions/")
    row = page.locator("#in_force tr").filter(has_text="county_default")
    row.get_by_role("link", name=re.compile("起草")).click()
    page.get_by_label("修改原因").fill("征求意见后提高蓝牌线")
    page.get_by_role("button", name="起草").click()
    expect(page.locator("#main h1")).to_have_text("项目红黄蓝金牌")
    assert serious_findings(page) == []


def raises_the_blue_line(page):
    row = page.locator("tr").filter(has_text="blue_from").filter(has_text="蓝牌最低总分")
    row.get_by_role("link", name=re.compile("改")).click()
    page.get_by_label("数值").fill("90")
    page.get_by_role("button", name="只检查").click()
    expect(page.locator("#main")).to_contain_text("还没有保存")
    page.get_by_role("button", name="写进草稿").click()
    expect(page.locator("#main")).to_contain_text("边界样例还证明不了它")
    assert serious_findings(page) == []


def looks_who_would_move(page):
    draft = page.url.split("#")[0]
    page.get_by_role("link", name="预览谁会变").click()
    expect(page.locator(".move-counts .move-down")).to_contain_text(re.compile(r"[1-9]\d* 下降"))
    expect(page.locator("tbody .changed-lines").first).to_contain_text("90")
    assert serious_findings(page) == []
    page.goto(draft)
    page.get_by_role("link", name="往期回测").click()
    expect(page.locator("#main")).to_contain_text("会是别的颜色")
    assert serious_findings(page) == []
    page.goto(draft)


def confirms_the_cases(page):
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="写入勾选的样例").click()
    expect(page.locator("#main")).to_contain_text("全部通过，可以提交")


def submits(page):
    page.get_by_role("link", name="提交复核").click()
    page.get_by_label("修改原因").fill("请复核")
    page.get_by_role("button", name="提交复核").click()
    expect(page.locator("#main")).to_contain_text("待复核")


def releases(page, number):
    page.goto(f"/rules/drafts/{number}/release/")
    page.get_by_label("自哪一天起执行").fill("2026-12-10")
    page.get_by_label("决定文件").fill("庆技改办〔2026〕12号")
    page.get_by_label("修改原因").fill("复核无误")
    page.get_by_role("button", name="发布").click()
