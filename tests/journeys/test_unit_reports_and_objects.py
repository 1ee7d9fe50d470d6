"""A responsible unit: what waits, the report with what stands beside it, the badge and its why."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
STARTS_AT = "2026-11-24T09:00:00+08:00"  # objections to the first half are taken until the 25th
PROJECT = "丙辰电缆桥架车间数字化升级项目"
BLUE = "戊午隔膜设备更新项目"
REPORT = """
    SELECT r.state, r.progress_bp, r.year_investment_fen FROM projects_progressreport r
    JOIN projects_project p ON p.id = r.project_id WHERE r.period = '2026-11B' AND p.name = ?
"""
OBJECTION = "SELECT lodged_by FROM badges_objection WHERE text = ?"


def test_the_unit_reports_on_the_phone_and_says_why_a_figure_fell(own_county, door):
    page = door.signed_in(own_county.address, "cuikou", screen="phone")
    card = page.locator(".report-card").filter(has_text=PROJECT)
    card.get_by_role("link", name="填报").click()
    beside = page.locator(".field").filter(has_text="形象进度").first
    for word in ("上期", "计划", "范围"):
        expect(beside).to_contain_text(word)

    page.get_by_label("形象进度").fill("65")
    page.get_by_label("本年累计完成投资").fill("700")
    page.get_by_label("数据日期").fill("2026-11-24")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".error-list")).to_be_visible()
    assert ("submitted",) not in [row[:1] for row in own_county.rows(REPORT, PROJECT)]
    page.get_by_label("变化原因").fill("上期误将合同额计入")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交，等待审核")).to_be_visible()
    assert own_county.rows(REPORT, PROJECT) == [("submitted", 6500, 700_000_000)]

    reviewer = door.signed_in(own_county.address, "reviewer")
    reviewer.goto("/rounds/2026-11B/review/?jump=1")
    queued = reviewer.locator("tr[id^=report-]").filter(has_text=PROJECT)
    expect(queued).to_contain_text("上期误将合同额计入")


def test_the_unit_reads_why_its_badge_is_blue_and_objects(own_county, door):
    page = door.signed_in(own_county.address, "cuikou")
    page.get_by_role("link", name="红黄蓝金").first.click()
    page.goto("/badges/2026-11A/?q=colour:blue")
    page.get_by_role("link", name=BLUE).click()
    panel = page.locator("#panel")
    expect(panel.locator("h1")).to_have_text(BLUE)
    expect(panel).to_contain_text("为什么是这块牌")
    expect(panel).to_contain_text("按存档数据重算一致")
    why = "设备已于十一月十日到货，单据见附件。"
    panel.get_by_label("异议理由").fill(why)
    panel.get_by_role("button", name="提出异议").click()
    expect(page.locator("#objections")).to_contain_text(why)
    assert own_county.rows(OBJECTION, why) == [("薄云归",)]

    reviewer = door.signed_in(own_county.address, "reviewer")
    reviewer.locator("a.task").filter(has_text="异议待裁定").click()
    item = reviewer.locator("li").filter(has_text=why)
    item.get_by_label("裁定理由").fill("凭证齐全")
    item.get_by_role("button", name="不成立").click()
    page.reload()
    expect(page.locator("#objections")).to_contain_text("异议不成立")
    expect(page.locator("#objections")).to_contain_text("凭证齐全")


def test_the_unit_sees_no_project_of_another_town(own_county, door):
    page = door.signed_in(own_county.address, "cuikou")
    other = own_county.value(
        "SELECT id FROM projects_project WHERE name = '壬午锂电材料扩能技改项目'"
    )
    for path in (f"/projects/{other}/", f"/rounds/2026-11B/reports/{other}/"):
        assert page.goto(path).status == 404
