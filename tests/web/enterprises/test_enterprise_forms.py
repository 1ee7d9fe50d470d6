import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.registry.actions.add_contact import add_contact
from jigai.apps.registry.actions.correct_enterprise import correct_enterprise
from jigai.apps.registry.models import Enterprise
from tests.cast import TODAY, change


@pytest.fixture
def twin(enterprise):
    """A second record of the cast's enterprise, with a project of its own."""
    with writing("enterprise.registered", change("登记")):
        twin = Enterprise.objects.create(
            credit_code="913714230000000009", name="庆云县辛亥母线有限责任公司", name_sort="q",
            name_initials="q", division=enterprise.division,
        )  # fmt: skip
        Project.objects.create(
            name="孪生项目", name_sort="l", name_initials="l", enterprise=twin, entered_on=TODAY
        )
    return twin


def test_one_wrong_character_of_a_code_is_refused_and_the_check_digit_named(office, enterprise):
    enterprise_code = enterprise.credit_code
    wrong = enterprise_code[:-1] + ("8" if enterprise_code[-1] != "8" else "7")
    answer = office.post(
        "/enterprises/register/", {"credit_code": wrong, "name": "甲公司", "reason": "登记"}
    )
    assert answer.status_code == 409
    assert "校验" in str(answer.context["form"].errors["credit_code"])
    assert answer.context["form"]["name"].value() == "甲公司"


def test_a_code_in_use_names_its_holder(office, enterprise):
    sent = {"credit_code": enterprise.credit_code, "name": "乙公司", "reason": "登记"}
    assert enterprise.name in office.post("/enterprises/register/", sent).content.decode()


def test_a_former_name_stays_with_its_dates(office, enterprise):
    sent = {"name": "庆云辛亥电气有限公司", "renamed_on": "2026-11-01", "reason": "工商变更"}
    assert office.post(f"/enterprises/{enterprise.pk}/rename/", sent).status_code == 302
    assert "庆云辛亥母线有限公司" in office.get(f"/enterprises/{enterprise.pk}/").content.decode()


def test_a_correction_joins_what_others_saved(office, enterprise):
    url = f"/enterprises/{enterprise.pk}/correct/"
    form = office.get(url).context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {
        "size": "small", "is_active": "on", "reason": "核对"
    }  # fmt: skip
    correct_enterprise(
        enterprise=enterprise, base_version=version_of(enterprise),
        values={"industry_code": "3821"}, change=change(),
    )  # fmt: skip
    assert office.post(url, sent).status_code == 302
    enterprise.refresh_from_db()
    assert (enterprise.size, enterprise.industry_code) == ("small", "3821")


def test_a_contact_is_masked_and_each_look_is_kept(office, enterprise):
    contact = add_contact(
        enterprise=enterprise, name="张三丰", telephone="13812345678", change=change()
    )
    text = office.get(f"/enterprises/{enterprise.pk}/").content.decode()
    assert "138****5678" in text
    assert "13812345678" not in text
    seen = office.post(f"/enterprises/contacts/{contact.pk}/", {"reason": "催报电话"})
    assert "13812345678" in seen.content.decode()
    assert seen["Cache-Control"] == "no-store"
    assert "催报电话" in ChangeSet.objects.get(verb="contact.unmasked").reason


def test_a_leader_sees_no_contact_in_full(zhao, enterprise, sign_in):
    contact = add_contact(enterprise=enterprise, name="张", telephone="1", change=change())
    answer = sign_in(zhao).post(f"/enterprises/contacts/{contact.pk}/", {"reason": "看看"})
    assert answer.status_code == 403


def test_merge_and_take_back_with_the_project_of_the_meantime(office, enterprise, twin):
    url = f"/enterprises/{enterprise.pk}/merge/{twin.pk}/"
    assert office.post(url, {"reason": "同一家"}).status_code == 302
    with writing("project.registered", change("登记")):
        Project.objects.create(
            name="合并后新项目", name_sort="h", name_initials="h", enterprise=enterprise,
            entered_on=TODAY,
        )  # fmt: skip
    merge = enterprise.merges.get()
    told = office.post(f"/enterprises/merges/{merge.pk}/undo/", {"reason": "不是一家"})
    assert [one.name for one in told.context["returned"]] == ["孪生项目"]
    assert [one.name for one in told.context["to_assign"]] == ["合并后新项目"]


def test_likely_duplicates_are_offered(office, enterprise, twin):
    assert (
        "保留“庆云县辛亥母线有限责任公司”"
        in office.get("/enterprises/duplicates/").content.decode()
    )


@pytest.mark.parametrize(
    ("page", "sent", "related"),
    [
        ("indicators", {"year": "2025", "sales_revenue_fen": "1,200"}, "indicators"),
        ("memberships", {"registration_number": "202637142300001234", "valid_from": "2026-05-01"},
         "memberships"),
        ("certificates", {"kind": "hnte", "number": "GR2026"}, "certificates"),
        ("contacts", {"name": "李四", "telephone": "13900000000"}, "contacts"),
    ],
)  # fmt: skip
def test_what_hangs_on_an_enterprise_is_entered(office, enterprise, page, sent, related):
    done = office.post(f"/enterprises/{enterprise.pk}/{page}/", sent | {"reason": "登记"})
    assert done.status_code == 302
    assert getattr(enterprise, related).count() == 1


def test_the_record_page_asks_a_fixed_number_of_queries(
    office, enterprise, django_assert_num_queries
):
    office.get(f"/enterprises/{enterprise.pk}/")
    with django_assert_num_queries(24):
        office.get(f"/enterprises/{enterprise.pk}/")
