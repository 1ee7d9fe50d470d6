"""The API does for matching what the pages do."""

import pytest

from jigai.apps.matches.models import DeclaredTie, Match, MatchingDay, MatchRefusal
from tests.cast import TODAY
from tests.embedding_double import anew
from tests.matches_cast import NUMBER

pytestmark = pytest.mark.usefixtures("programme", "stopped_clock")


@pytest.fixture
def api(asked):
    return lambda viewer, method, path, **body: asked(viewer, method, f"matches/{path}", **body)


def test_mei_reads_ten_matches_with_reasons_and_leaves_one_aspect_out(api, mei, wanted, dozen):
    whole = api(mei, "get", f"demands/{wanted.pk}").json()
    assert len(whole["matches"]) == 10
    for one in whole["matches"]:
        assert {"fits", "fits_not"} <= {reason["fit"] for reason in one["reasons"]}
    without = api(mei, "get", f"demands/{wanted.pk}", without=["maturity", "price"]).json()
    assert [one["offer"] for one in whole["matches"]] != [
        one["offer"] for one in without["matches"]
    ]
    assert api(mei, "get", f"demands/{wanted.pk}", without=["review"]).status_code == 422
    [row] = api(mei, "get", "demands").json()
    assert (row["id"], row["left_out"]) == (wanted.pk, None)


def test_a_refusal_is_lodged_counted_and_taken_back(api, mei, chen, wanted, dozen):
    key = f"achievement:{dozen[0].pk}"
    answer = api(mei, "post", f"demands/{wanted.pk}/refusals", offer=key, code="too_early")
    assert answer.status_code == 201
    found = api(mei, "get", f"demands/{wanted.pk}").json()
    assert "too early" in found["matches"][0]["moved"][0]["en"]
    [digest] = api(chen, "get", "digest", month="2026-11-01").json()
    assert digest["total"] == 1
    pk = MatchRefusal.objects.get().pk
    assert api(mei, "post", f"refusals/{pk}/withdrawal").status_code == 200
    assert api(chen, "get", "digest").json() == []
    assert (
        api(mei, "post", f"demands/{wanted.pk}/refusals", offer=key, code="ugly").status_code == 422
    )


def test_from_first_contact_to_payment_counted_once(
    api, mei, chen, zhao, hua, wanted, achievement, enterprise, university
):
    key = f"achievement:{achievement.pk}"
    made = api(chen, "post", f"demands/{wanted.pk}/matches", offer=key, on="2026-09-01")
    pk = made.json()["id"]
    assert api(chen, "post", f"demands/{wanted.pk}/matches", offer=key).status_code == 409
    assert api(hua, "get", f"{pk}").status_code == 404
    assert api(mei, "post", f"{pk}/steps", to="talk", on="2026-09-02").status_code == 200
    parties = [
        {"side": "buyer", "name": enterprise.credit_code, "share_bp": 10_000},
        {"side": "seller", "name": university.name, "share_bp": 10_000},
    ]
    paper = {"name": "开发合同", "kind": "development", "amount_fen": 100_00, "on": "2026-10-01"}
    assert api(mei, "post", f"{pk}/contract", **paper, parties=parties).status_code == 200
    card = {"technology_fen": 80_00, "on": "2026-10-20"}
    wrong = api(mei, "post", f"{pk}/registration", number="1", **card)
    assert wrong.json()["code"] == "matches.number_malformed"
    assert api(mei, "post", f"{pk}/registration", number=NUMBER, **card).status_code == 200
    paid = {"amount_fen": 50_00, "document": "回单", "on": "2026-11-01"}
    assert api(mei, "post", f"{pk}/payments", **paid).status_code == 200
    assert api(mei, "post", f"{pk}/steps", to="product", on="2026-11-16").status_code == 200
    detail = api(chen, "get", f"{pk}").json()
    assert detail["match"]["stage"] == "product"
    assert detail["contract"]["paid_fen"] == 50_00
    totals = api(zhao, "get", "totals", year=2026).json()
    assert (totals["count"], totals["amount_fen"], totals["technology_fen"]) == (1, 100_00, 80_00)
    assert [one["id"] for one in api(zhao, "get", "").json()] == [pk]
    assert api(zhao, "get", "", is_stalled=True).json() == []


