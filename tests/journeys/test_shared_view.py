"""X23: save, share, open on a phone as another user: same rows, minus those out of scope."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_view_shared_at_the_desk_opens_on_the_phone_with_own_rows_alone(open_page, session_of_bo):
    desk = open_page("/enterprises/?q=size:medium&sort=-name")
    desk.click("[data-dialog=view-sheet]")
    desk.fill("#view-name", "中型企业")
    desk.select_option("#view-audience", "all")
    desk.get_by_role("button", name="保存视图").click()
    expect(desk.locator(".count")).to_contain_text("60 家企业中的 20")
    at_the_desk = names(desk)

    phone = open_page("/enterprises/?view=all", screen="phone", session=session_of_bo)
    phone.click("[data-dialog=view-sheet]")
    phone.get_by_role("link", name="中型企业", exact=True).click()
    expect(phone.locator(".count")).to_contain_text("中的 18；另有 2 不在您的范围内")
    assert names(phone) == [
        name for name in at_the_desk if not name.startswith(("庆云第27", "庆云第57"))
    ]
    assert serious_findings(phone) == []

    phone.click("[data-dialog=view-sheet]")
    phone.get_by_role("button", name="关注 中型企业", exact=True).click()
    expect(phone.locator("#main h1")).to_have_text("关注与提醒")
    expect(phone.locator("#main")).to_contain_text("您关注了 林某 共享的这个视图")
    assert serious_findings(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def names(page):
    return [name.strip() for name in page.locator("tbody th a").all_inner_texts()]
