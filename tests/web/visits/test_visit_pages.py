import pytest

from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.models import ContactRhythm, FollowUp, Interaction, VisitCap
from tests.cast import TODAY, change
from tests.visit_cast import bureau, logged, member, promise

CLOCKS = ("log", "show", "follow_ups", "settings")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in CLOCKS:
        monkeypatch.setattr(f"jigai.web.visits.{page}.localdate", lambda: TODAY)
    monkeypatch.setattr("jigai.web.desk.show.localdate", lambda: TODAY)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("jigai.web.authorship.now", lambda: change().at)


def typed(**more):
    return {
        "kind": "call", "held_on": str(TODAY), "agency_id": bureau().pk, "purpose": "回访",
        "said": "订单好转",
    } | more  # fmt: skip


def shown(answer):
    return answer.content.decode()


def test_the_office_logs_a_call_with_what_was_promised(office, enterprise, lin):
    member(enterprise)
    given = typed(promise_1="送指南", due_1="2026-11-20", owner_1=lin.user_id)
    told = office.post(f"/visits/enterprises/{enterprise.pk}/log/", given, follow=True)
    assert "订单好转" in shown(told)
    assert FollowUp.objects.get().owner_id == lin.user_id


def test_a_visit_without_consent_comes_back_beside_its_field_with_everything_typed(
    office, enterprise
):
    answer = office.post(f"/visits/enterprises/{enterprise.pk}/log/", typed(kind="visit"))
    assert answer.status_code == 409
    assert answer.context["form"].errors["consent"]
    assert "订单好转" in shown(answer)
    assert not Interaction.objects.exists()


def test_a_promise_needs_its_day_and_a_day_its_promise(office, enterprise):
    url = f"/visits/enterprises/{enterprise.pk}/log/"
    answer = office.post(url, typed(promise_1="送指南", due_2="2026-11-20"))
    assert {"due_1", "promise_2"} == set(answer.context["form"].errors)


def test_the_form_says_how_many_visits_all_departments_made(office, enterprise):
    set_visit_cap(
        most_a_year=1, valid_from=TODAY.replace(month=1), decision="纪要", change=change()
    )
    logged(enterprise, 9, kind="visit", agency=bureau("县税务局"))
    url = f"/visits/enterprises/{enterprise.pk}/log/"
    assert "已到上限 1 次" in shown(office.get(url))
    answer = office.post(url, typed(kind="visit", consent="电话约定"))
    assert answer.context["form"].errors["beyond_cap"]


def test_a_township_logs_for_itself_alone(enterprise, project, agency, bo, sign_in):
    client, url = sign_in(bo), f"/visits/enterprises/{enterprise.pk}/log/"
    assert client.post(url, typed()).status_code == 422
    client.post(url, typed(agency_id=agency.pk))
    assert Interaction.objects.get().agency == agency


def test_a_leader_reads_the_log_and_adds_nothing(enterprise, zhao, sign_in):
    logged(enterprise, 2)
    client = sign_in(zhao)
    assert "庆云辛亥母线" in shown(client.get("/visits/"))
    assert client.get(f"/visits/enterprises/{enterprise.pk}/log/").status_code == 403


def test_a_mistake_is_taken_back_and_a_contact_given_to_its_firm(office, enterprise):
    kept = logged(enterprise, 2)
    office.post(f"/visits/{kept.pk}/withdraw/", {"because": "企业选错"})
    kept.refresh_from_db()
    assert kept.withdrawn_on == TODAY
    assert "企业选错" in shown(office.get(f"/visits/{kept.pk}/"))
    same = office.post(
        f"/visits/{kept.pk}/assign/", {"enterprise": enterprise.credit_code, "reason": "归属"}
    )
    assert same.context["form"].errors["enterprise"]


def test_a_promise_is_finished_on_its_page(office, enterprise):
    pk = logged(enterprise, 2, promises=[promise()]).follow_ups.get().pk
    assert "送申报指南" in shown(office.get("/visits/follow-ups/?q=is:open"))
    office.post(f"/visits/follow-ups/{pk}/", {"note": "已送达"})
    assert FollowUp.objects.get().note == "已送达"
    assert "已送达" in shown(office.get(f"/visits/follow-ups/{pk}/"))


def test_the_office_sets_rhythm_and_cap_and_others_read_them(office, zhao, sign_in):
    decided = {"valid_from": str(TODAY), "decision": "会议纪要"}
    office.post("/visits/settings/rhythm/", {"most_days": 20, "colour": "red", **decided})
    office.post("/visits/settings/cap/", {"most_a_year": 4, **decided})
    assert ContactRhythm.objects.get().colour == "red"
    assert VisitCap.objects.get().most_a_year == 4
    client = sign_in(zhao)
    assert "会议纪要" in shown(client.get("/visits/settings/"))
    assert client.get("/visits/settings/rhythm/").status_code == 403


def test_the_log_is_a_workbook_to_fill_in(office, enterprise):
    logged(enterprise, 2)
    assert office.get("/visits/sheet/").content.startswith(b"PK")
