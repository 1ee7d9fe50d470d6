from datetime import timedelta

import pytest

from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.cultivation.models import Coach
from jigai.apps.visits.models import ContactRhythm, FollowUp, Interaction, VisitCap
from tests.cast import TODAY, change
from tests.visit_cast import bureau, called_every, logged, member, promise

WHY = {"reason": "登记"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for part in ("visits", "desk"):
        monkeypatch.setattr(f"jigai.api.v1.{part}.timezone.localdate", lambda: TODAY)
    monkeypatch.setattr("jigai.api.authentication.timezone.localtime", lambda: change().at)


@pytest.fixture
def firm(enterprise):
    return member(enterprise)


@pytest.fixture
def office(client, lin, django_user_model):
    client.force_login(
        django_user_model.objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    def call(method, path, body=None):
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1/{path}", **sent)

    return call


def test_a_contact_is_logged_withdrawn_and_its_promise_kept(office, firm, lin):
    told = {
        "kind": "visit", "held_on": str(TODAY), "agency_id": bureau().pk, "purpose": "回访",
        "said": "订单好转", "consent": "企业邀请", "person_id": lin.user_id,
        "promises": [{"text": "送指南", "due_on": str(TODAY + timedelta(days=3))}],
    }  # fmt: skip
    made = office("post", f"visits/enterprises/{firm.pk}", told | WHY)
    assert made.status_code == 201
    key = made.json()["id"]
    [row] = office("get", f"visits?enterprise_id={firm.pk}").json()
    assert (row["id"], row["officers"], row["kind"]) == (key, "林某", "visit")
    [due] = office("get", "visits/follow-ups").json()
    office("post", f"visits/follow-ups/{due['id']}/finish", {"note": "已送"} | WHY)
    assert FollowUp.objects.get().note == "已送"
    assert office("post", f"visits/{key}/withdraw", WHY).status_code == 200
    assert Interaction.objects.get().withdrawn_because == "登记"


def test_refusals_carry_their_code(office, firm):
    told = {"kind": "visit", "held_on": str(TODAY), "agency_id": bureau().pk, "purpose": "回访",
            "said": "x"}  # fmt: skip
    answer = office("post", f"visits/enterprises/{firm.pk}", told | WHY)
    assert (answer.status_code, answer.json()["code"]) == (409, "visits.consent_missing")
    unknown = office("post", f"visits/enterprises/{firm.pk}", told | WHY | {"agency_id": 9_999})
    assert unknown.json()["code"] == "visits.no_such_department"


def test_rhythm_and_cap_are_set_and_the_silent_firms_follow(office, firm):
    dated = {"valid_from": str(TODAY), "decision": "纪要"} | WHY
    assert office("post", "visits/rhythm", {"most_days": 20} | dated).status_code == 201
    assert office("post", "visits/cap", {"most_a_year": 4} | dated).status_code == 201
    assert ContactRhythm.objects.get().most_days == 20
    assert VisitCap.objects.get().most_a_year == 4
    assert [row["enterprise"] for row in office("get", "visits/silent").json()] == [firm.name]
    logged(firm, 1)
    assert office("get", "visits/silent").json() == []
    assert office("get", "visits/rhythm").json()[0]["is_in_force"]
    assert office("get", "visits/cap").json()[0]["is_in_force"]


def test_the_desk_is_read_as_rows_counts_and_one_firm(office, firm, lin):
    called_every(20)
    logged(firm, 25, promises=[promise(owner=lin)])
    [row] = office("get", "desk?silent=true").json()
    assert (row["days_silent"], row["next_what"]["zh"]) == (25, "送申报指南")
    assert (row["next_turn"]["zh"], row["is_silent"]) == ("林某", True)
    assert office("get", "desk?mine=true").json() == office("get", "desk?late=true").json() == []
    assert office("get", "desk/counts").json()["work"]["promise"] == 1
    card = office("get", f"desk/enterprises/{firm.pk}").json()
    assert [one["title"]["zh"] for one in card["waiting"]] == ["送申报指南"]
    assert card["cap"] == {"year": 2026, "count": 0, "most": None}
    assert office("get", f"desk/enterprises/{firm.pk}/paper").content.startswith(b"%PDF")
    assert office("get", "visits/sheet").content.startswith(b"PK")


def test_a_hand_over_is_previewed_then_moved(office, firm, lin, agency, bo, project):
    assign_coach(enterprise=firm, user_id=lin.user_id, since=TODAY, change=change())
    asked = {"person_id": bo.user_id, "since": str(TODAY), "from_person_id": lin.user_id} | WHY
    plan = office("post", "desk/hand-over/preview", asked).json()
    assert ([line["former"] for line in plan["lines"]], plan["unseen"]) == (["林某"], [])
    assert Coach.objects.get(valid_to=None).user_id == lin.user_id
    assert office("post", "desk/hand-over", asked).status_code == 201
    assert Coach.objects.get(valid_to=None).user_id == bo.user_id
    assert [row["officer"] for row in office("get", "desk/responsible").json()] == ["薄某"]


def test_a_contact_is_given_to_another_firm(office, firm, project):
    kept = logged(firm, 1)
    answer = office("post", f"visits/{kept.pk}/assign", {"enterprise_id": firm.pk} | WHY)
    assert answer.json()["code"] == "visits.held_there_already"
