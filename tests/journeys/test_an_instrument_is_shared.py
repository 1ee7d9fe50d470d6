"""A firm books a shared instrument on the phone, once; its own word makes a use count."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
INSTRUMENT = "SELECT id FROM platforms_instrument ORDER BY id LIMIT 1"
NEWEST = "SELECT MAX(id) FROM platforms_booking"
WAITING = """
    SELECT b.id FROM platforms_booking b JOIN registry_representative r
    ON r.enterprise_id = b.enterprise_id JOIN platforms_instrument i ON i.id = b.instrument_id
    JOIN platforms_platform p ON p.id = i.platform_id
    WHERE b.state = 'used' AND p.host_enterprise_id IS NOT b.enterprise_id ORDER BY b.id LIMIT 1
"""
STATE = "SELECT state FROM platforms_booking WHERE id = ?"


def test_a_half_hour_is_given_once_and_a_use_counts_when_its_user_says_so(own_county, door):
    firm = door.signed_in(own_county.address, "enterprise", screen="phone")
    instrument = own_county.value(INSTRUMENT)
    books(firm, instrument)
    firm.wait_for_url("**/platforms/bookings/")
    number = own_county.value(NEWEST)
    assert own_county.value(STATE, number) == "booked"
    books(firm, instrument)
    expect(firm.locator("#main")).to_contain_text("已有预约")
    assert own_county.value(NEWEST) == number
    door.complaints.clear()
    cancels(firm, number)
    assert own_county.value(STATE, number) == "cancelled"

    used = own_county.value(WAITING)
    office = door.signed_in(own_county.address, "office")
    cannot_answer_for_the_firm(office, used)
    confirms(firm, used)
    assert own_county.value(STATE, used) == "confirmed"


def books(page, instrument):
    page.goto(f"/platforms/instruments/{instrument}/")
    fits_and_is_accessible(page)
    page.get_by_label("日期").fill("2026-11-27")
    page.get_by_label("开始时间").fill("09:00")
    page.get_by_label("结束时间").fill("10:30")
    page.get_by_label("用途").fill("样品温升试验")
    page.locator("form.form .primary").click()


def cancels(page, number):
    page.goto(f"/platforms/bookings/{number}/")
    fits_and_is_accessible(page)
    page.get_by_label("取消原因").fill("样品未到")
    page.get_by_role("button", name="取消预约").click()
    expect(page.locator("#main .tag").first).to_have_text("已取消")


def cannot_answer_for_the_firm(page, number):
    page.goto(f"/platforms/bookings/{number}/")
    expect(page.get_by_role("button", name="属实")).to_have_count(0)
    fits_and_is_accessible(page)


def confirms(page, number):
    page.goto("/platforms/bookings/?q=is:mine")
    fits_and_is_accessible(page)
    page.goto(f"/platforms/bookings/{number}/")
    page.get_by_role("button", name="属实").click()
    expect(page.get_by_role("button", name="属实")).to_have_count(0)


def fits_and_is_accessible(page):
    assert serious_findings(page) == []
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
