"""The contact of a firm: the own file, form, ledger and data, and nobody else's."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
OWN = "丙寅锂电材料车间数字化升级项目"
FIRM = "庆云丙寅锂电材料有限公司"
OTHERS = """
    SELECT p.id, p.enterprise_id FROM projects_project p WHERE p.enterprise_id NOT IN
    (SELECT enterprise_id FROM registry_representative) ORDER BY p.id LIMIT 1
"""
DESK = (
    "/portal/", "/portal/forms/", "/portal/vouchers/", "/portal/vouchers/sums/",
    "/portal/vouchers/share/", "/portal/vouchers/import/", "/portal/data/",
    "/portal/correct/enterprise/size/0/",
)  # fmt: skip


def test_the_contact_fills_in_dispatch_information_without_a_figure_beside_it(read_county, door):
    page = door.signed_in(read_county.address, "enterprise", screen="phone")
    card = page.locator(".report-card").filter(has_text=OWN).filter(has_text="11月下半月")
    card.get_by_role("link", name="修改企业填写").click()
    expect(page.locator(".notice").filter(has_text="调度信息，非统计报表")).to_be_visible()
    expect(page.locator(".foot")).to_contain_text("调度信息，非统计报表")
    expect(page.locator("form.form dl.beside")).to_have_count(0)
    expect(page.locator("form.form")).not_to_contain_text("计划")


def test_the_contact_finds_every_value_with_its_source_and_says_what_is_wrong(read_county, door):
    page = door.signed_in(read_county.address, "enterprise")
    page.goto("/portal/")
    expect(page.locator("#main h1")).to_have_text(FIRM)
    row = page.locator("tr").filter(has_text="行业代码")
    expect(row).to_contain_text("林知远")
    row.get_by_role("link", name="有误").click()
    expect(page.locator("#main h1")).to_have_text("提出更正")
    assert serious_findings(page) == []


def test_the_contact_takes_the_ledger_and_the_own_data_along(read_county, door):
    page = door.signed_in(read_county.address, "enterprise")
    page.goto("/portal/vouchers/")
    expect(page.locator("[data-row]")).to_have_count(12)
    page.goto("/portal/data/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载我的数据").click()
    packed = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert any(name.endswith("/vouchers.xlsx") for name in packed.namelist())


@pytest.mark.parametrize("screen", ["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_own_desk_is_accessible_and_fits_the_screen(read_county, door, screen, language):
    page = door.signed_in(read_county.address, "enterprise", screen=screen, language=language)
    for path in DESK:
        assert page.goto(path).status == 200, path
        assert (path, serious_findings(page)) == (path, [])
        beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (path, beyond > 0) == (path, False)


def test_the_contact_sees_the_own_records_and_no_others(read_county, door):
    page = door.signed_in(read_county.address, "enterprise")
    for path, own in (("/projects/", OWN), ("/enterprises/", FIRM)):
        page.goto(path)
        expect(page.locator("[data-row]")).to_have_count(1)
        expect(page.locator("[data-row]")).to_contain_text(own)
    project, firm = read_county.rows(OTHERS)[0]
    hidden = (
        f"/projects/{project}/",
        f"/enterprises/{firm}/",
        f"/badges/2026-10B/{project}/",
        f"/rounds/2026-11B/reports/{project}/",
        f"/portal/forms/2026-11B/{project}/",
    )
    for path in hidden:
        assert page.goto(path).status == 404, path
    name = read_county.value("SELECT name FROM registry_enterprise WHERE id = ?", firm)
    page.goto(f"/search/?q={name}")
    expect(page.locator("#main")).to_contain_text("没有找到")
    assert page.request.get(f"{read_county.address}/api/v1/projects/{project}").status == 404


def test_the_office_finds_what_waits_and_what_is_shared(read_county, door):
    page = door.signed_in(read_county.address, "office")
    page.goto("/portal/desk/")
    expect(page.get_by_role("link", name="规模")).to_be_visible()
    page.get_by_role("link", name="企业共享的凭证").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    assert serious_findings(page) == []
    assert page.goto("/portal/vouchers/").status == 403
