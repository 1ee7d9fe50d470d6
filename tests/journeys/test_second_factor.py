"""A person turns the second factor on, leaves, and comes back with a code."""

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings
from tests.journeys.small_county import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(page):
    page.goto("/accounts/login/?next=/me/account/")
    page.fill("#id_login", "an")
    page.fill("#id_password", PASSWORD)
    page.click("form.form .primary")


def test_a_code_from_the_phone_and_a_recovery_code_open_the_door(open_page):
    page = open_page("/accounts/login/", screen="phone", signed_in=False)
    sign_in(page)
    expect(page.locator("dl.facts").nth(1)).to_contain_text("未开启")
    page.get_by_role("link", name="双重验证与通行密钥").click()
    page.locator("a[href*='totp/activate']").click()
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="确认").click()
    expect(page.locator("#authenticator_secret")).to_be_visible()
    assert serious_findings(page) == []
    page.fill("#id_code", code_of(page.input_value("#authenticator_secret")))
    page.locator("#main form.form .primary").click()
    page.goto("/accounts/2fa/recovery-codes/")
    codes = page.locator("#recovery_codes").input_value().split()
    assert len(codes) == 10
    page.goto("/me/account/")
    expect(page.locator("dl.facts").nth(1)).to_contain_text("已开启")
    page.get_by_role("button", name="退出登录").click()
    sign_in(page)
    page.wait_for_url("**/2fa/authenticate/**")
    assert serious_findings(page) == []
    page.fill("#id_code", codes[0])
    page.locator("form.form .primary").first.click()
    page.wait_for_url("**/me/account/")
    expect(page.locator("dl.facts").nth(1)).to_contain_text("还有 9 个可用")
