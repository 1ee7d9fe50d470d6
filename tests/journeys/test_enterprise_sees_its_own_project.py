"""The contact of a firm: the own project, what it is told about figures, and nobody else's."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
OWN = "丙寅锂电材料车间数字化升级项目"
OTHERS = """
    SELECT p.id, p.enterprise_id FROM projects_project p WHERE p.enterprise_id NOT IN
    (SELECT enterprise_id FROM registry_representative) ORDER BY p.id LIMIT 1
"""


def test_the_contact_reports_the_own_project_as_dispatch_information(read_county, door):
    page = door.signed_in(read_county.address, "enterprise", screen="phone")
    expect(page.locator(".report-card")).to_have_count(1)
    page.locator(".report-card").filter(has_text=OWN).get_by_role("link", name="填报").click()
    expect(page.locator(".notice").filter(has_text="调度信息，非统计报表")).to_be_visible()
    expect(page.locator(".foot")).to_contain_text("调度信息，非统计报表")


def test_the_contact_sees_the_own_records_and_no_others(read_county, door):
    page = door.signed_in(read_county.address, "enterprise")
    for path, own in (("/projects/", OWN), ("/enterprises/", "庆云丙寅锂电材料有限公司")):
        page.goto(path)
        expect(page.locator("[data-row]")).to_have_count(1)
        expect(page.locator("[data-row]")).to_contain_text(own)
    project, firm = read_county.rows(OTHERS)[0]
    hidden = (
        f"/projects/{project}/",
        f"/enterprises/{firm}/",
        f"/badges/2026-10B/{project}/",
        f"/rounds/2026-11B/reports/{project}/",
    )
    for path in hidden:
        assert page.goto(path).status == 404, path
    name = read_county.value("SELECT name FROM registry_enterprise WHERE id = ?", firm)
    page.goto(f"/search/?q={name}")
    expect(page.locator("#main")).to_contain_text("没有找到")
    assert page.request.get(f"{read_county.address}/api/v1/projects/{project}").status == 404
