"""The programme office asks for an effect twice: once it is printed, once it is refused."""

import pytest
from playwright.sync_api import expect

from tests.impact_cast import DRIFTING, SOUND, figures_of, panel_csv
from tests.journeys.server import in_home

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
SLOW_MS = 90_000  # a process of its own starts with its libraries
COLUMNS = {"unit": "firm", "time": "year", "cohort": "start", "column": "output"}


def test_the_office_gets_a_number_where_one_can_be_told_and_a_reason_where_not(own_county, door):
    page = door.signed_in(own_county.address, "office")
    page.goto("/")
    page.locator("#main").get_by_role("link", name="成效评估").click()
    expect(page.locator("#main tbody tr")).to_have_count(2)

    order(page, own_county, "技改与产值（可比）", panel_csv(*SOUND))
    expect(page.locator("#analysis .tag").first).to_have_text("已出结果", timeout=SLOW_MS)
    expect(page.locator("#analysis")).to_contain_text("95 % 区间")
    expect(page.locator(".drawing svg")).to_be_visible()
    number = own_county.value("SELECT max(id) FROM impact_analysis")
    paper = page.request.get(f"{own_county.address}/impact/{number}/paper/")
    assert paper.body().startswith(b"%PDF")

    order(page, own_county, "技改与产值（不可比）", panel_csv(*DRIFTING))
    expect(page.locator("#analysis .tag").first).to_have_text("不印数", timeout=SLOW_MS)
    expect(page.locator("#analysis")).to_contain_text("实施前趋势平行")
    expect(page.locator("#analysis")).to_contain_text("补什么数据有用")
    expect(page.locator(".drawing")).to_have_count(0)
    said = page.content()
    assert [one for one in figures_of(DRIFTING) if one in said] == []


def order(page, county, title, content):
    page.goto("/impact/")
    page.get_by_role("link", name="上传面板").click()
    for name, column in COLUMNS.items():
        page.fill(f"#id_{name}", column)
    page.fill("#id_title", title)
    page.fill("#id_outcome", "人均产值（万元）")
    page.set_input_files(
        "#id_file", {"name": "panel.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.fill("#id_reason", "年底评估")
    page.get_by_role("button", name="开始评估").click()
    page.get_by_role("link", name=title).click()
    expect(page.locator("#analysis .tag").first).to_have_text("正在计算")
    in_home(county.home, "manage.py", "db_worker", "--batch", "--no-startup-delay")