def test_withdrawn_by_the_university_the_firm_reads_why(api, mei, chen, match):
    given = {"code": "no_capacity", "on": "2026-11-16"}
    assert api(chen, "post", f"{match.pk}/withdrawal", **given).status_code == 200
    assert Match.objects.get().stage == "withdrawn"
    [digest] = api(mei, "get", "digest").json()
    assert digest["counts"][0][0] == "no_capacity"


def test_terms_and_ties_remove_who_must_not_be_proposed(
    api, mei, chen, wanted, dozen, enterprise, university
):
    here = f"demands/{wanted.pk}"
    assert api(mei, "put", f"{here}/terms", excluded=[university.name]).status_code == 200
    assert api(mei, "get", here).json()["matches"] == []
    assert api(mei, "put", f"{here}/terms").status_code == 200
    terms = f"achievements/{dozen[0].pk}/terms"
    assert api(chen, "put", terms, joint_applicant=enterprise.pk).status_code == 404
    assert api(chen, "put", terms, division_code="370200").status_code == 200
    assert api(mei, "put", terms).status_code == 404
    tie = {"enterprise": enterprise.pk, "other": university.name, "words": "股东"}
    assert api(mei, "post", "ties", **tie).status_code == 201
    found = api(mei, "get", here).json()
    assert found["matches"] == []
    assert {one["conflict"] for one in found["removed"]} == {"declared_tie"}
    [row] = api(mei, "get", "ties").json()
    assert api(chen, "get", "ties").json() == []
    assert api(mei, "post", f"ties/{row['id']}/end").status_code == 200
    assert DeclaredTie.objects.get().ended_on == TODAY


def test_a_matching_day_from_announcement_to_stable_meetings(api, lin, mei, hua, wanted, dozen):
    plan = {"name": "对接会", "held_on": "2026-12-03", "place": "会议中心", "begins_at": "09:00"}
    pk = api(lin, "post", "days/", **plan).json()["id"]
    assert api(mei, "post", "days/", **plan).status_code == 403
    for thing in (f"demand:{wanted.pk}", *(f"achievement:{one.pk}" for one in dozen[:2])):
        assert api(lin, "post", f"days/{pk}/participants", thing=thing).status_code == 201
    assert api(lin, "post", f"days/{pk}/wishes").json() == {"count": 3}
    assert api(lin, "post", f"days/{pk}/assignment").json() == {"count": 1}
    found = api(mei, "get", f"days/{pk}").json()
    assert found["check"]["blocking"] == 0
    asking, *giving = found["participants"]
    order = [giving[1]["id"]]
    wishes = f"days/{pk}/participants/{asking['id']}/wishes"
    assert api(mei, "put", wishes, order=order).status_code == 200
    assert api(hua, "put", wishes, order=order).status_code == 404
    assert api(lin, "put", f"days/{pk}/proposing", side="offer").status_code == 200
    assert api(lin, "post", f"days/{pk}/assignment").json() == {"count": 1}
    [meeting] = api(lin, "get", f"days/{pk}").json()["meetings"]
    assert meeting["offerer_id"] == order[0]
    gone = f"days/{pk}/participants/{asking['id']}/leave"
    assert api(lin, "post", gone).status_code == 200
    assert MatchingDay.objects.get().state == "open"
    assert [one["demand_count"] for one in api(lin, "get", "days/").json()] == [0]


def test_the_back_test_is_the_offices(api, lin, mei, contract):
    found = api(lin, "get", "backtest").json()
    assert (found["total"]["count"], found["total"]["ours"]) == (1, 1)
    assert found["is_too_few"]
    assert api(mei, "get", "backtest").status_code == 403


def test_the_api_tells_the_space_and_why_a_model_was_not_used(api, mei, wanted, dozen, with_model):
    here = f"demands/{wanted.pk}"
    told = api(mei, "get", here).json()["text_space"]
    assert (told["model"], told["is_model_used"], told["failure"]) == ("themes", True, None)
    anew()
    with_model.planned = [503]
    told = api(mei, "get", here).json()["text_space"]
    assert told["is_model_used"] is False
    assert "503" in told["failure"]["zh"]
    assert told["failing_since"]


def test_without_a_model_the_api_names_none(api, mei, wanted, dozen):
    told = api(mei, "get", f"demands/{wanted.pk}").json()["text_space"]
    assert (told["model"], told["is_model_used"], told["failing_since"]) == (None, False, None)
