"""People, roles, units and tokens through their pages."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model

from jigai.apps.accounts.models import Agency, ApiToken, Appointment
from jigai.apps.accounts.queries.tokens import bearer_of
from jigai.apps.audit.writing import writing
from tests.cast import TODAY, change

User = get_user_model()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for module in ("viewing", "show", "new", "forms", "agencies", "tokens"):
        monkeypatch.setattr(f"jigai.web.people.{module}.localdate", lambda: TODAY)


@pytest.fixture
def admin(programme, lin, sign_in):
    with writing("appointment.given", change("任命")):
        Appointment.objects.create(
            user_id=lin.user_id, role="administrator", valid_from=date(2026, 1, 1)
        )
    return sign_in(lin)


def newcomer(**changed):
    asked = {
        "display_name": "汤某",
        "username": "tang",
        "language": "zh-hans",
        "role": "reviewer",
        "valid_from": "2026-11-16",
    }
    return asked | changed


def test_people_are_listed_with_role_and_state(admin, bo):
    page = admin.get("/people/").content.decode()
    assert all(words in page for words in ("薄某", "崔口镇政府", "责任单位", "2 人"))


@pytest.mark.parametrize("address", ["/people/", "/people/new/", "/people/agencies/"])
def test_others_may_not_see_people(office, programme, address):
    assert office.get(address).status_code == 403


def test_a_new_person_gets_account_role_and_a_link_that_works(admin, client):
    page = admin.post("/people/new/", newcomer()).content.decode()
    link = re.search(r"http://testserver(/people/join/[^<]+)", page)[1]
    admin.logout()
    assert "汤某" in client.get(link).content.decode()
    assert Appointment.objects.get(user__username="tang").role == "reviewer"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"username": "lin"}, "username"),
        ({"role": "unit"}, "agency_id"),
        ({"username": "a b"}, "username"),
    ],
)
def test_a_wrong_entry_is_said_beside_its_field_and_opens_no_account(admin, changed, field):
    answer = admin.post("/people/new/", newcomer(**changed))
    assert field in answer.context["form"].errors
    assert not User.objects.filter(display_name="汤某").exists()


def test_a_role_is_given_and_ended(admin, bo, agency):
    admin.post(
        f"/people/{bo.user_id}/appoint/",
        {"role": "leader", "valid_from": "2026-11-16", "division_id": agency.division_id},
    )
    given = Appointment.objects.get(user_id=bo.user_id, role="leader")
    assert given.division_id == agency.division_id
    admin.post(f"/people/appointments/{given.pk}/end/", {"on": "2026-12-01", "reason": "调离"})
    given.refresh_from_db()
    assert given.valid_to == date(2026, 12, 1)


def test_the_last_administrator_stays(admin):
    held = Appointment.objects.get(role="administrator")
    answer = admin.post(
        f"/people/appointments/{held.pk}/end/", {"on": "2026-12-01", "reason": "退"}
    )
    assert "最后一位管理员" in answer.content.decode()
    held.refresh_from_db()
    assert held.valid_to is None


def test_a_new_link_is_shown_once(admin, bo):
    shown = admin.post(f"/people/{bo.user_id}/invite/")
    assert "/people/join/" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    later = admin.get(f"/people/{bo.user_id}/").content.decode()
    assert "/people/join/" not in later
    assert "已有链接" in later


def test_a_barred_person_is_out_at_the_next_click(admin, bo, client):
    browser = type(client)()
    browser.force_login(
        User.objects.get(pk=bo.user_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    admin.post(f"/people/{bo.user_id}/activity/", {"is_active": "0", "reason": "调离"})
    assert browser.get("/me/account/").status_code == 302


def test_a_unit_is_added_corrected_and_closed(admin, county):
    admin.post("/people/agencies/", {"name": "县工信局", "kind": "bureau"})
    unit = Agency.objects.get(name="县工信局")
    admin.post(
        f"/people/agencies/{unit.pk}/", {"name": "县科学技术和工业信息化局", "kind": "bureau"}
    )
    admin.post(f"/people/agencies/{unit.pk}/activity/", {"is_active": "0"})
    unit.refresh_from_db()
    assert (unit.name, unit.is_active) == ("县科学技术和工业信息化局", False)


def test_a_unit_of_the_same_name_is_refused(admin, agency):
    answer = admin.post("/people/agencies/", {"name": agency.name, "kind": "township"})
    assert "name" in answer.context["form"].errors


def test_a_token_is_shown_once_works_and_is_revoked(admin, lin):
    asked = {"name": "市平台取数", "expires_on": "2027-01-31"}
    secret = admin.post("/me/tokens/", asked).context["secret"]
    assert secret not in admin.get("/me/tokens/").content.decode()
    assert bearer_of(secret, on=TODAY).viewer.user_id == lin.user_id
    admin.post(f"/me/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert bearer_of(secret, on=TODAY) is None


def test_a_token_for_ever_is_refused(admin):
    answer = admin.post("/me/tokens/", {"name": "取数", "expires_on": "2036-01-31"})
    assert "expires_on" in answer.context["form"].errors


def test_the_token_of_somebody_else_is_out_of_reach(admin, bo, sign_in):
    admin.post("/me/tokens/", {"name": "取数", "expires_on": "2027-01-31"})
    token = ApiToken.objects.get()
    assert sign_in(bo).post(f"/me/tokens/{token.pk}/revoke/").status_code == 404


def test_an_enterprise_contact_gets_and_loses_an_enterprise_on_the_page(admin, project, client):
    admin.post("/people/new/", newcomer(role="enterprise"))
    tang = User.objects.get(username="tang")
    assert "还没有指定企业" in admin.get(f"/people/{tang.pk}/").content.decode()
    given = {"credit_code": "91", "valid_from": "2026-11-16", "reason": "授权书"}
    answer = admin.post(f"/people/{tang.pk}/represents/", given)
    assert "没有信用代码为“91”的企业" in answer.content.decode()
    given["credit_code"] = project.enterprise.credit_code
    assert admin.post(f"/people/{tang.pk}/represents/", given).status_code == 302
    contact = type(client)()
    contact.force_login(tang, backend="django.contrib.auth.backends.ModelBackend")
    assert contact.get(f"/projects/{project.pk}/").status_code == 200
    held = tang.represents.get()
    end = f"/people/represents/{held.pk}/end/"
    assert admin.post(end, {"on": "2025-01-01", "reason": "卸任"}).status_code == 409
    assert admin.post(end, {"on": "2026-11-16", "reason": "卸任"}).status_code == 302
    assert contact.get(f"/projects/{project.pk}/").status_code == 404
