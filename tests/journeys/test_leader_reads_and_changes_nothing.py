"""The leader: from figures to lists, as of a day, and no way to change anything."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
CHANGES = "SELECT count(*) FROM audit_changeset"


def test_each_figure_of_the_overview_opens_a_list_of_that_length(read_county, door):
    page = door.signed_in(read_county.address, "leader")
    page.goto("/")
    count = int(page.locator(".tile-red .figure").first.inner_text().split()[0].rstrip("项"))
    page.locator(".tile-red").first.click()
    expect(page.locator("[data-row]")).to_have_count(count)
    page.go_back()
    page.get_by_text("各乡镇项目牌数").click()
    row = page.locator("tr").filter(has=page.get_by_role("link", name="崔口镇"))
    of_town = int(row.locator("td").first.inner_text())
    row.get_by_role("link", name="崔口镇").click()
    expect(page.locator("[data-row]")).to_have_count(of_town)
    stored = """
        SELECT count(*) FROM badges_projectbadge b JOIN rounds_round r ON r.id = b.round_id
        WHERE r.period = '2026-11A' AND b.colour = 'red'
    """
    assert read_county.value(stored) == count


def test_the_leader_reads_the_county_as_of_a_past_day(read_county, door):
    page = door.signed_in(read_county.address, "leader")
    page.goto("/")
    page.get_by_label("查看截至某日").fill("2026-06-30")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.locator("#main")).to_contain_text("这是 2026年6月30日 的数据，只能查看。")
    page.goto("/projects/?as_of=2026-06-30")
    expect(page.locator(".count")).to_contain_text(re.compile(r"\d+ 个项目"))
    page.get_by_role("link", name="回到现在").click()
    expect(page.locator("#main")).not_to_contain_text("只能查看")


def test_the_leader_finds_no_way_to_change_anything(read_county, door):
    before = read_county.value(CHANGES)
    page = door.signed_in(read_county.address, "leader", screen="phone")
    for path in (
        "/",
        "/rounds/2026-11B/",
        "/projects/49/",
        "/badges/2026-11A/49/",
        "/enterprises/1/",
    ):
        page.goto(path)
        posting = page.locator("#main form[method=post]")
        assert posting.count() == 0, path
    for path in (
        "/rounds/open/",
        "/projects/register/",
        "/projects/49/edit/",
        "/ledgers/",
        "/setup/",
    ):
        assert page.goto(path).status in {403, 404}, path
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    answer = page.request.post(
        f"{read_county.address}/api/v1/rounds",
        data={"period": "2026-12A", "reason": "试试"},
        headers={"X-CSRFToken": cookies["csrftoken"]},
    )
    assert (answer.status, answer.json()["code"]) == (403, "role.missing")
    assert read_county.value(CHANGES) == before
