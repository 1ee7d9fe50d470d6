"""A firm posts a demand, a university answers, the contract is registered and counted once."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
NUMBER = "2026371423000099"
COUNTED = "SELECT count(*), sum(amount_fen) FROM matches_technicalcontract WHERE number <> ''"
WANTED = "SELECT id FROM cooperation_demand WHERE name = ?"
DEMAND = "磷酸铁锂正极材料循环寿命提升（演示）"


def test_a_demand_becomes_a_contract_that_counts_once(own_county, door):
    [(before, sum_before)] = own_county.rows(COUNTED)
    [(demand,)] = own_county.rows(WANTED, DEMAND)

    firm = door.signed_in(own_county.address, "enterprise")
    firm.goto(f"/matches/demands/{demand}/?without=maturity")
    lines = firm.locator("article.match-line")
    expect(lines).to_have_count(10)
    expect(lines.first).to_contain_text("符合")
    expect(lines.first).to_contain_text("不符合")
    expect(firm.locator("#tried")).to_be_visible()

    school = door.signed_in(own_county.address, "institution")
    school.goto(f"/cooperation/demands/{demand}/")
    school.get_by_role("link", name="应答需求").click()
    offer = school.locator("#id_offer option").filter(has_text="磷酸铁锂表面碳包覆技术").first
    school.locator("#id_offer").select_option(offer.get_attribute("value"))
    school.get_by_role("button", name="应答").click()
    expect(school.locator("[data-list]")).to_contain_text("首次联系")

    signs_and_registers(firm)
    [(after, sum_after)] = own_county.rows(COUNTED)
    assert (after, sum_after) == (before + 1, sum_before + 220_000_000)
    leader = door.signed_in(own_county.address, "leader")
    leader.goto("/matches/totals/?year=2026")
    expect(leader.locator("#main")).to_contain_text("370.00")


def signs_and_registers(firm):
    firm.goto("/matches/")
    firm.locator("[data-row]").filter(has_text=DEMAND[:12]).locator("th a").first.click()
    firm.keyboard.press("o")
    firm.get_by_role("link", name="登记下一步").click()
    firm.get_by_role("button", name="保存").click()
    firm.get_by_role("link", name="签约").click()
    firm.get_by_label("合同名称").fill("碳包覆技术许可")
    firm.get_by_label("合同类别").select_option("licence")
    firm.get_by_label("合同成交额").fill("220")
    firm.get_by_role("button", name="保存").click()
    firm.get_by_role("link", name="合同登记").click()
    firm.get_by_label("登记编号").fill(NUMBER)
    firm.get_by_label("技术交易额").fill("200")
    firm.get_by_role("button", name="保存").click()
    expect(firm.locator("#main")).to_contain_text(NUMBER)
