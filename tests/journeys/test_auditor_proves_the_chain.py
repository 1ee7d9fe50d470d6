"""The auditor: every change, one of them in detail, and the head that proves the whole."""

import pytest
from playwright.sync_api import expect

from tests.journeys.server import in_home

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def test_the_auditor_follows_one_change_and_proves_the_chain(read_county, door):
    page = door.signed_in(read_county.address, "auditor")
    page.get_by_role("link", name="修改记录").first.click()
    total = read_county.value("SELECT count(*) FROM audit_changeset")
    expect(page.locator(".count")).to_contain_text(f"{total:,}")

    page.goto("/changes/?q=海关")
    page.locator("[data-row] th a").first.click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("因海关查验晚到八天")
    expect(panel.get_by_role("button", name="撤销")).to_have_count(0)
    page.keyboard.press("o")
    expect(page.locator("#main h1")).to_be_visible()

    page.goto("/changes/head/")
    head = page.locator(".chain-head").inner_text().strip()
    number, digest = read_county.rows(
        "SELECT id, digest FROM audit_changeset ORDER BY id DESC LIMIT 1"
    )[0]
    kept = digest if isinstance(digest, str) else digest.hex()
    assert head == f"{number}:{kept}"
    command = page.locator(".chain-line").inner_text().split()
    assert command[:3] == ["jigai", "audit", "verify"]
    assert in_home(read_county.home, "-m", *command)
